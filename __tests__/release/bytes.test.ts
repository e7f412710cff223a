import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { azureHttp } from "../../lib/http/azure-http";
import { HURRIED_PACE } from "../support/stand-in-connection";

/** Every byte, so that one that is read as text shows. */
const BYTES = Buffer.from(Uint8Array.from({ length: 70_000 }, (_, index) => index % 256));

let server: Server;
let sent = 0;
let answer: (reply: ServerResponse) => void = () => undefined;
let url = "";
beforeAll(async () => {
  server = createServer((_message: IncomingMessage, reply) => {
    sent += 1;
    answer(reply);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
beforeEach(() => {
  sent = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const send = azureHttp({ pace: HURRIED_PACE });
const get = { method: "GET", url, headers: {} } as const;

describe("an answer that is no text", () => {
  test("is read as bytes where they are asked for, and a refusal as text all the same", async () => {
    answer = (reply) => reply.writeHead(200).end(BYTES);
    const { bytes, body } = await send({ ...get, url, binary: true });
    expect({ same: Buffer.from(bytes ?? []).equals(BYTES), body }).toEqual({ same: true, body: "" });
    expect((await send({ ...get, url })).bytes).toBeUndefined();
    answer = (reply) => reply.writeHead(404).end("no such blob");
    expect(await send({ ...get, url, binary: true })).toMatchObject({ status: 404, body: "no such blob" });
  });

  test("that breaks off half-way is asked for again, and is never half an answer", async () => {
    answer = (reply) => {
      if (sent > 1) return reply.writeHead(200).end(BYTES);
      reply.writeHead(200, { "Content-Length": BYTES.length });
      return reply.write(BYTES.subarray(0, 1_000), () => reply.destroy());
    };
    const { bytes } = await send({ ...get, url, binary: true });
    expect({ same: Buffer.from(bytes ?? []).equals(BYTES), sent }).toEqual({ same: true, sent: 2 });
  });

  test("that never ends is given up within its time", async () => {
    answer = (reply) => reply.writeHead(200).write(BYTES);
    await expect(send({ ...get, url, binary: true, repeat: "never", timeout: 200 })).rejects.toThrow(
      "no answer in 0.2 s",
    );
  });
});
