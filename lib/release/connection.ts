/** One request of a release to Azure. */
export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface HttpResponse {
  readonly status: number;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** What a release waits by. */
export interface Clock {
  /** In milliseconds, from any point in time. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** How a release reaches Azure: by `fetch` and `@azure/identity`, or by what stands for them. */
export interface AzureConnection {
  /** Rejects where no answer comes. */
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
  /** A token of Microsoft Entra ID for a scope, `https://storage.azure.com/.default`. */
  readonly token: (scope: string) => Promise<string>;
  readonly clock: Clock;
}

/**
 * By `fetch`, signed in as `DefaultAzureCredential` of `@azure/identity` does: the variables `AZURE_CLIENT_ID` and the
 * like, a workload identity, a managed identity, or `az login`.
 *
 * @param tenantId - whose identities count, where they are in several
 * @throws Error when `@azure/identity` is not installed, at the first request
 */
export function azureConnection(tenantId?: string): AzureConnection {
  let credential: Promise<Credential> | undefined;
  return {
    send: sendByFetch,
    async token(scope) {
      credential ??= signIn(tenantId);
      return (await (await credential).getToken(scope)).token;
    },
    clock: {
      now: () => performance.now(),
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    },
  };
}

interface Credential {
  getToken(scope: string): Promise<{ readonly token: string }>;
}

async function signIn(tenantId: string | undefined): Promise<Credential> {
  // Loaded here alone: who does not release does without it.
  const identity = await import("@azure/identity").catch(() => undefined);
  if (identity === undefined)
    throw new Error(
      "a release signs in with @azure/identity, which is not installed: npm install @azure/identity",
    );
  return new identity.DefaultAzureCredential(tenantId === undefined ? {} : { tenantId });
}

async function sendByFetch({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
  const response = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
