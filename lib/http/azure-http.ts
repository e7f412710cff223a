import type * as pipelineLibrary from "@azure/core-rest-pipeline";
import type {
  HttpClient,
  Pipeline,
  PipelinePolicy,
  PipelineRequest,
  PipelineResponse,
  RetryStrategy,
} from "@azure/core-rest-pipeline";
import type { HttpRequest, HttpResponse, Repeat } from "./exchange";
import { AZURE_PACE, PASSING, type RetryPace, pauseBefore } from "./retry-pause";

type Library = typeof pipelineLibrary;

/** What tests replace. */
export interface AzureHttpOptions {
  /** @default - AZURE_PACE */
  readonly pace?: RetryPace;
  /** @default - that of the library */
  readonly client?: HttpClient;
}

const TIMEOUT = 60_000;

/**
 * Sends requests through Azure's own pipeline: by the proxy that `HTTPS_PROXY` names, again where that helps, each attempt within
 * its time. It follows no redirect, so that a token goes where it was meant to go.
 *
 * @throws Error when `@azure/core-rest-pipeline` is not installed, at the first request; and where no answer comes
 */
export function azureHttp(options: AzureHttpOptions = {}): (request: HttpRequest) => Promise<HttpResponse> {
  const pipelines = new Map<Repeat, Promise<Sender>>();
  return async (request) => {
    const { repeat = "always" } = request;
    const sender = pipelines.get(repeat) ?? senderOf(repeat, options);
    pipelines.set(repeat, sender);
    return (await sender)(request);
  };
}

type Sender = (request: HttpRequest) => Promise<HttpResponse>;

async function senderOf(repeat: Repeat, options: AzureHttpOptions): Promise<Sender> {
  const library = await loadLibrary();
  const pipeline = pipelineOf(library, repeat, options.pace ?? AZURE_PACE);
  const client = options.client ?? library.createDefaultHttpClient();
  return (request) => exchange(library, pipeline, client, request);
}

async function loadLibrary(): Promise<Library> {
  // Loaded here alone: who only plans does without it.
  const library = await import("@azure/core-rest-pipeline").catch(() => undefined);
  if (library === undefined)
    throw new Error(
      "requests to Azure need @azure/core-rest-pipeline, which is not installed: npm install @azure/core-rest-pipeline",
    );
  return library;
}

function pipelineOf(library: Library, repeat: Repeat, pace: RetryPace): Pipeline {
  const pipeline = library.createEmptyPipeline();
  pipeline.addPolicy(library.proxyPolicy());
  pipeline.addPolicy(library.decompressResponsePolicy());
  pipeline.addPolicy(library.userAgentPolicy({ userAgentPrefix: "cdktf-azure-backend" }));
  if (repeat !== "never")
    pipeline.addPolicy(library.retryPolicy([strategyOf(repeat, pace)], { maxRetries: pace.attempts - 1 }), {
      phase: "Retry",
    });
  pipeline.addPolicy(attemptLimit(library), { afterPhase: "Retry" });
  return pipeline;
}

/** The library's own strategies take any Retry-After, and repeat what may have been done. */
function strategyOf(repeat: "always" | "refused", pace: RetryPace): RetryStrategy {
  const passing = repeat === "always" ? PASSING : [429];
  return {
    name: "boundedRetryStrategy",
    retry({ retryCount, response }) {
      const isPassing = response === undefined ? repeat === "always" : passing.includes(response.status);
      if (!isPassing) return { skipStrategy: true };
      return { retryAfterInMs: pauseBefore(retryCount + 1, response?.headers.get("retry-after"), pace) };
    },
  };
}

/** In milliseconds. */
const limits = new WeakMap<PipelineRequest, number>();

/** What was read as bytes. */
const contents = new WeakMap<PipelineResponse, Uint8Array>();

/**
 * The library's own limit ends with the headers: a body that never ends is not within it. And its timer goes on after a failure,
 * for which a process waits before it ends.
 */
function attemptLimit({ RestError, isRestError }: Library): PipelinePolicy {
  return {
    name: "attemptLimit",
    async sendRequest(request, next) {
      const limit = limits.get(request) ?? TIMEOUT;
      // What is left of a deadline has fractions, which Node refuses.
      const signal = AbortSignal.timeout(Math.ceil(limit));
      request.abortSignal = signal;
      try {
        const answer = await next(request);
        const { readableStreamBody: stream } = answer;
        if (stream !== undefined) contents.set(answer, await allOf(stream));
        return answer;
      } catch (error) {
        // What breaks off half-way is read again.
        if (!signal.aborted)
          throw isRestError(error) ? error : new RestError(String(error), { code: BROKEN_OFF, request });
        const message = `no answer in ${limit / 1000} s`;
        throw new RestError(message, { code: "Timeout", request });
      } finally {
        delete request.abortSignal;
      }
    },
  };
}

const BROKEN_OFF = "ECONNRESET";

async function allOf(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

async function exchange(
  { createHttpHeaders, createPipelineRequest }: Library,
  pipeline: Pipeline,
  client: HttpClient,
  { method, url, headers, body, timeout = TIMEOUT, binary = false }: HttpRequest,
): Promise<HttpResponse> {
  const request = createPipelineRequest({
    method,
    url,
    headers: createHttpHeaders(headers),
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
    ...(binary ? { streamResponseStatusCodes: new Set([200]) } : {}),
    // Only a test's own server is without TLS.
    allowInsecureConnection: isLoopback(url),
  });
  limits.set(request, timeout);
  const answer = await pipeline.sendRequest(client, request);
  const bytes = contents.get(answer);
  return {
    status: answer.status,
    headers: answer.headers.toJSON(),
    body: answer.bodyAsText ?? "",
    ...(bytes === undefined ? {} : { bytes }),
  };
}

function isLoopback(url: string): boolean {
  return ["127.0.0.1", "[::1]", "localhost"].includes(new URL(url).hostname);
}
