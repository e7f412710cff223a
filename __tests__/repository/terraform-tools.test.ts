import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { App } from "cdktf";
import { type BackendOptions, defineBackend } from "../../lib";
import { unsupportedNode } from "../../lib/terraform/cli-version";
import { run } from "../../lib/terraform/command";
import { plannedChanges } from "../../lib/terraform/planned-changes";
import { projectAt, stacksOf } from "../../lib/terraform/project";
import { findProvider, requiredVersion } from "../../lib/terraform/provider";
import { keepStateBeside } from "../../lib/terraform/without-backend";
import { feedbackApi, processUploadFunction } from "../support/sample";

const root = join(__dirname, "../..");
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "terraform-tools-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("the provider", () => {
  test("the provider is that which the stacks require", () => {
    for (const [version, provider] of [
      ["4.81.0", {}],
      ["4.60.0", { provider: { version: "4.60.0" } }],
    ] as const) {
      const app = new App({ outdir: join(folder, version) });
      defineBackend({ feedbackApi }, { project: "feedback", location: "eastus2", app, ...provider });
      app.synth();
      expect(requiredVersion(app.outdir)).toBe(version);
    }
  });

  test("the provider is one for all stacks of an app", () => {
    const app = new App({ outdir: folder });
    const options = { project: "feedback", location: "eastus2", app } as const;
    defineBackend({ feedbackApi }, options);
    defineBackend({ feedbackApi }, { ...options, environment: "prod", provider: { version: "4.60.0" } });
    app.synth();
    expect(() => requiredVersion(folder)).toThrow("several versions of azurerm: 4.81.0, 4.60.0");
  });

  test("a provider that cannot be installed gives a one-sentence error, with the setting that would help", async () => {
    const file = join(folder, "terraform.rc");
    writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = "${folder}"\n  }\n}\n`);
    const before = process.env["TF_CLI_CONFIG_FILE"];
    process.env["TF_CLI_CONFIG_FILE"] = file;
    try {
      const found = await findProvider();
      expect(found).toEqual({
        reason: expect.stringMatching(
          /^`terraform init` could not install hashicorp\/azurerm 4\.81\.0: .*TF_CLI_CONFIG_FILE.*It said: Error: /,
        ) as string,
      });
    } finally {
      if (before === undefined) Reflect.deleteProperty(process.env, "TF_CLI_CONFIG_FILE");
      else process.env["TF_CLI_CONFIG_FILE"] = before;
    }
  }, 30_000);

  test("the provider is not looked for on a Node that the CLI does not run on", () => {
    expect(unsupportedNode("22.12.0")).toBeUndefined();
    expect(unsupportedNode("24.1.0")).toContain("use Node 20 or 22");
  });
});

describe("a project", () => {
  test("a project is the folder above a file that has a cdktf.json", () => {
    const { folder: found, app } = projectAt(join(root, "main.ts"));
    expect(found).toBe(root);
    expect(app).toContain("tsx");
    expect(projectAt(root)).toEqual({ folder: root });
  });

  test("a folder without a project is refused with what to do", () => {
    writeFileSync(join(folder, "main.ts"), "");
    expect(() => projectAt(join(folder, "main.ts"))).toThrow("has no cdktf.json in its folder or above");
    expect(() => projectAt(join(folder, "other.ts"))).toThrow("name the file that defines the backend");
  });

  test("a project has the stacks of an environment in the order of deployment", () => {
    const dependencies = {
      "a-prod-workloads": ["a-prod-platform", "shared"],
      "a-prod-platform": ["a-prod-network"],
    };
    const ids = ["a-prod-workloads", "a-prod-platform", "a-prod-network", "a-dev-network", "shared"];
    const stacks = ids.map((id) => [
      id,
      { dependencies: (dependencies as Record<string, string[]>)[id] ?? [] },
    ]);
    writeFileSync(
      join(folder, "manifest.json"),
      JSON.stringify({ stacks: Object.fromEntries(stacks) as unknown }),
    );
    expect(stacksOf(folder, "prod")).toEqual([
      "a-prod-network",
      "a-prod-platform",
      "shared",
      "a-prod-workloads",
    ]);
    expect(() => stacksOf(folder, "staging")).toThrow(
      'no environment "staging", only the stacks a-prod-workloads',
    );
  });
});

describe("a plan", () => {
  const change = (actions: readonly string[], before: unknown, after: unknown, mode = "managed") => ({
    address: `a.${actions.join("_")}`,
    mode,
    change: { actions, before, after },
  });

  test("a plan shows what would change, and how", () => {
    const changes = [
      change(["no-op"], { a: 1 }, { a: 1 }),
      change(["read"], null, {}, "data"),
      change(["update"], { a: 1, b: 1, c: [1] }, { a: 1, b: 2, c: [2] }),
      change(["delete", "create"], { name: "x" }, { name: "y" }),
      change(["create"], null, { name: "x" }),
    ];
    expect(plannedChanges(JSON.stringify({ resource_changes: changes }))).toEqual([
      { address: "a.create", action: "create", attributes: [] },
      { address: "a.delete_create", action: "replace", attributes: [] },
      { address: "a.update", action: "update", attributes: ["b", "c"] },
    ]);
    expect(plannedChanges("{}")).toEqual([]);
  });
});

describe("a state beside the stacks", () => {
  const states: readonly BackendOptions["state"][] = [
    { type: "local", directory: "elsewhere" },
    { type: "azurerm", storageAccountName: "sttfstate", containerName: "tfstate" },
    { type: "cloud", organization: "acme" },
  ];

  test.each(states)("a state beside the stacks replaces $type", (state) => {
    const app = new App({ outdir: join(folder, "cdktf.out") });
    const { plan } = defineBackend(
      { feedbackApi, processUploadFunction },
      { app, project: "feedback", location: "eastus2", environment: "prod", state },
    );
    app.synth();
    keepStateBeside(app.outdir);
    const read = (id: string): StackFile =>
      JSON.parse(readFileSync(join(app.outdir, "stacks", id, "cdk.tf.json"), "utf8")) as StackFile;
    const { network, platform, workloads } = plan.stackIds;
    const pathOf = (id: string): string => `../../../state/${id}.tfstate`;
    expect(read(network).terraform.backend).toEqual({ local: { path: pathOf(network) } });
    expect(read(network).terraform.cloud).toBeUndefined();
    expect(read(network).terraform.required_providers).toBeDefined();
    const { network: one, platform: other } = read(workloads).data.terraform_remote_state;
    expect(one).toMatchObject({ backend: "local", config: { path: pathOf(network) } });
    expect(other).toMatchObject({ backend: "local", config: { path: pathOf(platform) } });
    expect(Object.keys(other?.defaults ?? {})).not.toEqual([]);
  });

  interface StackFile {
    readonly terraform: Readonly<Record<"backend" | "cloud" | "required_providers", unknown>>;
    readonly data: {
      readonly terraform_remote_state: Readonly<Record<string, { readonly defaults?: object }>>;
    };
  }
});

describe("a command", () => {
  test("a command ends with its output", async () => {
    const outcome = await run(process.execPath, ["-e", "console.log(process.env.SAID); process.exit(3)"], {
      cwd: folder,
      environment: { SAID: "hello" },
    });
    expect(outcome).toEqual({ status: 3, stdout: "hello\n", stderr: "" });
  });

  test("a command is ended with every process that it has started", async () => {
    const cut = new AbortController();
    const ended = run("sh", ["-c", "sleep 60 & echo $!; wait"], {
      cwd: folder,
      signal: cut.signal,
      onOutput: () => {
        cut.abort();
      },
    });
    expect((await ended).status).not.toBe(0);
  });

  test("a command that does not exist is an error", async () => {
    await expect(run("no-such-command", [], { cwd: folder })).rejects.toThrow("ENOENT");
  });
});

describe("an acceptance run", () => {
  const start = (args: readonly string[], environment: Readonly<Record<string, string>>, cwd = folder) =>
    spawnSync(
      process.execPath,
      [
        "--import",
        pathToFileURL(require.resolve("tsx")).href,
        join(root, "lib/terraform/commands/acceptance.ts"),
        ...args,
      ],
      {
        cwd,
        encoding: "utf8",
        env: { ...process.env, CI: "", ...environment },
      },
    );

  test("an acceptance run never starts in CI, without a subscription, or over an earlier one", () => {
    const subscription = ["--subscription", "00000000-0000-0000-0000-000000000000"];
    expect(start(subscription, { CI: "true" }, root).stderr).toContain("never in CI");
    expect(start([], {}, root).stderr).toContain("--subscription takes the id of the subscription");
    mkdirSync(join(folder, "acceptance", "state"), { recursive: true });
    writeFileSync(join(folder, "acceptance", "state", "a.tfstate"), "{}");
    expect(start(subscription, {}).stderr).toContain("has the state of an earlier run");
    expect(start(["--subscriptio", "x"], {}, root).stderr).toContain("npm run acceptance -- [options]");
  }, 30_000);
});
