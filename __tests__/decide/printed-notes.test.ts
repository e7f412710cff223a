import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import {
  type BackendOptions,
  type Components,
  defineBackend,
  defineCrudApi,
  defineFunction,
  planBackend,
} from "../../lib";
import { notesText, printedNotes } from "../../lib/decide/printed-notes";
import { printNotes } from "../../lib/decide/print-notes";
import { problemsOf } from "../support/problems";
import { feedbackApi } from "../support/sample";

const where = { project: "shop", location: "eastus2" } as const;
const printed = (): readonly string[] => jest.mocked(printNotes).mock.calls.map(([text]) => text);
const adjusting: BackendOptions = { networking: { vnet: true }, keyVault: { connectionStrings: true } };

let outdir = "";
beforeEach(() => {
  jest.mocked(printNotes).mockClear();
  outdir = mkdtempSync(join(tmpdir(), "notes-"));
});
afterEach(() => {
  rmSync(outdir, { recursive: true });
});

describe("notes at synth", () => {
  test("notes at synth are printed once for each environment, however often it is written", () => {
    const app = new App({ outdir });
    const backends = ["dev", "prod"].map((environment) =>
      defineBackend({ feedbackApi }, { ...where, ...adjusting, app, environment }),
    );
    expect(printed()).toEqual([]);
    app.synth();
    app.synth();
    expect(printed()).toEqual(
      backends.map(({ plan }) => notesText(`shop (${plan.environment})`, printedNotes(plan.notes))),
    );
  });

  test("notes at synth are readable, and leave out those without consequence", () => {
    const app = new App({ outdir });
    const { plan } = defineBackend({ feedbackApi }, { ...where, ...adjusting, app, logRetention: 45 });
    app.synth();
    expect(plan.notes.map(({ level }) => level)).toContain("note");
    expect(printed().join("")).toMatchInlineSnapshot(`
      "shop (dev): 4 notes
        adjusted functionApp.plan: "EP1", because networking.vnet is set: Y1 (Consumption) does not support virtual networks
        adjusted cosmos.disableLocalAuth: false, because keyVault.connectionStrings needs the keys of the account
        adjusted storage.allowSharedKeyAccess: true, because keyVault.connectionStrings needs the keys of the account
        security keyVault.connectionStrings: the keys of the Cosmos DB and storage accounts are enabled: every identity that can read these secrets can read and write all data
      "
    `);
  });

  test("notes at synth are in the manifest, with their level", () => {
    const app = new App({ outdir });
    defineBackend({ feedbackApi }, { ...where, ...adjusting, app });
    app.synth();
    const { stacks } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
      readonly stacks: Readonly<
        Record<
          string,
          { readonly annotations: readonly { readonly level: string; readonly message: string }[] }
        >
      >;
    };
    const all = Object.values(stacks).flatMap(({ annotations }) => annotations);
    expect(all.map(({ level, message }) => `${level} ${message.split(":")[0] ?? ""}`)).toEqual([
      "@cdktf/info functionApp.plan",
      "@cdktf/info cosmos.disableLocalAuth",
      "@cdktf/info storage.allowSharedKeyAccess",
      "@cdktf/warn keyVault.connectionStrings",
    ]);
  });

  test("notes at synth can be silenced, and are still in the manifest", () => {
    const app = new App({ outdir });
    const { stacks } = defineBackend({ feedbackApi }, { ...where, ...adjusting, app, notes: "silent" });
    app.synth();
    expect(printed()).toEqual([]);
    expect(stacks.workloads.node.metadata).toHaveLength(4);
  });

  test("notes at synth print nothing where there are none", () => {
    const app = new App({ outdir });
    defineBackend({ feedbackApi }, { ...where, app });
    app.synth();
    expect(printed()).toEqual([]);
  });

  test("notes are printed or silent, and other values are refused", () => {
    expect(problemsOf({ notes: "quiet" }).map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'notes: must be one of "print", "silent", got "quiet"',
    ]);
  });
});

describe("a component that the internet reaches without a key", () => {
  const entry = "./src/handler.ts";
  const api = defineCrudApi({ ...feedbackApi, authLevel: "anonymous" });
  const hello = defineFunction({ name: "hello", entry, trigger: { type: "http", authLevel: "anonymous" } });
  const closed = defineFunction({ name: "closed", entry, trigger: { type: "http" } });
  const components: Components = { api, hello, closed };
  const apim = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
  const warned = (options: BackendOptions): readonly string[] =>
    planBackend(components, { ...where, ...options }).notes.flatMap(({ level, security, path }) =>
      level === "warning" && security === true && path.startsWith("components.") ? [path] : [],
    );
  const BOTH = ["components.api.authLevel", "components.hello.trigger.authLevel"];

  test.each<[string, BackendOptions]>([
    ["dev", { environment: "dev" }],
    ["prod", { environment: "prod" }],
    ["an environment of one's own", { environment: "qa", environments: { qa: { extends: "prod" } } }],
    ["dev, behind API Management outside of the network", { environment: "dev", optional: { apim } }],
  ])("a component that the internet reaches without a key is named in %s", (_what, options) => {
    expect(warned(options)).toEqual(BOTH);
  });

  test.each<[string, BackendOptions]>([
    ["to the network", { environment: "prod", functionApp: { publicNetworkAccess: false } }],
    ["by API Management in the network", { environment: "prod", optional: { apim } }],
    [
      "by API Management, without private endpoints",
      { environment: "prod", optional: { apim }, networking: { privateEndpoints: false } },
    ],
  ])("a component without a key is not named where the app is closed %s", (_what, options) => {
    expect(warned(options)).toEqual([]);
  });

  test("the note about a component without a key says how it is closed", () => {
    const notes = planBackend({ hello }, where).notes.map(({ message }) => message);
    expect(notes).toContain(
      'hello can be called from the internet without a key: set trigger.authLevel to "function", close the app with ' +
        "functionApp.publicNetworkAccess: false, list its callers in functionApp.ipRestrictions, or put API Management in the " +
        "network in front of it",
    );
  });
});
