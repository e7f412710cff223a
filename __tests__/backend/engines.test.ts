import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as Engine from "cdktf";
import fc from "fast-check";
import type * as Library from "../../lib";
import type { BackendOptions } from "../../lib";
import { call } from "../support/arbitrary-options";
import type * as Sample from "../support/sample";

const root = join(__dirname, "../..");
const { devDependencies: tested } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  devDependencies: Readonly<Record<"cdktf" | "cdktn", string>>;
};

interface Stack {
  readonly "//": { readonly metadata: { readonly version: string } };
}

// As setup.ts does for the other engine.
jest.mock("cdktn/lib/validations/validate-binary-version", () =>
  jest.requireActual<object>("cdktf/lib/validations/validate-binary-version"),
);

const quiet = process.env["CDKTN_DISABLE_CREATION_STACK"];
beforeAll(() => {
  // As setup.ts does for the other engine.
  process.env["CDKTN_DISABLE_CREATION_STACK"] = "true";
});
afterAll(() => {
  if (quiet === undefined) delete process.env["CDKTN_DISABLE_CREATION_STACK"];
  else process.env["CDKTN_DISABLE_CREATION_STACK"] = quiet;
});

/** The library and the sample, loaded with one engine. */
interface Loaded {
  readonly App: typeof Engine.App;
  readonly library: typeof Library;
  readonly components: Library.Components;
}

/** Every module of engine and bindings that the library imports. */
const MODULES = [
  ...new Set(
    readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(root, "lib", file), "utf8"))
      .flatMap((text) => [...text.matchAll(/"((?:cdktf|@cdktf\/provider-azurerm)(?:\/[\w./-]+)?)"/g)])
      .map(([, module = ""]) => module)
      .filter((module) => module !== "@cdktf/provider-azurerm"),
  ),
];

/** The same module of the other package: jest.cdktn.config.mjs maps them in the same way. */
function moduleOfFork(module: string): object {
  return jest.requireActual<object>(module.replace("cdktf", "cdktn"));
}

/** What `work` gives with the library on an engine. It runs in there too: modules are also loaded when first used. */
function on<T>(engine: "cdktf" | "cdktn", work: (loaded: Loaded) => T): T {
  const results: T[] = [];
  jest.isolateModules(() => {
    if (engine === "cdktn") for (const module of MODULES) jest.doMock(module, () => moduleOfFork(module));
    try {
      const { App } = jest.requireActual<typeof Engine>(engine);
      const library = jest.requireActual<typeof Library>("../../lib");
      const { feedbackApi, processUploadFunction } = jest.requireActual<typeof Sample>("../support/sample");
      results.push(work({ App, library, components: { feedbackApi, processUploadFunction } }));
    } finally {
      for (const module of MODULES) jest.dontMock(module);
    }
  });
  const [result] = results;
  if (result === undefined) throw new Error(`nothing ran on ${engine}`);
  return result;
}

/** Stack id → what an engine writes for the sample with these options, in one app. */
function synthesised(
  { App, library, components }: Loaded,
  calls: readonly BackendOptions[],
): Readonly<Record<string, Stack>> {
  const outdir = mkdtempSync(join(tmpdir(), "engine-"));
  try {
    const app = new App({ outdir });
    for (const options of calls)
      library.defineBackend(components, { project: "feedback", location: "eastus2", ...options, app });
    app.synth();
    const stacks = join(outdir, "stacks");
    return Object.fromEntries(
      readdirSync(stacks).map((id) => {
        const text = readFileSync(join(stacks, id, "cdk.tf.json"), "utf8");
        return [id, JSON.parse(text) as Stack];
      }),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** What becomes of options: the stacks without their engine's version, or the message that refuses them. */
function outcome(loaded: Loaded, options: BackendOptions): string {
  try {
    return withoutVersions(synthesised(loaded, [options]));
  } catch (error) {
    // Each engine has the library once more, and with it the class of its errors.
    if (!(error instanceof loaded.library.BackendConfigError)) throw error;
    return error.message;
  }
}

test("both engines write the same stacks, in the same order, with their version in them", () => {
  const calls = [{ environment: "dev" }, { environment: "prod" }];
  const written = {
    cdktf: on("cdktf", (loaded) => synthesised(loaded, calls)),
    cdktn: on("cdktn", (loaded) => synthesised(loaded, calls)),
  };
  expect(versionsOf(written.cdktf)).toEqual([tested.cdktf]);
  expect(versionsOf(written.cdktn)).toEqual([tested.cdktn]);
  expect(Object.keys(written.cdktf)).toHaveLength(6);
  expect(withoutVersions(written.cdktn)).toBe(withoutVersions(written.cdktf));
});

test("both engines do the same with any options: the same bytes, or the same refusal", () => {
  const drawn = fc.sample(call, 60);
  const outcomes = (engine: "cdktf" | "cdktn"): readonly (readonly [BackendOptions, string])[] =>
    on(engine, (loaded) => drawn.map((options) => [options, outcome(loaded, options)] as const));
  const expected = outcomes("cdktf");
  expect(expected.some(([, written]) => written.startsWith("["))).toBe(true);
  expect(outcomes("cdktn")).toEqual(expected);
});

function versionsOf(stacks: Readonly<Record<string, Stack>>): readonly string[] {
  return [...new Set(Object.values(stacks).map((stack) => stack["//"].metadata.version))];
}

function withoutVersions(stacks: Readonly<Record<string, Stack>>): string {
  return JSON.stringify(
    Object.entries(stacks).map(([id, stack]) => {
      const { version: _version, ...metadata } = stack["//"].metadata;
      return [id, { ...stack, "//": { ...stack["//"], metadata } }];
    }),
    undefined,
    2,
  );
}
