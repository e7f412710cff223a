import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Outcome } from "../../lib/terraform/command";
import { APPLIER, PLANNER, PROJECT_STACKS, StoredPlansProject } from "../support/stored-plans-project";
import { callTool } from "../support/tool";

let on: StoredPlansProject;
jest.mock("../../lib/pipeline/terraform-login", () => ({
  ...jest.requireActual<object>("../../lib/pipeline/terraform-login"),
  terraformConnection: () => on.connection,
}));

beforeAll(() => {
  on = new StoredPlansProject();
});
beforeEach(() => on.start());
afterEach(() => on.stop());
afterAll(() => {
  on.remove();
});

describe("plan --store", () => {
  test("uploads what deploy needs with a login that may only create, and says which it is", async () => {
    const { status, stdout, stderr } = await on.plan();
    expect({ status, stderr: stderr.includes("Error") }).toEqual({ status: 2, stderr: false });
    expect(stdout).toContain("stored as 1f0c2ab-1: plans/stored-plans.json");
    expect(on.stored).toMatchObject({
      key: "1f0c2ab-1",
      project: "shop",
      environment: "dev",
      subscriptionId: "of the login",
      storageAccountName: "sttfstate",
      containerName: "tfstate-plans",
      terraform: "Terraform 1.11.4",
    });
    expect(Object.keys(on.stored.stacks)).toEqual(PROJECT_STACKS);
    expect(on.stored.stacks["shop-dev-network"]).toMatchObject({
      counts: { create: 1 },
      state: null,
      changesAnything: true,
    });
    expect(on.stored.stacks["shop-dev-workloads"]?.expects).toEqual(["shop-dev-platform"]);
    expect(on.uploads).toHaveLength(7);
    expect(on.uploads.every(({ path }) => path.startsWith("/tfstate-plans/shop/dev/1f0c2ab-1/"))).toBe(true);
    const asked = on.standIn.exchanges.filter(({ host }) => host.startsWith("sttfstate.blob"));
    expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(["PUT"]));
  });

  test("the file has nothing secret", async () => {
    await on.plan();
    const text = readFileSync(on.storedFile, "utf8");
    expect(text).not.toContain("a secret");
    expect(readFileSync(join(on.project.folder, "plans", "shop-dev-network.json"), "utf8")).toContain(
      "a secret",
    );
  });

  test("the same plans are stored twice, other plans under the key are not", async () => {
    await on.plan();
    expect((await on.plan()).status).toBe(2);
    on.program.answer({ nonce: "another day" });
    const { status, stderr } = await on.plan();
    expect(status).toBe(1);
    expect(stderr).toContain(
      "The key 1f0c2ab-1 has other plans of dev already, and nothing that is stored is overwritten",
    );
    // What an artifact is made of never says that something is stored which is not.
    expect(existsSync(on.storedFile)).toBe(false);
    expect((await on.plan("1f0c2ab-2")).status).toBe(2);
  });

  test.each([
    [["--store", "a"], "set a folder for it with --out"],
    [
      ["--out", "plans", "--store", "a/b"],
      '--store must begin with a letter or a digit and have at most 100 letters, digits, ".", "_" and "-", got "a/b".',
    ],
    [["--out", "plans", "--store", "a", "--stand-in"], "there is nothing to store: remove --store"],
  ])("plan %j is called wrongly", async (args, message) => {
    const { status, stderr } = await on.call(["plan", "--environment", "dev", ...args]);
    expect({ status, said: stderr.includes(message) }).toEqual({ status: 64, said: true });
    expect(on.program.takeCalls()).toEqual([]);
  });

  test("a missing right is said, and no file is written", async () => {
    on.containers.mayOnPlans(APPLIER.read);
    const { status, stderr } = await on.call([
      "plan",
      "--environment",
      "dev",
      "--out",
      "plans",
      "--store",
      "a",
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain(
      `give the login a role with the data action ${PLANNER} on the container tfstate-plans`,
    );
    expect(existsSync(on.storedFile)).toBe(false);
  });
});

describe("review --stored", () => {
  const review = (...args: readonly string[]): Promise<Outcome> =>
    callTool(["review", "--plans", "plans", ...args], { cwd: on.project.folder });

  test("notes the verdict, and deploy shows it to those who read its log", async () => {
    await on.planned();
    const { status } = await review("--stored", "plans/stored-plans.json");
    expect(status).toBe(0);
    expect(on.stored).toMatchObject({
      verdict: "low",
      findings: { high: 0 },
      stacks: { "shop-dev-network": { verdict: "low" } },
    });
    expect((await on.deploy()).stderr).toMatch(/plans stored as 1f0c2ab-1: verdict of the review: low \(/);
  });

  test("is refused for plans that are not the stored ones, and without plans", async () => {
    await on.planned();
    writeFileSync(
      join(on.project.folder, "plans", "shop-dev-network.json"),
      '{"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[]}',
    );
    const other = await review("--stored", "plans/stored-plans.json");
    expect(other.status).toBe(1);
    expect(other.stderr).toContain(
      "The review has read other plans of shop-dev-network than those that are stored as 1f0c2ab-1",
    );
    expect(on.stored.verdict).toBeUndefined();
    const without = await callTool(["review", "--stored", "plans/stored-plans.json"], {
      cwd: on.project.folder,
    });
    expect(without.status).toBe(64);
  });
});

test("plans of an environment whose state is elsewhere cannot be stored, which is said before it is planned", async () => {
  on.project.writeApp(["dev"]);
  try {
    const { status, stderr } = await on.call(["plan", "--out", "plans", "--store", "a"]);
    expect(status).toBe(1);
    expect(stderr).toContain('the state of shop (dev) is "local": set state to { type: "azurerm"');
    expect(on.program.takeCalls()).toEqual([]);
  } finally {
    on.writeApp();
  }
});
