import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { type BackendOptions, type BackendPlan, defineBackend } from "../../lib";
import { type Outcome, run } from "../../lib/terraform/command";
import { plannedChanges } from "../../lib/terraform/planned-changes";
import { findProject } from "../../lib/terraform/project";
import { PROVIDER_VERSION } from "../../lib/provider/version";
import { findProvider, requiredVersion } from "../../lib/terraform/provider";
import { type Selection, selectStacks } from "../../lib/terraform/select-stacks";
import { keepStateBeside, takeEncryptionOff } from "../../lib/terraform/without-backend";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { program } from "../support/terraform-program";
import { runTool } from "../support/tool";

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
      const found = await findProvider(PROVIDER_VERSION, program);
      expect(found).toMatchObject({
        found: "hashicorp/azurerm 4.81.0 could not be installed",
        fix: expect.stringMatching(/^allow access to the registry, or set a mirror/) as string,
        reason: expect.stringMatching(
          /^hashicorp\/azurerm 4\.81\.0 could not be installed: .*TF_CLI_CONFIG_FILE.*Its message: Error: /,
        ) as string,
      });
    } finally {
      if (before === undefined) Reflect.deleteProperty(process.env, "TF_CLI_CONFIG_FILE");
      else process.env["TF_CLI_CONFIG_FILE"] = before;
    }
  }, 30_000);
});

describe("a project", () => {
  test("a project is the folder above a file that has a cdktf.json", () => {
    const { folder: found, app } = findProject(root, "main.ts");
    expect(found).toBe(root);
    expect(app).toMatch(/tsx.* .*main\.ts$/);
  });

  test("a project's app is that of cdktf.json, or the command that is named", () => {
    expect(findProject(join(root, "lib"))).toMatchObject({ folder: root, app: "npx tsx main.ts" });
    expect(findProject(root, "node --import tsx other.ts")).toMatchObject({
      folder: root,
      app: "node --import tsx other.ts",
    });
  });

  test("a folder without a project is refused with what to do", () => {
    writeFileSync(join(folder, "main.ts"), "");
    expect(() => findProject(folder, "main.ts")).toThrow(
      'No cdktf.json found for main.ts, in its folder or above: go to the folder of your project, or create a project with "npx cdktf-azure-backend init <folder>".',
    );
    expect(() => findProject(folder)).toThrow("No cdktf.json found for this folder");
    expect(() => findProject(folder, "other.ts")).toThrow("other.ts does not exist: use the file");
  });

  test.each([
    ["{", /is not valid JSON \(.+\): correct the file\.$/],
    ["{}", 'has no app: add "app": "npx tsx main.ts", or set a file with --app.'],
  ])("a cdktf.json that names no app is refused with what to do: %s", (text, message) => {
    writeFileSync(join(folder, "cdktf.json"), text);
    expect(() => findProject(folder)).toThrow(message);
  });
});

describe("the stacks of an app", () => {
  const backend = (environment: string) => ({
    root: "",
    plan: {
      environment,
      stackIds: {
        network: `a-${environment}-network`,
        platform: `a-${environment}-platform`,
        workloads: `a-${environment}-workloads`,
      },
    } as unknown as BackendPlan,
  });
  const dependencies: Readonly<Record<string, readonly string[]>> = {
    "a-prod-workloads": ["a-prod-platform", "shared"],
    "a-prod-platform": ["a-prod-network"],
    "a-prod-network": [],
    "a-dev-network": [],
    shared: [],
  };
  const synthesis = {
    outdir: "",
    stacks: Object.entries(dependencies).map(([id, each]) => ({ id, dependencies: each })),
    backends: [backend("prod"), backend("dev")],
  };
  const selected = (selection: Selection) => selectStacks(synthesis, selection).map(({ id }) => id);

  test("the stacks of an environment come in the order of deployment, with those that they depend on", () => {
    const inOrder = ["a-prod-network", "a-prod-platform", "shared", "a-prod-workloads"];
    expect(selected({ environments: ["prod"] })).toEqual(inOrder);
    expect(selected({ environments: ["p*"] })).toEqual(inOrder);
    expect(selected({ environments: ["prod", "dev"] })).toEqual([...inOrder, "a-dev-network"]);
  });

  test("stacks are selected by role, by id and by pattern", () => {
    expect(selected({ stacks: ["network"] })).toEqual(["a-prod-network", "a-dev-network"]);
    expect(selected({ environments: ["prod"], stacks: ["workloads", "shared"] })).toEqual([
      "shared",
      "a-prod-workloads",
    ]);
    expect(selected({ stacks: ["a-dev-*"] })).toEqual(["a-dev-network"]);
  });

  test.each<[Selection, string]>([
    [{ environments: ["prdo"] }, 'The app has no environment "prdo", only prod, dev. Did you mean "prod"?'],
    [{ environments: ["pr-*"] }, 'The app has no environment "pr-*", only prod, dev'],
    [{ environments: ["a.c"] }, 'The app has no environment "a.c", only prod, dev'],
    [
      { environments: ["dev"], stacks: ["platform"] },
      'The app has no stack "platform", only a-dev-network, network',
    ],
    [{ one: true }, "The app has the environments prod, dev: select one with --environment."],
  ])("a selection that fits nothing is refused with what there is: %j", (selection, message) => {
    expect(() => selectStacks(synthesis, selection)).toThrow(message);
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
    { type: "http", config: { address: "https://states.example.com/{stack}" } },
    { type: "none" },
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
    const text = readFileSync(join(app.outdir, "stacks", workloads, "cdk.tf.json"), "utf8");
    if (state?.type === "none")
      expect(text).toContain('lookup(data.terraform_remote_state.platform.outputs, \\"key_vault_uri\\"');
    else expect(Object.keys(other?.defaults ?? {})).not.toEqual([]);
    expect(text).not.toContain("var.platform");
  });

  test("its encryption is taken off, and nothing else", () => {
    const app = new App({ outdir: join(folder, "cdktf.out") });
    const { stacks: built, plan } = defineBackend(
      { feedbackApi },
      { app, project: "feedback", location: "eastus2" },
    );
    built.platform.addOverride("terraform.encryption", { state: { method: "method.aes_gcm.state" } });
    app.synth();
    const textOf = (id: string): string =>
      readFileSync(join(app.outdir, "stacks", id, "cdk.tf.json"), "utf8");
    const { network, platform } = plan.stackIds;
    const before = { network: textOf(network), platform: textOf(platform) };
    takeEncryptionOff(app.outdir);
    const { terraform, ...rest } = JSON.parse(before.platform) as {
      readonly terraform: Readonly<Record<string, unknown>>;
    };
    const { encryption, ...others } = terraform;
    expect(encryption).toBeDefined();
    expect(JSON.parse(textOf(platform))).toEqual({ terraform: others, ...rest });
    expect(textOf(network)).toBe(before.network);
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
  const start = async (
    args: readonly string[],
    environment: Readonly<Record<string, string>>,
    cwd = folder,
  ): Promise<Outcome> => runTool(["acceptance", ...args], { cwd, environment });

  test("an acceptance run never starts in CI, without a subscription, or over an earlier one", async () => {
    const subscription = ["--subscription", "00000000-0000-0000-0000-000000000000"];
    const wrong = { status: 64, stdout: "" };
    expect(await start(subscription, { CI: "true" }, root)).toMatchObject({
      ...wrong,
      stderr: expect.stringContaining("not in CI") as string,
    });
    expect(await start([], {}, root)).toMatchObject({
      ...wrong,
      stderr: expect.stringContaining("--subscription must be the id of the subscription") as string,
    });
    mkdirSync(join(folder, "acceptance", "state"), { recursive: true });
    writeFileSync(join(folder, "acceptance", "state", "a.tfstate"), "{}");
    expect(await start(subscription, {})).toMatchObject({
      ...wrong,
      stderr: expect.stringContaining("contains the state of an earlier run") as string,
    });
  }, 60_000);
});
