import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import {
  BackendConfigError,
  type Components,
  defineCrudApi,
  defineFunction,
  defineQueueProcessor,
  secret,
} from "../../lib";
import { type LocalSettingsOptions, localSettings, writeLocalSettings } from "../../lib/local";
import { settingsOf } from "../../lib/runtime";

const upload = defineFunction({
  name: "process-upload",
  entry: "./src/upload.ts",
  trigger: { type: "blob", path: "uploads/{name}" },
  environment: { MODE: "fast", SIGNING_KEY: secret("jwt-secret") },
});
const orders = defineCrudApi({
  name: "orders",
  entityName: "Order",
  partitionKey: "/id",
  schema: { total: "number" },
});
const audit = defineFunction({
  name: "audit",
  entry: "./src/audit.ts",
  trigger: { type: "cosmosDB", container: "orders" },
});
const mail = defineQueueProcessor({ name: "send-mail", entry: "./src/mail.ts", queue: "mail" });
const report = defineFunction({ name: "report", entry: "./src/report.ts", trigger: { type: "http" } });
const tidy = defineFunction({
  name: "tidy",
  entry: "./src/tidy.ts",
  trigger: { type: "timer", schedule: "0 0 4 * * *" },
});
const components = { upload, orders, audit, mail, report, tidy };
const options = { project: "shop" };

const emulator = expect.stringMatching(
  /^AccountEndpoint=https:\/\/localhost:8081\/;AccountKey=[A-Za-z0-9+/]+==;$/,
) as string;

function problemsOf(said: Components, given: object): readonly string[] {
  try {
    localSettings(said, given);
    return [];
  } catch (error) {
    if (!(error instanceof BackendConfigError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

describe("localSettings", () => {
  test("localSettings has each component's settings, with connections to emulators", () => {
    expect(localSettings(components, options).content).toEqual({
      IsEncrypted: false,
      Values: {
        FUNCTIONS_WORKER_RUNTIME: "node",
        AzureWebJobsStorage: "UseDevelopmentStorage=true",
        PROCESS_UPLOAD_STORAGE: "UseDevelopmentStorage=true",
        PROCESS_UPLOAD_STORAGE_CONTAINER: "uploads",
        MODE: "fast",
        ORDERS_COSMOS: emulator,
        ORDERS_COSMOS_DATABASE: "shop-db",
        ORDERS_COSMOS_CONTAINER: "orders",
        AUDIT_COSMOS: emulator,
        AUDIT_COSMOS_DATABASE: "shop-db",
        AUDIT_COSMOS_CONTAINER: "orders",
        AUDIT_COSMOS_LEASES: "leases",
        SEND_MAIL_STORAGE: "UseDevelopmentStorage=true",
        SEND_MAIL_STORAGE_QUEUE: "mail",
      },
    });
  });

  test("localSettings names a secret, and gives it no value unless the options do", () => {
    const secretOfUpload = {
      name: "SIGNING_KEY",
      by: "components.upload",
      standsFor: 'the secret "jwt-secret"',
    };
    expect(localSettings(components, options).missing).toEqual([secretOfUpload]);
    const { content, missing } = localSettings(components, {
      ...options,
      settings: { SIGNING_KEY: "mine", LOG_LEVEL: "debug" },
    });
    expect(missing).toEqual([]);
    expect(content.Values).toMatchObject({ SIGNING_KEY: "mine", LOG_LEVEL: "debug" });
  });

  test("localSettings are those that the handlers read", () => {
    const { Values } = localSettings(components, { ...options, settings: { SIGNING_KEY: "mine" } }).content;
    expect(settingsOf(upload, Values)).toEqual({
      storage: { connectionString: "UseDevelopmentStorage=true", container: "uploads" },
      environment: { MODE: "fast", SIGNING_KEY: "mine" },
    });
    for (const component of Object.values(components))
      expect(() => settingsOf(component, Values)).not.toThrow();
  });

  test("localSettings follows the ports of Azurite, the emulator's address and the database's name", () => {
    const { Values } = localSettings(components, {
      database: "main",
      ports: { queue: 11001 },
      cosmosEndpoint: "http://localhost:9000/",
    }).content;
    expect(Values["AzureWebJobsStorage"]).toMatch(
      /^DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=[^;]+;BlobEndpoint=http:\/\/127\.0\.0\.1:10000\/devstoreaccount1;QueueEndpoint=http:\/\/127\.0\.0\.1:11001\/devstoreaccount1;TableEndpoint=http:\/\/127\.0\.0\.1:10002\/devstoreaccount1;$/,
    );
    expect(Values["SEND_MAIL_STORAGE"]).toBe(Values["AzureWebJobsStorage"]);
    expect(Values["ORDERS_COSMOS"]).toMatch(/^AccountEndpoint=http:\/\/localhost:9000\/;/);
    expect(Values["ORDERS_COSMOS_DATABASE"]).toBe("main");
  });

  test("localSettings needs a project only where a database has to be named", () => {
    const before = process.cwd();
    const folder = mkdtempSync(join(tmpdir(), "local-"));
    process.chdir(folder);
    try {
      expect(problemsOf({ mail }, {})).toEqual([]);
      expect(problemsOf({ orders }, {})).toEqual(["project: is not set"]);
      writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ context: { project: "gallery" } }));
      expect(localSettings({ orders }).content.Values["ORDERS_COSMOS_DATABASE"]).toBe("gallery-db");
    } finally {
      process.chdir(before);
      rmSync(folder, { recursive: true });
    }
  });

  test("localSettings reports every problem at once", () => {
    const wrong = { ...options, port: 1, ports: { blob: 0, queue: 10002, tables: 1 }, settings: { A: 5 } };
    expect(
      problemsOf({ upload: { ...upload, entry: "" } }, { ...wrong, cosmosEndpoint: "localhost" }),
    ).toEqual([
      'components.upload.entry: must be a source file, got ""',
      'port: unknown option of this call. Did you mean "ports"?',
      'ports.tables: unknown option of this call. Did you mean "table"?',
      "ports.blob: must be a port from 1 to 65535, got 0",
      "ports.table: 10002 is also ports.queue",
      'cosmosEndpoint: must be the address of an emulator, got "localhost"',
      "settings.A: must be a string, got 5",
    ]);
  });

  test("localSettings refuses two values for one name, in any case", () => {
    const other = defineFunction({ ...report, environment: { mode: "slow", AzureWebJobsStorage: "x" } });
    expect(problemsOf({ upload, other }, options)).toEqual([
      "components.other.environment.mode: components.upload.environment.MODE sets mode to another value",
      "components.other.environment.AzureWebJobsStorage: the Functions host sets AzureWebJobsStorage to another value",
    ]);
  });
});

describe("writeLocalSettings", () => {
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "local-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });
  const file = (): string => join(root, "local.settings.json");
  const write = (given: LocalSettingsOptions = options) => writeLocalSettings(components, { ...given, root });
  const read = (): Readonly<Record<string, unknown>> =>
    JSON.parse(readFileSync(file(), "utf8")) as Readonly<Record<string, unknown>>;

  test("writeLocalSettings writes a new file, the same each time, and makes its folder", () => {
    const nested = join(root, "functions");
    const { file: written, added, missing } = writeLocalSettings(components, { ...options, root: nested });
    expect(written).toBe(join(nested, "local.settings.json"));
    expect(added).toEqual(Object.keys(localSettings(components, options).content.Values));
    expect(missing.map(({ name }) => name)).toEqual(["SIGNING_KEY"]);
    const first = readFileSync(written, "utf8");
    expect(JSON.parse(first)).toEqual(localSettings(components, options).content);
    rmSync(nested, { recursive: true });
    writeLocalSettings(components, { ...options, root: nested });
    expect(readFileSync(written, "utf8")).toBe(first);
  });

  test("writeLocalSettings keeps the content of the file: values, secrets and sections of other tools", () => {
    const own = { Host: { CORS: "*" }, Values: { SIGNING_KEY: "mine", MODE: "slow", OTHER: "1" } };
    writeFileSync(file(), `\uFEFF${JSON.stringify(own)}`);
    const written = write();
    expect(written).toMatchObject({ kept: ["MODE"], missing: [] });
    expect(written.added).not.toContain("MODE");
    const { Values } = localSettings(components, options).content;
    expect(read()).toEqual({ IsEncrypted: false, ...own, Values: { ...Values, ...own.Values } });
  });

  test("writeLocalSettings leaves a complete file alone", () => {
    write();
    const spaced = JSON.stringify(read());
    writeFileSync(file(), spaced);
    expect(write().added).toEqual([]);
    expect(readFileSync(file(), "utf8")).toBe(spaced);
  });

  test("writeLocalSettings takes an empty secret as missing", () => {
    writeFileSync(file(), JSON.stringify({ Values: { SIGNING_KEY: "" } }));
    expect(write().missing).toHaveLength(1);
  });

  test.each([
    ["{ // mine", "is not valid JSON: correct it"],
    ["[]", "must contain a JSON object: write it like { }"],
    ['{ "IsEncrypted": true, "Values": {} }', "is encrypted: run: func settings decrypt"],
    ['{ "Values": [] }', "has Values that are not an object: write them like { }"],
    [
      '{ "Values": { "A": { "B": "c" }, "D": 1, "E": "f" } }',
      "has Values that are not strings: A, D: write each as a string; use __ in names for sections",
    ],
  ])("writeLocalSettings refuses %s, and leaves it as it is", (text, message) => {
    writeFileSync(file(), text);
    expect(() => write()).toThrow(`${file()} ${message}, then run again`);
    expect(readFileSync(file(), "utf8")).toBe(text);
  });

  test("writeLocalSettings throws where the file cannot be read", () => {
    mkdirSync(file());
    expect(() => write()).toThrow("EISDIR");
  });

  test("writeLocalSettings never changes a value, for any file", () => {
    const names = [...Object.keys(localSettings(components, options).content.Values), "SIGNING_KEY", "MINE"];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (own) => {
        writeFileSync(file(), JSON.stringify({ Values: own }));
        write();
        expect(read()["Values"]).toMatchObject({ ...own });
      }),
      { numRuns: 50 },
    );
  });
});
