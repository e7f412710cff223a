import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { unzipSync } from "fflate";
import {
  type Components,
  defineCrudApi,
  defineEventHandler,
  defineFunction,
  defineQueueProcessor,
} from "../../lib";
import { packageCode } from "../../lib/packaging";
import { BackendConfigError, type Problem } from "../../lib/settings/problems";
import { type RegisteredFunction, startPackage } from "../../lib/stand-in/functions-host";
import { userProject } from "../support/user-project";

jest.unmock("../../lib/components/missing-entries");

const root = join(__dirname, "../..");
let scratch = "";

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "packaging-"));
});
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

const project = (name: string, files: Readonly<Record<string, string>>): string =>
  userProject(join(scratch, name), files);

const SOURCES = {
  "src/upload.ts":
    'import { greet } from "./greet";\nexport default async (): Promise<string> => greet("upload");\n',
  "src/greet.ts": "export const greet = (who: string): string => `hello ${who}`;\n",
  "src/report.ts": 'export function handler(): string {\n  return "report";\n}\n',
  "src/tidy.js": 'module.exports = () => "tidy";\n',
  "src/mail.ts": 'export default (): string => "mail";\n',
  "src/audit.ts": 'export default (): string => "audit";\n',
  "src/resize.ts": 'export default (): string => "resize";\n',
};

const components: Components = {
  upload: defineFunction({
    name: "process-upload",
    entry: "./src/upload.ts",
    trigger: { type: "blob", path: "uploads/{name}" },
  }),
  report: defineFunction({
    name: "report",
    entry: "src/report.ts",
    trigger: { type: "http", route: "reports/{day}", methods: ["GET"], authLevel: "anonymous" },
  }),
  tidy: defineFunction({
    name: "tidy",
    entry: "./src/tidy.js",
    trigger: { type: "timer", schedule: "0 30 4 * * *" },
  }),
  mail: defineQueueProcessor({ name: "mail", entry: "./src/mail.ts" }),
  audit: defineFunction({
    name: "audit",
    entry: "./src/audit.ts",
    trigger: { type: "cosmosDB", container: "orders" },
  }),
  resize: defineEventHandler({ name: "resize", entry: "./src/resize.ts", source: { blobs: "uploads" } }),
};

async function problemsOf(said: Components, folder: string): Promise<readonly Problem[]> {
  const error: unknown = await packageCode(said, { root: folder }).catch((thrown: unknown) => thrown);
  if (error instanceof BackendConfigError) return error.problems;
  throw error;
}

describe("a package", () => {
  test("a package has one file of code with its source map, host.json, and no trace of the machine", async () => {
    const folder = project("one", SOURCES);
    const { file, sha256, functions } = await packageCode(components, { root: folder });
    expect(functions).toEqual(["process-upload", "report", "tidy", "mail", "audit", "resize"]);
    expect(file).toBe(join(folder, "dist/functions", `${sha256.slice(0, 16)}.zip`));
    const files = unzipSync(readFileSync(file));
    expect(Object.keys(files)).toEqual([
      "functions.js",
      "functions.js.map",
      "host.json",
      "index.js",
      "package.json",
    ]);
    const text = (name: string): string => Buffer.from(files[name] ?? []).toString();
    expect(JSON.parse(text("host.json"))).toMatchObject({
      version: "2.0",
      extensionBundle: { id: "Microsoft.Azure.Functions.ExtensionBundle" },
    });
    expect(JSON.parse(text("package.json"))).toEqual({ main: "index.js", type: "commonjs" });
    const { sources, sourcesContent } = JSON.parse(text("functions.js.map")) as {
      readonly sources: readonly string[];
      readonly sourcesContent?: unknown;
    };
    expect(sourcesContent).toBeUndefined();
    expect(sources).toEqual(expect.arrayContaining(["src/upload.ts", "src/greet.ts"]));
    for (const name of Object.keys(files)) expect(text(name)).not.toContain(scratch);
  });

  test("a package registers each handler as it was declared, with connections by identity", async () => {
    const folder = project("two", SOURCES);
    const { file } = await packageCode(components, { root: folder });
    const registered = startPackage(readFileSync(file));
    const bindingOf = (name: string): unknown => bindingsOf(registered, name).trigger;
    expect(registered.map(({ name }) => name)).toEqual([
      "process-upload",
      "report",
      "tidy",
      "mail",
      "audit",
      "resize",
    ]);
    expect(bindingOf("process-upload")).toMatchObject({
      type: "blobTrigger",
      path: "uploads/{name}",
      connection: "PROCESS_UPLOAD_STORAGE",
    });
    expect(bindingOf("report")).toMatchObject({
      type: "httpTrigger",
      route: "reports/{day}",
      authLevel: "anonymous",
      methods: ["GET"],
    });
    expect(bindingOf("tidy")).toMatchObject({ type: "timerTrigger", schedule: "0 30 4 * * *" });
    expect(bindingOf("mail")).toMatchObject({
      type: "queueTrigger",
      queueName: "mail",
      connection: "MAIL_STORAGE",
    });
    expect(bindingOf("audit")).toMatchObject({
      type: "cosmosDBTrigger",
      connection: "AUDIT_COSMOS",
      databaseName: "%AUDIT_COSMOS_DATABASE%",
      containerName: "orders",
      leaseContainerName: "leases",
      leaseContainerPrefix: "audit",
    });
    expect(bindingOf("resize")).toMatchObject({
      type: "queueTrigger",
      queueName: "resize-events",
      connection: "RESIZE_STORAGE",
    });
    const answers = await Promise.all(registered.map(({ run }) => run()));
    expect(answers).toEqual(["hello upload", "report", "tidy", "mail", "audit", "resize"]);
  });

  test("a package is the same in another folder, on another day, and differs for other code", async () => {
    const first = await packageCode(components, { root: project("three", SOURCES) });
    const deeper = project("four/with/a/longer/path", SOURCES);
    const second = await packageCode(components, { root: deeper });
    expect(second.sha256).toBe(first.sha256);
    expect(readFileSync(second.file)).toEqual(readFileSync(first.file));
    writeFileSync(join(deeper, "src/mail.ts"), 'export default (): string => "post";\n');
    const changed = await packageCode(components, { root: deeper });
    expect(changed.sha256).not.toBe(first.sha256);
  });
});

describe("a package that is refused", () => {
  const entry = (path: string): Components => ({
    mail: defineQueueProcessor({ name: "mail", entry: path }),
  });

  test.each(["./src/absent.ts", "./src"])(
    "a package is refused where an entry is no file: %s",
    async (path) => {
      const folder = project("absent", SOURCES);
      expect(await problemsOf(entry(path), folder)).toEqual([
        {
          path: "components.mail.entry",
          message: `the file "${path}" does not exist in the folder of the project, ${relative(process.cwd(), folder)}`,
          from: ["your components"],
          fix: "set the source file of the handler, relative to the folder of cdktf.json or to the option root",
        },
      ]);
      expect(existsSync(join(folder, "dist"))).toBe(false);
    },
  );

  test("a package is refused where an entry exports no handler", async () => {
    const folder = project("handlerless", { "src/mail.ts": "export const other = 1;\n" });
    expect(await problemsOf(entry("./src/mail.ts"), folder)).toMatchObject([
      { path: "components.mail.entry", message: "./src/mail.ts does not export a handler" },
    ]);
    expect(existsSync(join(folder, "dist"))).toBe(false);
  });

  test("a package is refused where code does not compile", async () => {
    const folder = project("broken", { "src/mail.ts": "export default () => {\n  return (;\n};\n" });
    expect(await problemsOf(entry("./src/mail.ts"), folder)).toMatchObject([
      {
        path: "components.mail.entry",
        message: expect.stringMatching(/^src\/mail\.ts:2: Unexpected/) as string,
        fix: "correct the code, then package again",
      },
    ]);
  });

  test("a package is refused where a declaration is wrong", async () => {
    const folder = project("declared", SOURCES);
    const wrong = { mail: { ...components["mail"], name: "Mail" } } as unknown as Components;
    expect((await problemsOf(wrong, folder)).map(({ path }) => path)).toEqual(["components.mail.name"]);
  });
});

describe("a CRUD API", () => {
  const orders = defineCrudApi({
    name: "orders",
    entityName: "Order",
    partitionKey: "/customer",
    schema: { customer: { type: "string", required: true }, total: "number" },
    routes: { delete: false },
  });
  const onlyRead = { create: false, update: false, delete: false, list: false };
  const prices = defineCrudApi({
    name: "prices",
    entityName: "Price",
    partitionKey: "/id",
    schema: { amount: "number" },
    routes: onlyRead,
    authLevel: "anonymous",
  });
  const notes = defineCrudApi({
    name: "notes",
    entityName: "Note",
    partitionKey: "/writer",
    schema: { writer: "string", text: "string" },
    routes: onlyRead,
    authLevel: "admin",
    defaultTtl: 60,
    uniqueKeys: [["/text"]],
    indexingPolicy: { excludedPaths: ["/text/?"] },
  });
  const LEVELS = { "orders-read": "function", "prices-read": "anonymous", "notes-read": "admin" };

  test("a CRUD API is in the package with the library's own code, and answers", async () => {
    const folder = project("crud", SOURCES);
    // Installed: the library as it is, and the packages that its runtime connects with.
    const installed = join(folder, "node_modules/cdktf-azure-backend");
    cpSync(join(root, "lib"), join(installed, "lib"), { recursive: true });
    const manifest = { name: "cdktf-azure-backend", exports: { "./runtime": "./lib/runtime/index.ts" } };
    writeFileSync(join(installed, "package.json"), JSON.stringify(manifest));
    for (const each of ["@azure/cosmos", "@azure/identity", "@cfworker", "fastest-levenshtein", "jose"])
      symlinkSync(join(root, "node_modules", each), join(folder, "node_modules", each));
    const all = { orders, prices, notes, mail: components["mail"] as never };
    const { file, functions } = await packageCode(all, { root: folder });
    const operations = ["orders-create", "orders-read", "orders-update", "orders-list"];
    const reads = ["prices-read", "notes-read"];
    expect(functions).toEqual(["mail", ...operations, ...reads]);

    const bytes = readFileSync(file);
    await failsAlone(startPackage(bytes));
    const settings = Object.fromEntries(
      ["orders", "prices", "notes"].flatMap((container) => [
        [
          `${container.toUpperCase()}_COSMOS__accountEndpoint`,
          "https://cosmos-shop.documents.azure.com:443/",
        ],
        [`${container.toUpperCase()}_COSMOS_DATABASE`, "shop-db"],
        [`${container.toUpperCase()}_COSMOS_CONTAINER`, container],
      ]),
    ) as Readonly<Record<string, string>>;
    const registered = startPackage(bytes, settings);
    expect(registered.map(({ name }) => name)).toEqual(["mail", ...operations, ...reads]);
    for (const [name, authLevel] of Object.entries(LEVELS))
      expect(bindingsOf(registered, name).trigger).toMatchObject({ authLevel });
    const { trigger } = bindingsOf(registered, "orders-read");
    expect(trigger).toMatchObject({ type: "httpTrigger", route: "orders/{id}", methods: ["GET", "HEAD"] });
  }, 60_000);
});

/** Without its settings an API answers 500 and tells the log why, and what is beside it runs. */
async function failsAlone(registered: readonly RegisteredFunction[]): Promise<void> {
  const error = jest.fn();
  const call = (name: string): unknown => registered.find((each) => each.name === name)?.run({}, { error });
  expect(await call("orders-read")).toMatchObject({ status: 500 });
  const [[told] = []] = error.mock.calls as readonly (readonly unknown[])[];
  expect(String(told)).toContain(
    'CRUD API "orders" cannot answer: component "orders": the app setting ORDERS_COSMOS__',
  );
  expect(await call("mail")).toBe("mail");
}

function bindingsOf(registered: readonly RegisteredFunction[], name: string): { readonly trigger: unknown } {
  const bindings = Object.values(registered.find((each) => each.name === name)?.bindings ?? {});
  return { trigger: bindings.find(({ direction }) => direction === "in") };
}
