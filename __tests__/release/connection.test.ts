import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { azureHttp } from "../../lib/http/azure-http";
import { AZURE_PACE, pauseBefore, pauseAsked } from "../../lib/http/retry-pause";
import { azureConnection } from "../../lib/release";
import { HURRIED_PACE } from "../support/stand-in-connection";

const asked: { readonly tenantId?: string; readonly scope: string }[] = [];
jest.mock("@azure/identity", () => ({
  DefaultAzureCredential: class {
    constructor(private readonly options: { readonly tenantId?: string }) {}
    getToken(scope: string, { abortSignal }: { abortSignal: AbortSignal }): Promise<{ token: string }> {
      if (scope === "without end") return new Promise(() => undefined);
      asked.push({ ...this.options, scope });
      return Promise.resolve({ token: abortSignal.aborted ? "late" : "a token" });
    }
  },
}));

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: (message: IncomingMessage, reply: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Answers with each in turn, the last one again and again. */
async function serveInTurn(...answers: readonly [status: number, headers?: Record<string, string>][]) {
  let sent = 0;
  const url = await serve((_message, reply) => {
    const [status = 200, headers = {}] = answers[Math.min(sent, answers.length - 1)] ?? [];
    sent += 1;
    reply.writeHead(status, headers).end();
  });
  return { url, sent: () => sent };
}

const send = azureHttp({ pace: HURRIED_PACE });

test("a sign-in that does not end is given up, whatever it does", async () => {
  await expect(azureConnection(undefined, undefined, 20).token("without end")).rejects.toThrow(
    "sign-in did not succeed in 0.02 s",
  );
});

test("a request takes what is left of a deadline, with fractions of a millisecond", async () => {
  const { url } = await serveInTurn([200]);
  expect(await send({ method: "GET", url, headers: {}, timeout: 59_984.511953 })).toMatchObject({
    status: 200,
  });
});

test("the library's own connection signs in to the tenant, and sends bytes as they are", async () => {
  const url = await serve((message, reply) => {
    const chunks: Buffer[] = [];
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.on("end", () => {
      const { method, headers } = message;
      reply.writeHead(201, { "X-Ms-Meta-Previous": "a.zip" });
      reply.end([method, headers["if-none-match"], Buffer.concat(chunks).toString("hex")].join(" "));
    });
  });
  const connection = azureConnection("a tenant", "https://login.example");
  expect(await connection.token("a scope")).toBe("a token");
  expect(asked).toEqual([
    {
      tenantId: "a tenant",
      authorityHost: "https://login.example",
      processTimeoutInMs: 120_000,
      scope: "a scope",
    },
  ]);
  const answer = await connection.send({
    method: "PUT",
    url: `${url}/blob`,
    headers: { "If-None-Match": "*" },
    body: Uint8Array.of(80, 75, 255),
  });
  expect(answer).toMatchObject({
    status: 201,
    body: "PUT * 504bff",
    headers: { "x-ms-meta-previous": "a.zip" },
  });
});

describe("a request", () => {
  test("a request is repeated while the fault may be transient, and fails in the end", async () => {
    const busy = await serveInTurn([429, { "Retry-After": "7" }], [503], [200]);
    expect((await send({ method: "GET", url: busy.url, headers: {} })).status).toBe(200);
    expect(busy.sent()).toBe(3);

    const down = await serveInTurn([503]);
    expect((await send({ method: "GET", url: down.url, headers: {} })).status).toBe(503);
    expect(down.sent()).toBe(4);
    await expect(send({ method: "GET", url: "http://127.0.0.1:1/", headers: {} })).rejects.toThrow(
      "ECONNREFUSED",
    );
  });

  test.each([
    [403, "always", 1],
    [503, "never", 1],
    [503, "refused", 1],
    [429, "refused", 4],
  ] as const)(
    "a request answered with %i, which may be repeated %s, is sent %i times",
    async (status, repeat, times) => {
      const { url, sent } = await serveInTurn([status]);
      expect((await send({ method: "POST", url, headers: {}, repeat })).status).toBe(status);
      expect(sent()).toBe(times);
    },
  );

  test("a request follows no redirect, so that the token is not sent elsewhere", async () => {
    const { url, sent } = await serveInTurn([307, { Location: "http://127.0.0.1:1/elsewhere" }]);
    expect(await send({ method: "GET", url, headers: { Authorization: "Bearer t" } })).toMatchObject({
      status: 307,
    });
    expect(sent()).toBe(1);
  });

  test.each([
    ["an answer", () => undefined],
    ["the end of a body", (reply: ServerResponse) => reply.writeHead(200).write("{")],
  ])("a request waits for %s only so long", async (_what, begin) => {
    const url = await serve((_message, reply) => {
      begin(reply);
    });
    const hung = send({ method: "GET", url, headers: {}, repeat: "never", timeout: 300 });
    await expect(hung).rejects.toThrow("no answer in 0.3 s");
  });
});

describe("a pause before another attempt", () => {
  const now = Date.parse("2026-01-31T09:30:00Z");

  test.each([
    ["7", 7_000],
    ["0", 0],
    ["Sat, 31 Jan 2026 09:30:20 GMT", 20_000],
    ["Sat, 31 Jan 2026 09:29:00 GMT", 0],
    ["soon", undefined],
    ["-3", undefined],
    [undefined, undefined],
  ])("the pause for a Retry-After of %s is %s ms", (header, expected) => {
    expect(pauseAsked(header, now)).toBe(expected);
  });

  test("a pause is never zero and never endless, for any answer", () => {
    const header = fc.oneof(
      fc.string(),
      fc.nat().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.option(header, { nil: undefined }), (attempt, said) => {
        const pause = pauseBefore(attempt, said, AZURE_PACE, now);
        expect(pause).toBeGreaterThanOrEqual(AZURE_PACE.shortest);
        expect(pause).toBeLessThanOrEqual(AZURE_PACE.longest);
      }),
    );
    expect(pauseBefore(1, "86400", AZURE_PACE, now)).toBe(120_000);
    expect([1, 2, 3].map((attempt) => pauseBefore(attempt, undefined, AZURE_PACE, now))).toEqual([
      2_000, 4_000, 8_000,
    ]);
  });
});
