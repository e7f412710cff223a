import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** How GitLab locks at an address beside that of the state. */
const LOCKS_OF_GITLAB: Readonly<Record<string, string>> = { POST: "LOCK", DELETE: "UNLOCK" };

/** A server that keeps states as Terraform's backend `http` asks for: developer.hashicorp.com/terraform/language/backend/http */
export class StateServer {
  readonly states = new Map<string, string>();
  /** `LOCK /shop-dev-network`, in order. */
  readonly asked: string[] = [];
  private readonly locks = new Map<string, string>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<StateServer> {
    const states = new StateServer(createServer());
    await new Promise<void>((resolve) => {
      states.listen(0, resolve);
    });
    return states;
  }

  /** One that nobody has to stop. */
  static at(port: number): StateServer {
    const states = new StateServer(createServer());
    states.listen(port);
    states.server.unref();
    return states;
  }

  private listen(port: number, listening?: () => void): void {
    this.server.on("request", (request, response) => void this.answer(request, response));
    this.server.listen(port, "127.0.0.1", listening);
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
    const [status, text = ""] = path.endsWith("/lock")
      ? this.outcome(LOCKS_OF_GITLAB[method] ?? method, path.slice(0, -"/lock".length), body)
      : this.outcome(method, path, body);
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
