import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import * as components from "../../examples/feedback/components";
import { planBackend } from "../../lib";
import { type ReleasePackage, packageRelease } from "../../lib/packaging";
import { type ReleaseFile, releaseCommand, releaseTarget } from "../../lib/release";
import { PACKAGE_CONTAINER } from "../../lib/services/storage/package-container";
import { identity } from "../../lib/stand-in/login";
import { StandIn } from "../../lib/stand-in/stand-in";
import { contentsOf } from "../support/packed";
import { Deployed } from "../support/released";
import { connectionTo } from "../support/stand-in-connection";

const root = join(__dirname, "../..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly name: string };
const plans = ["dev", "prod"].map((environment) =>
  planBackend(components, { project: "feedback", location: "eastus2", environment }),
);
let scratch = "";
let sample = "";

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "package-release-"));
  sample = join(scratch, "sample");
  for (const each of ["components.ts", "src"])
    cpSync(join(root, "examples/feedback", each), join(sample, each), { recursive: true });
  // Installed, for once as files of its own: where they are must not be seen.
  const installed = join(sample, "node_modules", manifest.name);
  cpSync(join(root, "lib"), join(installed, "lib"), { recursive: true });
  const exports = { "./release": "./lib/release/index.ts", "./runtime": "./lib/runtime/index.ts" };
  writeFileSync(join(installed, "package.json"), JSON.stringify({ name: manifest.name, exports }));
  for (const each of needed([
    "@azure/cosmos",
    "@azure/data-tables",
    "@azure/functions",
    "@azure/identity",
    "@azure/storage-queue",
    "@cfworker/json-schema",
    "jose",
    "fastest-levenshtein",
  ]))
    copyCode(each);
}, 120_000);
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

/** Packages with everything that they need in turn; what has another version of its own brings it along. */
function needed(names: readonly string[], found = new Set<string>()): readonly string[] {
  for (const name of names) {
    const folder = join(root, "node_modules", name);
    if (found.has(name) || !existsSync(folder)) continue;
    found.add(name);
    for (const file of manifestsIn(folder)) needed(dependenciesIn(file), found);
  }
  return [...found];
}

/** What a bundler reads of a package, for Node: that is a tenth of it. */
function copyCode(name: string): void {
  const from = join(root, "node_modules", name);
  const filter = (path: string): boolean =>
    statSync(path).isDirectory()
      ? !["browser", "react-native", "workerd"].includes(basename(path))
      : /\.([cm]?js|json)$/.test(path);
  cpSync(from, join(sample, "node_modules", name), { recursive: true, filter });
}

function manifestsIn(folder: string): readonly string[] {
  const own = join(folder, "node_modules");
  const nested = existsSync(own) ? readdirSync(own).map((name) => join(own, name)) : [];
  return [folder, ...nested].map((each) => join(each, "package.json")).filter((each) => existsSync(each));
}

function dependenciesIn(file: string): readonly string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  return Object.keys(dependencies);
}

function written({ file, command, releaseFile }: ReleasePackage): readonly Buffer[] {
  return [file, command, releaseFile].map((each) => readFileSync(each));
}

describe("the sample's package and its command", () => {
  let made: ReleasePackage;

  beforeAll(async () => {
    made = await packageRelease(components, plans, { root: sample, cloud: "AzureCloud" });
  }, 120_000);

  test("the sample's package and its command say where each environment is, and have no trace of the machine", () => {
    const { package: code, targets } = JSON.parse(readFileSync(made.releaseFile, "utf8")) as ReleaseFile;
    expect(code).toEqual({
      file: `${made.sha256.slice(0, 16)}.zip`,
      sha256: made.sha256,
      functions: made.functions,
    });
    expect(made.functions).toContain("process-upload");
    expect(targets).toEqual(plans.map((plan) => releaseTarget(plan)));
    expect(targets[1]).toEqual({
      project: "feedback",
      environment: "prod",
      resourceGroup: "rg-feedback-prod-workloads",
      functionApp: plans[1]?.services.functionApp.name,
      slot: "staging",
      sku: "EP1",
      source: {
        type: "container",
        container: PACKAGE_CONTAINER,
        blobEndpoint: `https://${plans[1]?.services.storage.packages?.name ?? ""}.blob.core.windows.net/`,
        formerBlobEndpoint: `https://${plans[1]?.services.storage.account?.name ?? ""}.blob.core.windows.net/`,
      },
    });
    for (const bytes of written(made)) expect(bytes.includes(scratch)).toBe(false);
  });

  test("the sample's package and its command run with Node alone, from any folder", () => {
    const alone = join(scratch, "artefact");
    cpSync(dirname(made.command), alone, { recursive: true });
    const run = (...args: readonly string[]) => {
      const env = { PATH: process.env["PATH"] ?? "" };
      const { status, stdout } = spawnSync(process.execPath, [join(alone, "release.cjs"), ...args], {
        cwd: tmpdir(),
        env,
        encoding: "utf8",
      });
      return { status, stdout };
    };
    expect(run("--help")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("dev, prod") as string,
    });
    expect(run()).toMatchObject({
      status: 2,
      stdout: expect.stringContaining("set one environment") as string,
    });
    expect(run("prod", "--bak").stdout).toContain("--bak");
    expect(run("prdo")).toEqual({
      status: 2,
      stdout: 'unknown environment "prdo", use one of dev, prod. Did you mean "prod"?\n',
    });
    const refused = run("prod");
    expect(refused.status).toBe(1);
    expect(refused.stdout).toContain("the subscription of the function app is unknown");
  });

  test("the command releases the sample's package, and goes back", async () => {
    const standIn = await StandIn.start();
    try {
      const [target] = plans.map((plan) => releaseTarget(plan));
      if (target === undefined) throw new Error("there is no plan");
      const on = new Deployed(standIn, target, {
        FEEDBACK_COSMOS__accountEndpoint: "https://cosmos.documents.azure.com/",
        FEEDBACK_COSMOS_DATABASE: "feedback-db",
        FEEDBACK_COSMOS_CONTAINER: "feedback",
      }).grant();
      const lines: string[] = [];
      const run = (...args: readonly string[]): Promise<number> =>
        releaseCommand({
          folder: dirname(made.command),
          args,
          variables: { AZURE_SUBSCRIPTION_ID: "", ARM_SUBSCRIPTION_ID: identity.subscriptionId },
          print: (line) => lines.push(line),
          connection: connectionTo(standIn),
        });

      expect(await run("dev")).toBe(0);
      expect(on.runs(on.app)).toBe(made.sha256);
      expect(lines.at(-1)).toBe(`feedback (dev) runs ${made.sha256}.zip`);
      expect(await run("dev", "--back")).toBe(1);
      expect(lines.at(-1)).toContain("rollback of feedback (dev) stopped at: find the previous package");
    } finally {
      await standIn.stop();
    }
  }, 60_000);

  test("the sample's package and its command are the same in another folder", async () => {
    const before = written(made);
    const deeper = join(scratch, "further/down/sample");
    mkdirSync(dirname(deeper), { recursive: true });
    renameSync(sample, deeper);
    try {
      const after = written(await packageRelease(components, plans, { root: deeper }));
      expect(after.map((bytes, index) => bytes.equals(before[index] ?? Buffer.of()))).toEqual([
        true,
        true,
        true,
      ]);
    } finally {
      renameSync(deeper, sample);
    }
  }, 120_000);
});

describe("a change of code", () => {
  test("a change of code gives another package, and the same stacks", async () => {
    // The project as it is cloned, but for the handler.
    const project = join(scratch, "project");
    for (const each of ["main.ts", "cdktf.json", "tsconfig.json", "examples/feedback/components.ts"])
      cpSync(join(root, each), join(project, each), { recursive: true });
    symlinkSync(join(root, "lib"), join(project, "lib"), "junction");
    cpSync(join(sample, "src"), join(project, "examples/feedback/src"), { recursive: true });
    renameSync(join(sample, "node_modules"), join(project, "node_modules"));
    const handler = join(project, "examples/feedback/src/process-upload.ts");
    const outcome = async (): Promise<{ sha256: string; stacks: object }> => {
      const env = {
        ...process.env,
        CDKTF_OUTDIR: join(project, "out"),
        NODE_PATH: join(root, "node_modules"),
      };
      const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
      const { status, stderr } = spawnSync(process.execPath, [tsx, "main.ts"], {
        cwd: project,
        env,
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(stderr);
      const { sha256 } = await packageRelease(components, plans, {
        root: join(project, "examples/feedback"),
      });
      return { sha256, stacks: contentsOf(join(project, "out")) };
    };
    const before = await outcome();
    writeFileSync(handler, "export default (): string => 'another one';\n");
    const after = await outcome();
    expect(Object.keys(before.stacks)).toContain("stacks/feedback-prod-workloads/cdk.tf.json");
    expect(after.stacks).toEqual(before.stacks);
    expect(after.sha256).not.toBe(before.sha256);
    renameSync(join(project, "node_modules"), join(sample, "node_modules"));
  }, 120_000);
});

describe("a package that is refused", () => {
  const problemsOf = async (given: Parameters<typeof packageRelease>[1], from = sample): Promise<string> => {
    const outDir = "refused";
    const error: unknown = await packageRelease(components, given, { root: from, outDir }).catch(
      (e: unknown) => e,
    );
    expect(readdirSync(from)).not.toContain(outDir);
    return error instanceof Error ? error.message : "";
  };

  test("a package is refused without environments, with one twice, or with other components", async () => {
    expect(await problemsOf([])).toContain("plans: there is no environment to release to");
    const { feedbackApi } = components;
    const other = planBackend(
      { feedbackApi },
      { project: "feedback", location: "eastus2", environment: "prod" },
    );
    const all = await problemsOf([...plans, other]);
    expect(all).toContain('1. plans: two plans have the environment "prod"');
    expect(all).toContain('2. plans: the plan of "prod" has other components than the package');
  });

  test("a package is refused where no credential can sign in", async () => {
    const bare = join(scratch, "bare");
    cpSync(join(sample, "src"), join(bare, "src"), { recursive: true });
    cpSync(join(sample, "node_modules", manifest.name), join(bare, "node_modules", manifest.name), {
      recursive: true,
    });
    cpSync(join(sample, "node_modules/fastest-levenshtein"), join(bare, "node_modules/fastest-levenshtein"), {
      recursive: true,
    });
    expect(await problemsOf(plans, bare)).toContain("npm install @azure/identity @azure/core-rest-pipeline");
  });
});
