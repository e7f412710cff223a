import { azureHttp } from "../http/azure-http";
import type { HttpRequest, HttpResponse } from "../http/exchange";
import { identityLibrary } from "./identity-library";

export type { HttpRequest, HttpResponse };

/** What a release waits by. */
export interface Clock {
  /** In milliseconds, from any point in time. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** How a release reaches Azure: by `@azure/core-rest-pipeline` and `@azure/identity`, or by what stands for them. */
export interface AzureConnection {
  /** Rejects where no answer comes. It follows no redirect, and sends again what a request admits. */
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
  /** A token of Microsoft Entra ID for a scope, `https://storage.azure.com/.default`. */
  readonly token: (scope: string) => Promise<string>;
  readonly clock: Clock;
}

/** How long a sign-in may take, in milliseconds. */
const SIGN_IN = 120_000;

/**
 * Through Azure's own HTTP pipeline, which reads `HTTPS_PROXY`; signed in as `DefaultAzureCredential` of `@azure/identity` does:
 * the variables `AZURE_CLIENT_ID` and the like, a workload identity, a managed identity, or `az login`.
 *
 * @param tenantId - whose identities count, where they are in several
 * @param authorityHost - where they sign in, for other clouds than Azure's public one
 * @param signInLimit - how long a sign-in may take, in milliseconds; 120000 where it is left out
 * @throws Error when `@azure/identity` or `@azure/core-rest-pipeline` is not installed, at the first request
 */
export function azureConnection(
  tenantId?: string,
  authorityHost?: string,
  signInLimit: number = SIGN_IN,
): AzureConnection {
  return connectionWith(async () => {
    const { DefaultAzureCredential } = await identityLibrary();
    return new DefaultAzureCredential({
      ...(tenantId === undefined ? {} : { tenantId }),
      ...(authorityHost === undefined ? {} : { authorityHost }),
      processTimeoutInMs: signInLimit,
    });
  }, signInLimit);
}

/**
 * The same with another way to sign in.
 *
 * @param signIn - called once, at the first request
 */
export function connectionWith(
  signIn: () => Promise<Credential>,
  signInLimit: number = SIGN_IN,
): AzureConnection {
  let credential: Promise<Credential> | undefined;
  return {
    send: azureHttp(),
    async token(scope) {
      credential ??= signIn();
      return tokenWithin(signInLimit, await credential, scope);
    },
    clock: {
      now: () => performance.now(),
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    },
  };
}

/** Of `@azure/identity`: some ways to sign in, a managed identity above all, do not end when they are aborted. */
async function tokenWithin(limit: number, credential: Credential, scope: string): Promise<string> {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      late.abort();
      reject(new Error(`sign-in did not succeed in ${limit / 1000} s`));
    }, limit);
  });
  try {
    const asked = credential.getToken(scope, { abortSignal: late.signal });
    return (await Promise.race([asked, tooLate])).token;
  } finally {
    clearTimeout(timer);
  }
}

/** A way to sign in, of `@azure/identity`. */
export interface Credential {
  getToken(
    scope: string,
    options: { readonly abortSignal: AbortSignal },
  ): Promise<{ readonly token: string }>;
}
