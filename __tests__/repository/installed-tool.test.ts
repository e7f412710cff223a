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
import { devDependencies, name, version } from "../../package.json";
import type { Examined } from "../../lib/cli/doctor/examined";
import { type Outcome, run } from "../../lib/terraform/command";
import { fakeTerraform } from "../support/fake-terraform";
import { recordedApp } from "../support/recorded-app";
import { namedBindings, npm, packed, root } from "../support/packed";

// The package as npm installs it from its tarball: nothing of this repository is near, and the path has spaces.
const home = mkdtempSync(join(realpathSync(tmpdir()), "installed-"));
const project = join(home, "a user's project");
const modules = join(project, "node_modules");
const tool = join(modules, ".bin", "cdktf-azure-backend");
const BINDINGS = "@cdktf/provider-azurerm";
const ENGINE = ["cdktf", "constructs", "tsx"] as const;

const APP = `import { App } from "cdktf";
import { defineBackend, defineCrudApi, defineFunction } from "cdktf-azure-backend";

const hello = defineFunction({ name: "hello", entry: "src/hello.ts", trigger: { type: "timer", schedule: "0 0 5 * * *" } });
const orders = defineCrudApi({ name: "orders", entityName: "Order", partitionKey: "/id", schema: { total: "number" } });
const app = new App();
defineBackend({ hello, orders }, { app });
app.synth();
`;

beforeAll(async () => {
  const { tarball, copy } = await packed();
  const bindings = await namedBindings(BINDINGS, copy, home);
  writeProject(project, "commonjs");
  const engine = ENGINE.map((name) => `${name}@${devDependencies[name]}`);
  await npm(project, "install", "--prefer-offline", "--no-audit", "--no-fund", tarball, bindings, ...engine);
}, 240_000);

afterAll(() => {
  rmSync(home, { recursive: true });
});

function writeProject(folder: string, type: string): void {
  mkdirSync(join(folder, "src"), { recursive: true });
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
  };
  write("package.json", JSON.stringify({ name: "shop", private: true, type }));
  write(
    "cdktf.json",
    JSON.stringify({
      language: "typescript",
      app: "npx tsx main.ts",
      context: { project: "shop", location: "westeurope" },
    }),
  );
  write("main.ts", APP);
  write("src/hello.ts", "export default () => undefined;\n");
}

const call = (args: readonly string[], cwd = project): Promise<Outcome> => run(tool, args, { cwd });

describe.each(["commonjs", "module"])("the installed tool in a project of type %s", (type) => {
  const folder = type === "commonjs" ? project : join(home, "a module's project");

  beforeAll(() => {
    if (folder === project) return;
    writeProject(folder, type);
    symlinkSync(modules, join(folder, "node_modules"));
  });

  test("the tool synthesises, with the bytes that the app writes", async () => {
    const { status, stdout } = await call(["synth"], folder);
    expect({ status, lines: stdout.trimEnd().split("\n") }).toEqual({
      status: 0,
      lines: ["network", "platform", "workloads"].map((role) => `cdktf.out/stacks/shop-dev-${role}`),
    });
    const plain = await run(join(modules, ".bin", "tsx"), ["main.ts"], {
      cwd: folder,
      environment: { CDKTF_OUTDIR: "plain" },
    });
    expect(plain.status).toBe(0);
    const file = "stacks/shop-dev-platform/cdk.tf.json";
    expect(readFileSync(join(folder, "cdktf.out", file), "utf8")).toBe(
      readFileSync(join(folder, "plain", file), "utf8"),
    );
  }, 60_000);
});

/** The same where nothing is asked of how the app is started. */
const callWithApp = (args: readonly string[]): Promise<Outcome> =>
  call([...args, "--app", recordedApp("main.ts")]);

describe("the installed tool", () => {
  test("the tool is the one command of the package, and answers without loading the engine", async () => {
    const { status, stdout } = await call(["--help"]);
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("Usage: ") as string,
    });
    const main = JSON.stringify(join(modules, "cdktf-azure-backend/dist/cli/main.js"));
    const heavy = "/cdktf.lib|constructs|stand-in|esbuild/";
    const loaded = await run(
      process.execPath,
      [
        "--eval",
        `process.argv.splice(1, 9, "", "--help"); require(${main});
        process.on("exit", () => console.error(Object.keys(require.cache).filter((file) => ${heavy}.test(file)).join()));`,
      ],
      { cwd: project },
    );
    expect(loaded).toMatchObject({ status: 0, stderr: "\n" });
  });

  test.each<[readonly string[], string]>([
    [["explain", "cosmos.mode"], "cosmos.mode = "],
    [["grants"], "# Grants"],
    [["cost"], "shop (dev) in westeurope: $"],
    [["test-files", "--stack", "network"], "cdktf.out/stacks/shop-dev-network/tests/backend.tftest.json"],
    [["local", "--settings-only"], "local.settings.json"],
  ])(
    "the tool answers %j",
    async (args, expected) => {
      const { status, stdout } = await callWithApp(args);
      expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining(expected) as string });
    },
    60_000,
  );

  test("the tool checks an app behind a symbolic link, whose name has spaces too", async () => {
    const link = join(home, "a link to it");
    symlinkSync(project, link);
    const { status, stdout, stderr } = await call(["check"], link);
    expect({ status, stderr }).toMatchObject({
      status: 0,
      stderr: expect.not.stringContaining("Error") as string,
    });
    expect(stdout).toMatch(/^shop \(dev\)/);
  }, 60_000);

  test("the doctor finds the engine, the app and what is not installed yet", async () => {
    const terraform = fakeTerraform(home, "1.9.8");
    const { status, stdout } = await callWithApp(["doctor", "--terraform", terraform, "--json"]);
    expect(status).toBe(0);
    const { examined, install } = JSON.parse(stdout) as {
      readonly examined: readonly Examined[];
      readonly install: readonly string[];
    };
    expect(examined.filter(({ state }) => state === "problem")).toEqual([]);
    expect(examined).toContainEqual({
      what: "The app",
      state: "ok",
      found: "shop (dev) with azurerm 4.81.0",
    });
    expect(install).toEqual([
      expect.stringMatching(/^npm install "@azure\/functions@/),
      expect.stringMatching(/^npm install --save-dev /),
    ]);
  }, 60_000);

  test("the tool writes a new project, with this version of the package", async () => {
    const { status, stdout } = await call(["init", "a new shop"]);
    expect({ status, lines: stdout.split("\n") }).toEqual({
      status: 0,
      lines: expect.arrayContaining(["a new shop/main.ts", '  cd "a new shop"']) as readonly string[],
    });
    const text = readFileSync(join(project, "a new shop/package.json"), "utf8");
    const { dependencies } = JSON.parse(text) as { readonly dependencies: Readonly<Record<string, string>> };
    expect(dependencies[name]).toBe(`^${version}`);
    rmSync(join(project, "a new shop"), { recursive: true });
  });

  test("missing optional peers are named all at once, with the one line that installs them", async () => {
    const packaged = await callWithApp(["package"]);
    expect(packaged.status).toBe(1);
    expect(packaged.stderr).toContain(
      "npm install --save-dev @azure/functions @azure/cosmos @azure/identity @azure/core-rest-pipeline\n",
    );
    const planned = await call(["plan", "--stand-in"]);
    expect(planned.status).toBe(1);
    expect(planned.stderr).toContain("npm install --save-dev selfsigned\n");
    const started = await callWithApp(["local"]);
    expect(started.status).toBe(1);
    expect(started.stderr).toContain(
      "npm install --save-dev azurite @azure/storage-blob @azure/storage-queue @azure/data-tables\n",
    );
  }, 60_000);

  test("the tool packages once its peers are there, and names the command that releases", async () => {
    for (const name of packagesOfRepository())
      if (!existsSync(join(modules, name))) {
        mkdirSync(dirname(join(modules, name)), { recursive: true });
        symlinkSync(join(root, "node_modules", name), join(modules, name));
      }
    const { status, stdout, stderr } = await callWithApp(["package"]);
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(
      /^dist\/functions\/[0-9a-f]{16}\.zip\nnode dist\/functions\/release\.cjs <environment>\n$/,
    );
    const refused = await call(["release", "staging"]);
    expect(refused.status).toBe(64);
    expect(refused.stderr).toContain('There is no environment "staging" in dist/functions.');
  }, 120_000);
});

/** Those that npm has installed here at the top. */
function packagesOfRepository(): readonly string[] {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, unknown>>;
  };
  return Object.keys(packages).flatMap(
    (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1] ?? [],
  );
}
