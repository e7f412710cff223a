import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { App } from "cdktf";
import original, { devDependencies } from "../../package.json";
import { SAME } from "../../scripts/cdktn/rewritten";
import { defineBackend, defineCrudApi, defineFunction } from "../../lib";
import { type Outcome, run } from "../../lib/terraform/command";
import { type BuiltFork, FORK, builtFork, guide, runSteps, stepsOfGuide } from "../support/engine-move";
import { contentsOf, execute, filesIn, manifestIn, namedBindings, npm, root } from "../support/packed";
import { recordedApp } from "../support/recorded-app";

// The package on cdktn, installed by npm into an empty folder: nothing of this repository is near.
const home = mkdtempSync(join(realpathSync(tmpdir()), "cdktn-"));
const project = join(home, "project");
const modules = join(project, "node_modules");
const BINDINGS = "@cdktn/provider-azurerm";
let fork: BuiltFork;

const COMPONENTS = `const hello = defineFunction({
  name: "hello",
  entry: "src/hello.ts",
  trigger: { type: "timer", schedule: "0 0 5 * * *" },
});
const orders = defineCrudApi({ name: "orders", entityName: "Order", partitionKey: "/id", schema: { total: "number" } });
`;
const OPTIONS = { project: "shop", location: "westeurope", environment: "prod" } as const;

const app = (
  library: string,
  engine: string,
  options: object = OPTIONS,
): string => `import { App } from "${engine}";
import { defineBackend, defineCrudApi, defineFunction } from "${library}";

${COMPONENTS}const app = new App();
defineBackend({ hello, orders }, { app, ...${JSON.stringify(options)} });
app.synth();
`;

/** A program that uses types of every entry, of the engine and of the bindings. */
const TYPED = `import { ResourceGroup } from "@cdktn/provider-azurerm/lib/resource-group/index.js";
import { App, TerraformOutput } from "cdktn";
import { type BackendOptions, defineBackend } from "${FORK}";
import { crudHandlers, defineCrudApi, memoryStore } from "${FORK}/runtime";

const orders = defineCrudApi({ name: "orders", entityName: "Order", partitionKey: "/id", schema: { total: "number" } });
const options: BackendOptions = { project: "shop", location: "westeurope", transform: { cosmos: { freeTierEnabled: true } } };
const backend = defineBackend({ orders }, { ...options, app: new App() });
const group = new ResourceGroup(backend.stacks.network, "own", { name: "rg-own", location: "westeurope" });
new TerraformOutput(backend.stacks.network, "own_id", { value: group.id });
export const handlers = crudHandlers(orders, memoryStore(orders));
`;

beforeAll(async () => {
  fork = await builtFork(home);
  await install();
}, 300_000);

afterAll(() => {
  rmSync(home, { recursive: true });
});

/** Installs what a new project of the package has, by plain `npm install`. */
async function install(): Promise<void> {
  const env = { ...process.env, NODE_PATH: join(root, "node_modules") };
  const tool = join(fork.built, "dist/cli/main.js");
  const inNew = ["init", join(home, "new"), "--project", "shop", "--template", "production"];
  await execute(process.execPath, [tool, "init", project, "--location", "westeurope"], { env });
  await execute(process.execPath, [tool, ...inNew], { env });
  const file = join(project, "package.json");
  const manifest = JSON.parse(readFileSync(file, "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const { dependencies } = manifest;
  // Of what tests and packages its code, nothing is asked here.
  const needed = ["@types/node", "tsx", "typescript"].map((name) => [name, manifest.devDependencies[name]]);
  const bindings = await namedBindings(BINDINGS, fork.built, home);
  const changed = {
    ...manifest,
    dependencies: { ...dependencies, [FORK]: `file:${fork.tarball}`, [BINDINGS]: `file:${bindings}` },
    devDependencies: Object.fromEntries(needed) as object,
  };
  writeFileSync(file, JSON.stringify(changed));
  await npm(project, "install", "--prefer-offline", "--no-audit", "--no-fund");
}

const call = (args: readonly string[]): Promise<Outcome> =>
  run(join(modules, ".bin", FORK), args, { cwd: project });

/** Runs the tool on an app, whose file is written first. */
async function callOn(text: string, args: readonly string[], started = "own.ts"): Promise<Outcome> {
  writeFileSync(join(project, "own.ts"), text);
  return call([...args, "--app", started]);
}

/** Runs the tool on an app on cdktn, where nothing is asked of how it is started. */
const callOnFork = (args: readonly string[]): Promise<Outcome> =>
  callOn(app(FORK, "cdktn"), args, recordedApp("own.ts"));

describe("the guide", () => {
  test("the guide installs the versions that are tested, and those of a new project", () => {
    const [json = ""] = [...guide.matchAll(/^```json\n([^]*?)^```$/gm)].map(([, text = ""]) => text);
    const shown = JSON.parse(json) as { readonly dependencies: object; readonly overrides: object };
    const written = JSON.parse(readFileSync(join(home, "new/package.json"), "utf8")) as typeof shown;
    expect(written.dependencies).toMatchObject(shown.dependencies);
    expect(written.overrides).toEqual(shown.overrides);
    const { install } = stepsOfGuide();
    for (const name of ["cdktn", "@cdktn/provider-azurerm", "constructs"] as const)
      expect(install).toContain(` ${name}@${devDependencies[name]}`);
  });

  test("the guide's command for names makes a new project on cdktf one on cdktn", async () => {
    const before = join(home, "before");
    await execute(
      process.execPath,
      [
        join(fork.original, "dist/cli/main.js"),
        "init",
        before,
        "--project",
        "shop",
        "--template",
        "production",
      ],
      {
        env: { ...process.env, NODE_PATH: join(root, "node_modules") },
      },
    );
    runSteps(before, "git init --quiet && git add .");
    runSteps(before, stepsOfGuide().rename);
    const after = contentsOf(join(home, "new"));
    const code = (file: string): boolean => file.endsWith(".ts");
    expect(filesIn(join(home, "new")).filter(code)).toEqual(
      filesIn(before).filter((file) => code(file) && !file.startsWith(".git/")),
    );
    for (const file of Object.keys(after).filter(code))
      expect([file, readFileSync(join(before, file), "utf8")]).toEqual([file, after[file]]);
  });
});

describe("the package on cdktn", () => {
  test("the package has every file of the other one, and names no package of the other engine", () => {
    expect(filesIn(fork.built)).toEqual(filesIn(fork.original));
    // What the fork calls by the same names, and what compares the two.
    const same =
      /cdktf\.(?:json|out|log)\b|\.cdktf\b|cdktf_1|cdktf(?:Version|RelativeModules|Json)|\/terraform\/cdktf\/|github\.com\/cdktf-azure-backend\/cdktf-azure-backend|cdktf-azure-backend authors/g;
    const named = Object.entries(contentsOf(fork.built))
      .filter(([file]) => !SAME.includes(file))
      .flatMap(([file, text]) =>
        text
          .replaceAll(same, "")
          .split("\n")
          .filter((line) => /cdktf|only cdkt|\b0\.21\.0\b|14\.23\.1|4\.55\.0/.test(line))
          .map((line) => `${file}: ${line.trim().slice(0, 160)}`),
      );
    expect(named).toEqual([]);
  });

  test("the package asks for the engine that the tests run with", () => {
    const { name, peerDependencies, ...manifest } = manifestIn(fork.built);
    expect(name).toBe(FORK);
    expect(manifest).toMatchObject({ bin: { [FORK]: "dist/cli/main.js" } });
    expect(manifest).not.toHaveProperty("scripts");
    // Provenance is refused where these are not those of the repository that publishes.
    for (const field of ["author", "bugs", "homepage", "license", "publishConfig", "repository"] as const)
      expect(manifest).toHaveProperty(field, original[field]);
    expect(peerDependencies).toMatchObject({
      cdktn: `^${devDependencies.cdktn}`,
      constructs: ">=10.6.0 <10.8.0",
    });
    expect(Object.keys(peerDependencies).filter((peer) => peer.includes("cdktf"))).toEqual([]);
  });

  test("a new project has one engine, installed by plain npm", async () => {
    const stdout = await npm(project, "ls", "--all", "--json");
    const engines = [...stdout.matchAll(/"(cdkt[fn])": \{\s+"version": "([\d.]+)"/g)].map(
      ([, name, of]) => `${name}@${of}`,
    );
    expect([...new Set(engines)]).toEqual([`cdktn@${devDependencies.cdktn}`]);
  });

  // One run of the compiler for both: nearly all of it is the types of the engine and the bindings.
  test("types compile in CommonJS and in ES modules, with skipLibCheck off", async () => {
    const folder = join(home, "typed");
    const files = ["main.cts", "main.mts"];
    mkdirSync(folder);
    symlinkSync(modules, join(folder, "node_modules"));
    for (const file of files) writeFileSync(join(folder, file), TYPED);
    const compilerOptions = {
      strict: true,
      skipLibCheck: false,
      module: "node16",
      target: "es2022",
      types: ["node"],
      noEmit: true,
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
    expect(await run(join(modules, ".bin", "tsc"), [], { cwd: folder })).toMatchObject({
      status: 0,
      stdout: "",
    });
  }, 120_000);

  test("the package writes the stacks of the other one, but for the version of the engine", async () => {
    const { status, stderr } = await callOn(app(FORK, "cdktn"), ["synth"]);
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    const outdir = join(home, "by-cdktf");
    const own = new App({ outdir, skipValidation: true });
    const hello = defineFunction({
      name: "hello",
      entry: "src/hello.ts",
      trigger: { type: "timer", schedule: "0 0 5 * * *" },
    });
    const orders = defineCrudApi({
      name: "orders",
      entityName: "Order",
      partitionKey: "/id",
      schema: { total: "number" },
    });
    defineBackend({ hello, orders }, { app: own, ...OPTIONS, root: project });
    own.synth();
    expect(stacksIn(join(project, "cdktf.out"), devDependencies.cdktn)).toEqual(
      stacksIn(outdir, devDependencies.cdktf),
    );
  }, 60_000);

  test("the tool of the package checks, estimates and packages an app on cdktn", async () => {
    for (const args of [["check"], ["cost"], ["grants"], ["explain", "cosmos.mode"]])
      expect(await callOnFork(args)).toMatchObject({ status: 0 });
    for (const name of ["esbuild", "@azure/cosmos", "@azure/identity", "@azure/core-rest-pipeline"])
      linkFromRepository(name);
    const { status, stdout, stderr } = await callOnFork(["package"]);
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("release.cjs");
  }, 180_000);

  test("the doctor knows what the package needs", async () => {
    const { stdout } = await callOnFork(["doctor", "--json"]);
    const { examined } = JSON.parse(stdout) as {
      readonly examined: readonly { readonly what: string; readonly state: string; readonly found: string }[];
    };
    const needed = { cdktn: "0.24.0", "@cdktn/provider-azurerm": "16.1.0", constructs: "10.7.2" };
    for (const [what, found] of Object.entries(needed))
      expect(examined).toContainEqual({ what, state: "ok", found });
  }, 60_000);

  test("an app of cdktf is refused, and a provider that is older than the bindings", async () => {
    linkFromRepository("cdktf");
    const mixed = await callOn(app(FORK, "cdktf"), ["synth"]);
    expect(mixed.status).toBe(1);
    expect(mixed.stderr).toContain(
      'is an App of another engine, version "0.21.0"; this package runs on cdktn 0.24.0',
    );
    expect(mixed.stderr).toContain('import { App } from "cdktn" in every file');
    const older = await callOn(app(FORK, "cdktn", { ...OPTIONS, provider: { version: "4.60.0" } }), [
      "synth",
    ]);
    expect(older.status).toBe(1);
    expect(older.stderr).toContain("the bindings are built from azurerm 4.73.0");
  }, 60_000);
});

/** Stack → its JSON, without the version of its engine, which has to be this one. */
function stacksIn(outdir: string, version: string): Readonly<Record<string, unknown>> {
  const folder = join(outdir, "stacks");
  return Object.fromEntries(
    filesIn(folder)
      .filter((file) => file.endsWith("cdk.tf.json"))
      .map((file) => [
        file,
        JSON.parse(
          readFileSync(join(folder, file), "utf8").replaceAll(`"${version}"`, '"engine"'),
        ) as unknown,
      ]),
  );
}

/** A package of the repository. */
function linkFromRepository(name: string): void {
  const place = join(modules, name);
  const source = join(root, "node_modules", name);
  if (existsSync(place) || !existsSync(source)) return;
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(source, place);
}
