import { readFileSync } from "node:fs";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { type Socket } from "node:net";
import { connect as secured } from "node:tls";
import type { AzureConnection, Clock, HttpRequest, HttpResponse } from "../../lib/release";
import type { StandIn } from "../../stand-in/stand-in";

/** A clock that never waits: it says how long has been waited. */
export class HurriedClock implements Clock {
  private time = 0;
  readonly now = (): number => this.time;
  readonly wait = (milliseconds: number): Promise<void> => {
    this.time += milliseconds;
    return Promise.resolve();
  };
}

/** The way to a stand-in, through its proxy and past its certificate. */
export function connectionTo({ environment }: StandIn, clock: Clock = new HurriedClock()): AzureConnection {
  const proxy = new URL(environment["HTTPS_PROXY"] ?? "");
  const ca = readFileSync(environment["SSL_CERT_FILE"] ?? "");
  return {
    clock,
    token: (scope) => Promise.resolve(`token for ${scope}`),
    async send(asked) {
      const { host } = new URL(asked.url);
      const tunnel = await tunnelTo(host, proxy);
      return answerTo(asked, () => secured({ socket: tunnel, servername: host, ca }));
    },
  };
}

/** One that waits for real, but not for long: for what runs beside this process. */
export function patientConnectionTo(standIn: StandIn): AzureConnection {
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 200));
  return connectionTo(standIn, { now: () => performance.now(), wait });
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

function answerTo({ method, url, headers, body }: HttpRequest, socket: () => Socket): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
    secureRequest(url, { method, headers: { ...headers, ...length }, createConnection: socket })
      .on("response", (message) => {
        textOf(message).then((text) => {
          const entries = Object.entries(message.headers).map(([name, value]) => [name, String(value)]);
          const named = Object.fromEntries(entries) as Readonly<Record<string, string>>;
          resolve({ status: message.statusCode ?? 0, headers: named, body: text });
        }, reject);
      })
      .on("error", reject)
      .end(body);
  });
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
