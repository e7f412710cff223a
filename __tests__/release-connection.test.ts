import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type AzureConnection, type HttpResponse, azureConnection } from "../lib/release";
import { Requests } from "../lib/release/requests";
import { HurriedClock } from "./support/stand-in-connection";

const asked: { readonly tenantId?: string; readonly scope: string }[] = [];
jest.mock("@azure/identity", () => ({
  DefaultAzureCredential: class {
    constructor(private readonly options: { readonly tenantId?: string }) {}
    getToken(scope: string): Promise<{ readonly token: string }> {
      asked.push({ ...this.options, scope });
      return Promise.resolve({ token: "a token" });
    }
  },
}));

test("the connection of its own signs in to the tenant, and sends by fetch", async () => {
  const server = createServer((message, reply) => {
    const chunks: Buffer[] = [];
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.on("end", () => {
      const { method, headers } = message;
      reply.writeHead(201, { "X-Ms-Meta-Previous": "a.zip" });
      reply.end([method, headers["if-none-match"], Buffer.concat(chunks).toString("hex")].join(" "));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const { send, token } = azureConnection("a tenant");
    expect(await token("a scope")).toBe("a token");
    expect(asked).toEqual([{ tenantId: "a tenant", scope: "a scope" }]);
    const url = `http://127.0.0.1:${port}/blob`;
    const answer = await send({
      method: "PUT",
      url,
      headers: { "If-None-Match": "*" },
      body: Uint8Array.of(80, 75, 255),
    });
    expect(answer).toMatchObject({
      status: 201,
      body: "PUT * 504bff",
      headers: { "x-ms-meta-previous": "a.zip" },
    });
  } finally {
    server.close();
  }
});

describe("a request", () => {
  const through = (...answers: readonly (Partial<HttpResponse> | Error)[]) => {
    const clock = new HurriedClock();
    let sent = 0;
    const connection: AzureConnection = {
      clock,
      token: () => Promise.resolve("token"),
      send: () => {
        const answer = answers[Math.min(sent, answers.length - 1)] ?? {};
        sent += 1;
        return answer instanceof Error
          ? Promise.reject(answer)
          : Promise.resolve({ status: 200, headers: {}, body: "", ...answer });
      },
    };
    const url = "https://management.azure.com/x";
    const send = (once = false) => new Requests(connection, "scope").send("GET", url, { once });
    return { clock, send, sent: () => sent };
  };

  test("waits as long as Azure says, else longer each time, and gives up in the end", async () => {
    const said = through({ status: 429, headers: { "retry-after": "7" } }, {});
    expect((await said.send()).status).toBe(200);
    expect(said.clock.now()).toBe(7_000);

    const down = through(new TypeError("fetch failed", { cause: new Error("ECONNRESET") }));
    await expect(down.send()).rejects.toThrow("ECONNRESET");
    expect([down.sent(), down.clock.now()]).toEqual([4, 2_000 + 4_000 + 8_000]);
  });

  test("is not sent again where that would not help, or must not be", async () => {
    const forbidden = through({ status: 403 });
    await expect(forbidden.send()).rejects.toMatchObject({ status: 403 });
    const busy = through({ status: 503 });
    await expect(busy.send(true)).rejects.toMatchObject({ status: 503 });
    expect([forbidden.sent(), busy.sent()]).toEqual([1, 1]);
  });
});
