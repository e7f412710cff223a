import { once } from "node:events";
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TableServiceClient } from "@azure/data-tables";
import { BlobServiceClient } from "@azure/storage-blob";
import { QueueServiceClient } from "@azure/storage-queue";
import { BackendConfigError, type Components, defineFunction, defineQueueProcessor, secret } from "../../lib";
import { type StartLocalOptions, type StoragePorts, startLocal } from "../../lib/local";
import { portsOf } from "../../lib/local/emulators";
import { takenPorts } from "../../lib/local/ports";
import { freePorts } from "../support/free-ports";

// A real Azurite: a slow machine may take its time.
jest.setTimeout(240_000);

const root = join(__dirname, "../..");
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "start-local-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const components = {
  upload: defineFunction({
    name: "process-upload",
    entry: "./src/upload.ts",
    trigger: { type: "blob", path: "uploads/{name}" },
    environment: { SIGNING_KEY: secret("jwt-secret") },
  }),
  resize: defineFunction({
    name: "resize",
    entry: "./src/resize.ts",
    trigger: { type: "queue", queue: "pictures" },
  }),
  mail: defineQueueProcessor({
    name: "send-mail",
    entry: "./src/mail.ts",
    access: [{ type: "table", table: "rates", action: "read" }],
  }),
};

async function start(options: StartLocalOptions, said: Components = components) {
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const services = await startLocal(said, { root: folder, log, ...options });
  return { ...services, lines };
}

async function namesOf(
  found: AsyncIterable<{ readonly name?: string | undefined }>,
): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name } of found) names.push(name ?? "");
  return names.sort();
}

/** What there is in the storage account. */
async function contentOf(connection: string): Promise<object> {
  const tables = TableServiceClient.fromConnectionString(connection, { allowInsecureConnection: true });
  return {
    containers: await namesOf(BlobServiceClient.fromConnectionString(connection).listContainers()),
    queues: await namesOf(QueueServiceClient.fromConnectionString(connection).listQueues()),
    tables: await namesOf(tables.listTables()),
  };
}

test("the start gives every component its resources while it runs, and keeps their data", async () => {
  const ports = await freePorts();
  const listeners = process.listenerCount("SIGINT");
  const storage = { containers: ["assets"], tables: ["audit"] };
  const needed = {
    containers: ["assets", "uploads"],
    queues: ["pictures", "pictures-poison", "send-mail", "send-mail-poison", "webjobs-blobtrigger-poison"],
    tables: ["audit", "rates"],
  };
  const first = await start({ ports, storage });
  try {
    expect(first.storage).toEqual(needed);
    expect(await contentOf(first.connectionString)).toEqual(needed);
    expect(first.lines).toEqual([
      `Azurite runs: blobs http://127.0.0.1:${ports.blob}, queues http://127.0.0.1:${ports.queue}, tables http://127.0.0.1:${ports.table}; data in .azurite`,
      "  containers: assets, uploads",
      "  queues: pictures, pictures-poison, send-mail, send-mail-poison, webjobs-blobtrigger-poison",
      "  tables: audit, rates",
      "local.settings.json: added FUNCTIONS_WORKER_RUNTIME, AzureWebJobsStorage, PROCESS_UPLOAD_STORAGE, PROCESS_UPLOAD_STORAGE_CONTAINER, RESIZE_STORAGE, RESIZE_STORAGE_QUEUE, SEND_MAIL_STORAGE, SEND_MAIL_STORAGE_QUEUE",
      '  missing: SIGNING_KEY, the secret "jwt-secret" of components.upload: add a value to Values',
      "Functions are not started: func start runs a package (docs/guides/local-development.md)",
      "Ctrl-C stops Azurite",
    ]);
    const { Values } = JSON.parse(readFileSync(join(folder, "local.settings.json"), "utf8")) as {
      readonly Values: Readonly<Record<string, string>>;
    };
    expect(Values["SEND_MAIL_STORAGE"]).toBe(first.connectionString);
    // Somebody listens there now.
    await expect(start({ ports })).rejects.toThrow(
      `the port is already in use: ports.blob (${ports.blob}), ports.queue (${ports.queue}), ports.table (${ports.table}). Stop the program that uses it`,
    );
  } finally {
    await Promise.all([first.stop(), first.stop()]);
  }
  await first.ended;
  expect(first.lines.at(-1)).toBe("Azurite has stopped");
  expect(await takenPorts(portsOf(ports))).toEqual([]);
  expect(process.listenerCount("SIGINT")).toBe(listeners);

  // What is there already is no error, and stays.
  const second = await start({ ports }, { mail: components.mail });
  try {
    expect(await contentOf(second.connectionString)).toEqual(needed);
  } finally {
    await second.stop();
  }
});

test("a start in memory leaves only the settings behind", async () => {
  const services = await start({ ports: await freePorts(), data: "memory" }, { mail: components.mail });
  try {
    expect(await contentOf(services.connectionString)).toMatchObject({ containers: [], tables: ["rates"] });
    expect(services.lines[0]).toContain("; data in memory");
  } finally {
    await services.stop();
  }
  expect(existsSync(join(folder, ".azurite"))).toBe(false);
});

/** A process that starts Azurite, and gets this signal once it runs. */
async function signalled(signal: "SIGINT" | "SIGKILL", ports: StoragePorts): Promise<object> {
  const script = join(folder, "local.ts");
  writeFileSync(
    script,
    `import { defineQueueProcessor } from ${JSON.stringify(join(root, "lib/runtime"))};
     import { startLocal } from ${JSON.stringify(join(root, "lib/local"))};
     void startLocal({ mail: defineQueueProcessor({ name: "mail", entry: "./mail.ts" }) },
       { ports: ${JSON.stringify(ports)}, data: "memory" });`,
  );
  const child = spawn(process.execPath, ["--require", require.resolve("tsx"), script], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (text.includes("Ctrl-C")) child.kill(signal);
    });
  const code: unknown = ((await once(child, "close")) as readonly unknown[])[0];
  return { code, said };
}

test("Ctrl-C stops the start cleanly", async () => {
  const ports = await freePorts();
  expect(await signalled("SIGINT", ports)).toEqual({
    code: 0,
    said: expect.stringMatching(
      /Ctrl-C stops Azurite\nAzurite is stopping\nAzurite has stopped\n$/,
    ) as string,
  });
  expect(await takenPorts(portsOf(ports))).toEqual([]);
});

test("a process that is killed leaves no Azurite behind", async () => {
  const ports = await freePorts();
  expect(await signalled("SIGKILL", ports)).toMatchObject({ code: null });
  // It ends a moment later, when its channel is closed.
  const limit = AbortSignal.timeout(60_000);
  while ((await takenPorts(portsOf(ports))).length > 0 && !limit.aborted) await new Promise(setImmediate);
  expect(await takenPorts(portsOf(ports))).toEqual([]);
});

describe("nothing is started", () => {
  test("the start fails where its requirements are missing, with all of them named", async () => {
    rmSync(join(folder, "node_modules"));
    mkdirSync(join(folder, "node_modules"));
    await expect(start({ ports: await freePorts() })).rejects.toThrow(
      `startLocal needs azurite, @azure/storage-blob, @azure/storage-queue, @azure/data-tables, not installed in ${folder}: npm install --save-dev azurite @azure/storage-blob @azure/storage-queue @azure/data-tables`,
    );
    expect(existsSync(join(folder, "local.settings.json"))).toBe(false);
  });

  test("the start fails with settings to which it cannot add", async () => {
    const ports = await freePorts();
    writeFileSync(join(folder, "local.settings.json"), "{");
    await expect(start({ ports })).rejects.toThrow("local.settings.json is not valid JSON");
    expect(existsSync(join(folder, ".azurite"))).toBe(false);
  });

  test("the start fails when Azurite fails, with the reason", async () => {
    const ports = await freePorts();
    const listeners = process.listenerCount("SIGINT");
    // A file where Azurite needs a folder.
    mkdirSync(join(folder, "data"));
    writeFileSync(join(folder, "data/__azurite_db_blob__.json"), "no database");
    await expect(start({ ports, data: { folder: "data" } })).rejects.toThrow(
      /^Azurite did not start: exit code 1: /,
    );
    expect(process.listenerCount("SIGINT")).toBe(listeners);
    expect(await takenPorts(portsOf(ports))).toEqual([]);
  });

  test("the start fails with invalid options", async () => {
    const data = "disk" as unknown as "memory";
    const error: unknown = await start({ data, storage: { queues: ["Q"], tables: ["a-b"] } }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(BackendConfigError);
    expect((error as BackendConfigError).problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'storage.queues: a storage queue name has 3 to 63 characters, this one has 1; and lower-case letters, digits and single hyphens, no hyphen at either end, got "Q"',
      'storage.tables: a storage table name has letters and digits, beginning with a letter, not "table", got "a-b"',
      'data: must be "memory" or { folder }, got "disk"',
    ]);
  });
});
