import { readFileSync } from "node:fs";
import { request as plainRequest } from "node:http";
import { Agent } from "node:https";
import { type Socket } from "node:net";
import { Readable } from "node:stream";
import { connect as secured } from "node:tls";
import {
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  createDefaultHttpClient,
  createHttpHeaders,
} from "@azure/core-rest-pipeline";
import { azureHttp } from "../../lib/http/azure-http";
import { AZURE_PACE, type RetryPace } from "../../lib/http/retry-pause";
import type { AzureConnection, Clock } from "../../lib/release";
import { requestOf, writtenAs } from "../../lib/stand-in/server";
import type { StandIn } from "../../lib/stand-in/stand-in";

/** A clock that never waits: it says how long has been waited. */
export class HurriedClock implements Clock {
  private time = 0;
  readonly now = (): number => this.time;
  readonly wait = (milliseconds: number): Promise<void> => {
    this.time += milliseconds;
    return Promise.resolve();
  };
}

/** As often as in earnest, without the waits. */
export const HURRIED_PACE: RetryPace = { ...AZURE_PACE, first: 1, shortest: 1, longest: 5 };

/** The way to a stand-in: the release's own pipeline, through the stand-in's proxy and past its certificate. */
export function connectionTo(standIn: StandIn, clock: Clock = new HurriedClock()): AzureConnection {
  return {
    clock,
    token: (scope) => Promise.resolve(`token for ${scope}`),
    send: azureHttp({ pace: HURRIED_PACE, client: clientOf(standIn) }),
  };
}

/**
 * The same without a proxy, TLS and sockets, which take most of the time of a test that sends thousands of requests: the release's own
 * pipeline, whose requests the stand-in answers in this process.
 */
export function directConnectionTo(standIn: StandIn, clock: Clock = new HurriedClock()): AzureConnection {
  return {
    clock,
    token: (scope) => Promise.resolve(`token for ${scope}`),
    send: azureHttp({ pace: HURRIED_PACE, client: { sendRequest: (request) => answered(standIn, request) } }),
  };
}

async function answered(standIn: StandIn, request: PipelineRequest): Promise<PipelineResponse> {
  const { method, url, body } = request;
  if (body !== undefined && body !== null && !Buffer.isBuffer(body))
    throw new Error(`${method} ${url} has a body that is not in memory`);
  const response = await standIn.answer(
    requestOf({
      method,
      url: new URL(url),
      headers: request.headers.toJSON(),
      bytes: body ?? Buffer.alloc(0),
    }),
  );
  const { status, headers, content } = writtenAs(response);
  const bytes = Buffer.from(method === "HEAD" ? "" : (content ?? ""));
  return {
    request,
    status,
    headers: createHttpHeaders(headers),
    ...(request.streamResponseStatusCodes?.has(status) === true
      ? { readableStreamBody: Readable.from([bytes]) }
      : { bodyAsText: bytes.toString() }),
  };
}

/** One that waits for real, but not for long: for what runs beside this process. */
export function patientConnectionTo(standIn: StandIn): AzureConnection {
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 200));
  return connectionTo(standIn, { now: () => performance.now(), wait });
}

function clientOf({ environment }: StandIn): HttpClient {
  const proxy = new URL(environment["HTTPS_PROXY"] ?? "");
  const ca = readFileSync(environment["SSL_CERT_FILE"] ?? "");
  // A handshake for each request would take most of the time.
  const agent = Object.assign(new Agent({ keepAlive: true }), {
    createConnection(
      { host }: { readonly host: string },
      done: (error: Error | null, socket?: Socket) => void,
    ): undefined {
      tunnelTo(host, proxy).then((socket) => {
        done(null, secured({ socket, servername: host, ca }));
      }, done);
    },
  });
  const client = createDefaultHttpClient();
  return {
    sendRequest(request) {
      request.agent = agent;
      return client.sendRequest(request);
    },
  };
}

function tunnelTo(host: string, proxy: URL): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = proxy;
    plainRequest({ method: "CONNECT", host: hostname, port, path: `${host}:443` })
      .on("connect", ({ statusCode }, socket) => {
        if (statusCode === 200) resolve(socket);
        else reject(new Error(`the proxy leads nowhere: ${statusCode ?? ""}`));
      })
      .on("error", reject)
      .end();
  });
}
