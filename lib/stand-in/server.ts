import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { type Server as SecureServer, createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Certificate } from "./certificate";
import { BLOBS, isDeploymentSite } from "./data-plane-hosts";
import type { Request, Response } from "./exchange";
import type { Json } from "./json";

/** Two servers of this machine: a proxy, and what it leads every name to. */
export interface ProxyServer {
  /** `http://127.0.0.1:<port>`, for HTTPS_PROXY. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Answers for hosts of Azure's on this machine: clients reach it as their proxy, so that every name in a
 * configuration stays the real one. It listens on the loopback address and connects to nothing.
 *
 * @param knows - hosts that are answered; a connection to any other one is refused
 */
export async function startProxy(
  { key, certificate }: Certificate,
  knows: (host: string) => boolean,
  answer: (request: Request) => Promise<Response>,
): Promise<ProxyServer> {
  const sockets = new Set<Socket>();
  const secure: SecureServer = createSecureServer({ key, cert: certificate }, (message, reply) => {
    void exchange(message, reply, answer);
  });
  // Clients keep connections: one that ends while it is taken again would look like a fault.
  secure.keepAliveTimeout = 60_000;
  const proxy = createServer((_message, reply) => reply.writeHead(501).end("This proxy takes CONNECT only."));
  proxy.on("connect", (message: IncomingMessage, socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    const host = (message.url ?? "").split(":")[0] ?? "";
    if (!knows(host)) {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    secure.emit("connection", socket);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) =>
        proxy.close(() => {
          resolve();
        }),
      );
    },
  };
}

async function exchange(
  message: IncomingMessage,
  reply: ServerResponse,
  answer: (request: Request) => Promise<Response>,
): Promise<void> {
  const host = (message.headers.host ?? "").split(":")[0] ?? "";
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const answered = await answer(
    requestOf({
      method: message.method ?? "GET",
      // Joined, since a path may begin with two slashes.
      url: new URL(`https://${host}${message.url ?? "/"}`),
      headers: message.headers,
      bytes: Buffer.concat(chunks),
    }),
  );
  const { status, headers, content } = writtenAs(answered);
  reply.writeHead(status, headers);
  reply.end(content);
}

/** A request as it comes in. */
export function requestOf({
  method,
  url,
  headers,
  bytes,
}: {
  readonly method: string;
  readonly url: URL;
  readonly headers: Request["headers"];
  readonly bytes: Buffer;
}): Request {
  return {
    method,
    host: url.hostname,
    path: decodeURIComponent(url.pathname).replace(/^\/+/, "/"),
    query: url.searchParams,
    headers,
    body: bodyOf(bytes, url.hostname),
  };
}

/** An answer as it goes out. */
export function writtenAs({ status, body, bytes, headers }: Response): {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | Uint8Array | undefined;
} {
  return {
    status,
    headers: { "Content-Type": "application/json", ...headers },
    content: bytes ?? (body === undefined ? undefined : JSON.stringify(body)),
  };
}

/** What is written to a blob or deployed stays as it is: a character for each byte. */
function bodyOf(bytes: Buffer, host: string): Json | undefined {
  const isBytes = host.endsWith(BLOBS) || isDeploymentSite(host);
  return isBytes ? bytes.toString("latin1") : parsed(bytes.toString("utf8"));
}

function parsed(text: string): Json | undefined {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
