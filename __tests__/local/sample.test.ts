import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HttpRequest, InvocationContext } from "@azure/functions";
import { TableClient } from "@azure/data-tables";
import { BlobServiceClient } from "@azure/storage-blob";
import { QueueServiceClient } from "@azure/storage-queue";
import * as components from "../../examples/feedback/components";
import { connect } from "../../examples/feedback/src/connections";
import { type Imported, importFeedback } from "../../examples/feedback/src/import-feedback";
import processUpload from "../../examples/feedback/src/process-upload";
import { type LocalServices, startLocal } from "../../lib/local";
import { cosmosStore, crudHandlers } from "../../lib/runtime";
import { fakeCosmos } from "../support/fake-cosmos";
import { freePorts } from "../support/free-ports";

// A real Azurite: a slow machine may take its time.
jest.setTimeout(240_000);

/** Handlers are called directly; the Functions host, which would hand them the blob, is not run. */
const context = (name: string): InvocationContext =>
  new InvocationContext({
    functionName: "process-upload",
    triggerMetadata: { name },
    logHandler: () => undefined,
  });

const UPLOAD = [
  '{ "rating": 5, "user_id": "ada", "comment": "good" }',
  "",
  '{ "rating": 9, "user_id": "bob" }',
  '{ "user_id": "cyd" }',
  "no JSON",
  '{ "rating": 1, "user_id": "dan", "status": "approved" }',
].join("\n");

let folder = "";
let services: LocalServices;
let settings: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sample-"));
  symlinkSync(join(__dirname, "../../node_modules"), join(folder, "node_modules"), "junction");
  services = await startLocal(components, {
    root: folder,
    ports: await freePorts(),
    data: "memory",
    project: "feedback",
    log: () => undefined,
  });
  const file = JSON.parse(readFileSync(join(folder, "local.settings.json"), "utf8")) as {
    readonly Values: Readonly<Record<string, string>>;
  };
  settings = file.Values;
});
afterAll(async () => {
  await services.stop();
  rmSync(folder, { recursive: true });
});

/** The upload as the host would hand it over: read from the container that the declaration names. */
async function uploaded(name: string, text: string): Promise<Buffer> {
  const blobs = BlobServiceClient.fromConnectionString(services.connectionString);
  const blob = blobs.getContainerClient("uploads").getBlockBlobClient(name);
  await blob.upload(text, Buffer.byteLength(text));
  return blob.downloadToBuffer();
}

async function notified(): Promise<readonly Imported[]> {
  const queue = QueueServiceClient.fromConnectionString(services.connectionString).getQueueClient(
    "notifications",
  );
  const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
  await Promise.all(
    receivedMessageItems.map(({ messageId, popReceipt }) => queue.deleteMessage(messageId, popReceipt)),
  );
  return receivedMessageItems.map(
    ({ messageText }) => JSON.parse(Buffer.from(messageText, "base64").toString()) as Imported,
  );
}

async function logged(): Promise<readonly object[]> {
  const table = TableClient.fromConnectionString(services.connectionString, "logs", {
    allowInsecureConnection: true,
  });
  const rows: object[] = [];
  for await (const { upload, accepted, refused } of table.listEntities())
    rows.push({ upload, accepted, refused });
  return rows;
}

test("an upload is imported by the rules of the API, announced in the queue, and logged in the table", async () => {
  const container = fakeCosmos("id", { compositeIndexes: [["/created_at", "/id"]] });
  const destinations = connect(settings, container);
  const blob = await uploaded("monday.jsonl", UPLOAD);
  const expected: Imported = {
    upload: "monday.jsonl",
    accepted: 2,
    refused: [
      { line: 3, reason: expect.stringContaining("#/rating") as string },
      { line: 4, reason: expect.stringContaining("#/rating") as string },
      { line: 5, reason: "The line is no JSON object." },
    ],
  };
  expect(await importFeedback("monday.jsonl", blob, destinations, context("monday.jsonl"))).toEqual(expected);
  expect(await notified()).toEqual([expected]);
  expect(await logged()).toEqual([{ upload: "monday.jsonl", accepted: 2, refused: 3 }]);

  // Delivered once more, as a blob trigger may: kept once, logged once.
  await importFeedback("monday.jsonl", blob, destinations, context("monday.jsonl"));
  expect(await notified()).toEqual([expected]);
  expect(await logged()).toHaveLength(1);

  const { list } = crudHandlers(components.feedbackApi, cosmosStore(components.feedbackApi, { container }));
  const { status, body = "" } = await list(
    new HttpRequest({ method: "GET", url: "https://localhost/api/feedback" }),
    context(""),
  );
  expect(status).toBe(200);
  const { items } = JSON.parse(body) as {
    readonly items: readonly { readonly user_id: string; readonly status: string }[];
  };
  expect(items.map(({ user_id, status: state }) => `${user_id} ${state}`).sort()).toEqual([
    "ada pending",
    "dan approved",
  ]);
});

test("an item that cannot be saved is thrown, so that the host retries, and no message is sent", async () => {
  const broken = { ...fakeCosmos("id"), items: undefined } as unknown as ReturnType<typeof fakeCosmos>;
  const blob = await uploaded("tuesday.jsonl", UPLOAD);
  await expect(
    importFeedback("tuesday.jsonl", blob, connect(settings, broken), context("tuesday.jsonl")),
  ).rejects.toThrow("line 1 of tuesday.jsonl could not be kept");
  expect(await notified()).toEqual([]);
});

test("the handler names a missing setting by itself", async () => {
  await expect(processUpload(Buffer.from(""), context("wednesday.jsonl"))).rejects.toThrow(
    "the app setting PROCESS_UPLOAD_STORAGE__blobServiceUri is missing",
  );
});

test("the handler connects by process.env, once", async () => {
  const before = { ...process.env };
  Object.assign(process.env, settings);
  try {
    await processUpload(Buffer.from("no JSON"), context("thursday.jsonl"));
    await processUpload(Buffer.from(""), context("friday.jsonl"));
  } finally {
    process.env = before;
  }
  expect(await notified()).toEqual([
    { upload: "thursday.jsonl", accepted: 0, refused: [{ line: 1, reason: "The line is no JSON object." }] },
    { upload: "friday.jsonl", accepted: 0, refused: [] },
  ]);
});
