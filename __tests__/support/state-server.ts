import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that keeps states as Terraform's backend `http` asks for: developer.hashicorp.com/terraform/language/backend/http */
export class StateServer {
  readonly states = new Map<string, string>();
  /** `LOCK /shop-dev-network`, in order. */
  readonly asked: string[] = [];
  private readonly locks = new Map<string, string>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<StateServer> {
    const server = createServer();
    const states = new StateServer(server);
    server.on("request", (request, response) => void states.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return states;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const path = new URL(url, this.address).pathname;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    this.asked.push(`${method} ${path}`);
    const [status, text = ""] = this.outcome(method, path, body);
    response.writeHead(status).end(text);
  }

  private outcome(method: string, path: string, body: string): readonly [status: number, text?: string] {
    const lock = this.locks.get(path);
    const state = this.states.get(path);
    switch (method) {
      case "GET":
        return state === undefined ? [404] : [200, state];
      case "POST":
        this.states.set(path, body);
        return [200];
      case "DELETE":
        this.states.delete(path);
        return [200];
      case "LOCK":
        if (lock !== undefined) return [423, lock];
        this.locks.set(path, body);
        return [200];
      case "UNLOCK":
        this.locks.delete(path);
        return [200];
      default:
        return [405];
    }
  }
}
