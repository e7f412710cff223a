import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Validator, type Schema } from "@cfworker/json-schema";
import * as fc from "fast-check";
import * as ts from "typescript";
import { BackendConfigError, type BackendOptions, planBackend } from "../../lib";
import { callOptions } from "../../scripts/call-options";
import { allOptionRows } from "../../scripts/option-rows";
import { install, root } from "../support/packed";
import { processUploadFunction } from "../support/sample";
import { strictProject } from "../support/strict-project";
import { withOption } from "../support/with-option";

const rows = allOptionRows(readFileSync(join(root, "lib/decide/options/options.schema.json"), "utf8"));
/** Options whose path TypeScript code can write: names that users choose stand for themselves. */
const named = rows.filter(({ path }) => !/<name>|\[\]/.test(path));

const PROJECT = `import { type Backend, type BackendOptions, defineBackend } from "cdktf-azure-backend";
declare const backend: Backend;
backend.;
defineBackend({}, {  });
${[...named.map(({ path }) => path), "names", "logs.diagnostics"].map(written).join("\n")}
`;

/** An option with a value that fits any type, as a user writes it; its own name stands in front of the value. */
function written(path: string): string {
  const keys = path.split(".").map((key) => JSON.stringify(key));
  return `({ ${keys.join(": { ")}: undefined as never${" }".repeat(keys.length)}) satisfies BackendOptions;`;
}

let folder: string;
let service: ts.LanguageService;
let schema: Validator;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "editor-"));
  const installed = await install(folder);
  schema = new Validator(
    JSON.parse(readFileSync(join(installed, "dist/options.schema.json"), "utf8")) as Schema,
    "7",
  );
  service = serviceFor(join(folder, "app.ts"), PROJECT);
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What an editor runs for one file of a user's project. */
function serviceFor(file: string, text: string): ts.LanguageService {
  writeFileSync(file, text);
  const options: ts.CompilerOptions = {
    ...strictProject,
    types: [],
  };
  return ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) =>
      ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(name) ?? "") : undefined,
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => ts.sys.fileExists(name),
    readFile: (name) => ts.sys.readFile(name),
    directoryExists: (name) => ts.sys.directoryExists(name),
    realpath: (path) => realpathSync(path),
  });
}

interface Hover {
  readonly text: string;
  readonly usual: string | undefined;
  readonly pages: readonly string[];
  /** The line above the description. */
  readonly line: string;
}

function hoverAt(position: number): Hover {
  const info = service.getQuickInfoAtPosition(join(folder, "app.ts"), position);
  const tag = (name: string): readonly string[] =>
    (info?.tags ?? []).flatMap((each) => (each.name === name ? [ts.displayPartsToString(each.text)] : []));
  return {
    text: ts.displayPartsToString(info?.documentation),
    usual: tag("default")[0],
    pages: tag("see"),
    line: ts.displayPartsToString(info?.displayParts),
  };
}

/** The last name of an option's path, where the project writes it. */
function hoverOf(path: string): Hover {
  const name = JSON.stringify(path.split(".").at(-1));
  return hoverAt(PROJECT.indexOf(written(path)) + written(path).indexOf(`${name}: undefined`) + 1);
}

function completionsAfter(text: string): readonly string[] {
  const position = PROJECT.indexOf(text) + text.length;
  // Globals follow after what belongs to the object.
  const { entries = [] } = service.getCompletionsAtPosition(join(folder, "app.ts"), position, {}) ?? {};
  return entries.filter(({ sortText }) => sortText < "15").map(({ name }) => name);
}

describe("hover", () => {
  test("every option has a description and a page that explains it", () => {
    // Keys of these maps are names of Azure or of this library: the map explains them.
    const options = named.filter(({ path }) => !/^(names|logs\.diagnostics)\./.test(path));
    const lacking = [...options.map(({ path }) => path), "names", "logs.diagnostics"].filter((path) => {
      const { text, pages } = hoverOf(path);
      return text === "" || (pages.length === 0 && !text.includes("docs/"));
    });
    expect(lacking).toEqual([]);
    expect(options.length).toBeGreaterThan(200);
  });

  test("a default that is shown is that of the reference, with what dev and prod decide", () => {
    const wrong = named.flatMap((row) => {
      const { usual } = hoverOf(row.path);
      if (usual === undefined) return [];
      const [dev, prod] = [row.dev, row.prod].map((own) => plain(own === "" ? row.default : own));
      const expected = dev === prod ? dev : `${dev} in dev, ${prod} in prod`;
      return plain(usual) === expected ? [] : [{ path: row.path, usual, expected }];
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    ["cosmos.mode", '"Serverless" in dev, "Autoscale" in prod', "docs/services/cosmos-db.md"],
    ["functionApp.plan", '"Y1" in dev, "EP1" in prod', "docs/services/function-app.md"],
    ["optional.apim.sku.name", '"Developer" in dev, "Premium" in prod', "docs/services/api-management.md"],
  ])("the hover text of %s has its default in dev and prod, and its page", (path, usual, page) => {
    const hover = hoverOf(path);
    expect({ usual: plain(hover.usual ?? ""), pages: hover.pages.map(plain) }).toEqual({
      usual,
      pages: [page],
    });
  });

  test("groups of options print short", () => {
    const groups = [...new Set(named.map(({ path }) => path.split(".")[0] ?? ""))];
    const long = groups.map((group) => hoverOf(group).line).filter((line) => line.length > 120);
    expect(long).toEqual([]);
  });
});

/** Without the marks of code, which the reference has and some comments do not. */
function plain(text: string): string {
  return text.replaceAll("`", "").trim();
}

describe("completion", () => {
  test("a backend has documented properties alone", () => {
    const names = completionsAfter("\nbackend.");
    expect(names).toEqual(
      expect.arrayContaining(["cosmos", "functionApp", "published", "resources", "stacks", "synth"]),
    );
    expect(names.filter((name) => /^_|^#/.test(name))).toEqual([]);
    const at = PROJECT.indexOf("backend.;") + "backend.".length;
    const undocumented = names.filter((name) => {
      const entry = service.getCompletionEntryDetails(
        join(folder, "app.ts"),
        at,
        name,
        undefined,
        undefined,
        undefined,
        undefined,
      );
      return ts.displayPartsToString(entry?.documentation) === "";
    });
    expect(undocumented).toEqual([]);
  });

  test("options complete to their names alone", () => {
    const groups = new Set(rows.map(({ path }) => (path.split(".")[0] ?? "").replace("[]", "")));
    const call = ["$schema", ...Object.keys(callOptions)];
    expect([...completionsAfter("defineBackend({}, { ")].sort()).toEqual(
      [...new Set([...groups, ...call])].sort(),
    );
  });
});

describe("the schema for files of options", () => {
  const base = { project: "shop", location: "westeurope", environment: "dev" } as const;

  /** What the library says of an option, without problems of what it does not name. */
  function libraryAccepts(options: unknown): boolean {
    try {
      planBackend({ processUploadFunction }, { root, ...(options as BackendOptions) });
      return true;
    } catch (error) {
      if (error instanceof BackendConfigError) return false;
      throw error;
    }
  }

  const accepts = (options: unknown): boolean => schema.validate(options).valid;

  test("it accepts what the library accepts, for any option and value", () => {
    const values = fc.oneof(
      fc.constantFrom<unknown>(true, false, 0, 1, 2, 7, 30, 90, 365, 1000, 4000, 0.5, -1),
      fc.constantFrom<unknown>(
        "",
        "shop",
        "Standard_LRS",
        "10.1.0.0/16",
        "westeurope",
        "PT5M",
        [],
        {},
        ["westeurope"],
        null,
      ),
    );
    // A value of any kind seldom fits: half of the draws are of a kind that does.
    const switches = named.filter((row) => row.values === "true or false").map(({ path }) => path);
    const said = fc.oneof(
      fc.tuple(fc.constantFrom(...named.map(({ path }) => path)), values),
      fc.tuple(fc.constantFrom(...switches), fc.boolean()),
    );
    let accepted = 0;
    fc.assert(
      fc.property(said, ([path, value]) => {
        const options = withOption(base, path, value);
        if (!libraryAccepts(options)) return;
        accepted += 1;
        expect({ options, accepted: accepts(options) }).toEqual({ options, accepted: true });
      }),
      { numRuns: 400 },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  test.each([
    ["a file with $schema", { $schema: "./options.schema.json", ...base }],
    [
      "an environment of one's own",
      { ...base, environments: { staging: { extends: "prod", cosmos: { multiRegion: false } } } },
    ],
    ["an existing resource by its id", { ...base, external: { logAnalytics: { id: "/subscriptions/1" } } }],
    ["an attribute by transform", { ...base, transform: { storage: { minTlsVersion: "TLS1_2" } } }],
    ["a service that is on with its defaults", { ...base, optional: { redis: true } }],
  ])("it accepts %s", (_name, options) => {
    expect(schema.validate(options).errors).toEqual([]);
  });

  test.each([
    ["an option that does not exist", { ...base, cosmos: { mod: "Serverless" } }],
    ["a group that does not exist", { ...base, cosmo: {} }],
    ["a value that is not allowed", { ...base, cosmos: { mode: "serverless" } }],
    ["a value of another type", { ...base, cosmos: { multiRegion: "yes" } }],
    ["a number that is out of range", { ...base, cosmos: { maxThroughput: 500 } }],
    ["a name of transform that does not exist", { ...base, transform: { storageAcount: {} } }],
    [
      "an environment that extends nothing",
      { ...base, environment: "staging", environments: { staging: {} } },
    ],
  ])("it refuses %s, as the library does", (_name, options) => {
    expect({ schema: accepts(options), library: libraryAccepts(options) }).toEqual({
      schema: false,
      library: false,
    });
  });
});
