import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";

const TENANT = "aaaabbbb-0000-1111-2222-ccccddddeeee";

/** A token as Microsoft Entra makes it, for one tenant; its signature is nobody's. */
export function tokenOf(tid: string = TENANT): string {
  return `e30.${Buffer.from(JSON.stringify({ tid })).toString("base64url")}.signature`;
}

interface Flow {
  readonly id: string;
  readonly userFlowType: string;
  readonly providers: string[];
}

/** As much of Microsoft Graph, and of Microsoft's login, as user flows need; everything that was asked is kept. */
export class FakeGraph {
  readonly flows: Flow[] = [];
  readonly providers: { readonly id: string; readonly identityProviderType: string }[] = [];
  /** `POST /beta/identity/b2cUserFlows` */
  readonly changes: string[] = [];
  readonly bodies: unknown[] = [];
  /** Answers everything with this status, if it is set. */
  status: number | undefined;
  /** Answers requests whose method and path begin so with this, and how often. */
  instead: { readonly to: string; readonly status: number; readonly body: string; times: number } | undefined;
  private server: Server | undefined;

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk: Buffer) => (text += chunk.toString()));
      request.on("end", () => {
        const { method = "", url = "", headers } = request;
        const { instead } = this;
        if (instead !== undefined && instead.times > 0 && `${method} ${url}`.startsWith(instead.to)) {
          instead.times -= 1;
          response.writeHead(instead.status, { "content-type": "text/html" }).end(instead.body);
          return;
        }
        const [status, body] = url.startsWith("/contoso.onmicrosoft.com/")
          ? [200, { issuer: `https://login.microsoftonline.com/${TENANT}/v2.0` }]
          : url.startsWith("/beta/") && headers.authorization === `Bearer ${tokenOf()}`
            ? this.answer(method, url.slice("/beta".length), text === "" ? undefined : JSON.parse(text))
            : [404, {}];
        response.writeHead(status).end(body === undefined ? "" : JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, "127.0.0.1", resolve));
  }

  get address(): string {
    const address = this.server?.address() as AddressInfo | undefined;
    return `http://127.0.0.1:${address?.port}`;
  }

  stop(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private answer(method: string, path: string, body: unknown): readonly [number, unknown] {
    if (this.status !== undefined) return [this.status, { error: { message: "no" } }];
    if (method === "POST") {
      this.changes.push(path);
      this.bodies.push(body);
    }
    const [collection = "", query = ""] = path.split("?");
    const [, , kind = "", id, , reference] = collection.split("/");
    const said = body as Readonly<Record<string, string>>;
    if (kind === "identityProviders") {
      if (method === "GET") return [200, { value: this.providers }];
      const type = said["identityProviderType"] ?? "";
      this.providers.push({ id: `${type}-OAUTH`, identityProviderType: type });
      return [201, this.providers.at(-1)];
    }
    if (id === undefined) {
      // Two pages, as Graph may have.
      const first = this.flows.slice(0, 1);
      const more = { "@odata.nextLink": `${this.address}/beta${collection}?$skiptoken=1` };
      if (method === "GET")
        return [200, query === "" ? { value: first, ...more } : { value: this.flows.slice(1) }];
      this.flows.push({ id: `B2C_1_${said["id"]}`, userFlowType: said["userFlowType"] ?? "", providers: [] });
      return [201, this.flows.at(-1)];
    }
    const flow = this.flows.find((each) => each.id === id);
    if (flow === undefined) return [404, { error: { message: `${id} was not found` } }];
    if (reference === undefined) return [200, { value: flow.providers.map((each) => ({ id: each })) }];
    flow.providers.push(said["@odata.id"]?.split("/").at(-1) ?? "");
    return [204, undefined];
  }
}
