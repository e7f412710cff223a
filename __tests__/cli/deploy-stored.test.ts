import { APPLIER, PROJECT_STACKS, StoredPlansProject } from "../support/stored-plans-project";

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

describe("deploy --stored", () => {
  test("applies what was stored in order, plans again what was planned on expected outputs, and deletes the plans", async () => {
    await on.planned();
    const { status, stdout, stderr } = await on.deploy();
    expect(stderr).not.toContain("Error");
    expect(status).toBe(0);
    expect(stdout).toContain(PROJECT_STACKS.map((id) => `${id}: 1 added, 0 changed, 0 destroyed`).join("\n"));
    expect(stderr).toContain("plans stored as 1f0c2ab-1: not reviewed\n  shop-dev-network: 1 create\n");
    expect(on.takeApplied()).toEqual(PROJECT_STACKS);
    const deleted = on.standIn.exchanges.filter(
      ({ method, status: answered }) => method === "DELETE" && answered === 202,
    );
    expect(deleted).toHaveLength(6);
    expect((await on.call(["deploy", "--stored", "plans/stored-plans.json", "--json"])).stdout).toContain(
      '"deleted": true',
    );
  });

  test("a second run finds that all of it is applied, although the plans are gone", async () => {
    await on.planned();
    await on.deploy();
    on.program.takeCalls();
    const { status, stdout } = await on.deploy();
    expect(status).toBe(0);
    expect(stdout).toContain(
      PROJECT_STACKS.map((id) => `${id}: already applied by an earlier run`).join("\n"),
    );
    expect(on.takeApplied()).toEqual([]);
  });

  test("a run that failed goes on where it stopped", async () => {
    await on.planned();
    on.program.answer({ fails: "shop-dev-platform" });
    const failed = await on.deploy();
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain(
      "Stopped at shop-dev-platform. Completed: shop-dev-network. Not started: shop-dev-workloads.",
    );
    on.program.takeCalls();
    on.program.answer({});
    const { status, stdout } = await on.deploy();
    expect(status).toBe(0);
    expect(stdout).toContain("shop-dev-network: already applied by an earlier run");
    expect(on.takeApplied()).toEqual(["shop-dev-platform", "shop-dev-workloads"]);
  });

  test("a stack that would now be another one is not applied, and what was done and what differs is said", async () => {
    await on.planned();
    on.program.answer({ names: { "shop-dev-platform": "another" } });
    const { status, stderr } = await on.deploy();
    expect(status).toBe(1);
    expect(stderr).toContain(
      [
        "With the current outputs of the stacks before it, the plan of shop-dev-platform differs from the saved plan. It",
        "- would create azurerm_thing.one with another name",
        "Save a new plan, review it and deploy that.",
        "",
        "Stopped at shop-dev-platform. Completed: shop-dev-network. Not started: shop-dev-workloads. The state contains all created resources.",
      ].join("\n"),
    );
    expect(on.takeApplied()).toEqual(["shop-dev-network"]);
  });

  test("a state that has moved since is found before anything is applied, and by Terraform afterwards", async () => {
    await on.planned();
    on.program.answer({ fails: "stale" });
    expect((await on.deploy()).stderr).toContain(
      "The state of shop-dev-network was changed by somebody else since its plan was made, so Terraform did not apply the plan. " +
        "Save a new plan, review it and deploy that.",
    );
    await on.plan("1f0c2ab-2");
    on.program.answer({});
    await on.call(["deploy", "--environment", "dev"]);
    on.program.takeCalls();
    const { status, stderr } = await on.deploy();
    expect(status).toBe(1);
    expect(stderr).toContain(
      "The saved plans are out of date, and nothing was applied.\nshop-dev-network: it had no state when",
    );
    expect(on.takeApplied()).toEqual([]);
  });

  test.each<readonly [string, () => void, string]>([
    [
      "other content",
      () => {
        on.standIn.putBlob(on.blobOf("tfplan"), Buffer.from("somebody else's"));
      },
      "- not the ones that were reviewed, by their SHA-256: shop-dev-network-",
    ],
    [
      "a plan that the rule of the container has deleted",
      () => {
        on.standIn.loseBlob(on.blobOf("json"));
      },
      "The container's rule has deleted them because they are too old",
    ],
    [
      "another environment",
      () => {
        on.edit('"environment": "dev"', '"environment": "prod"');
      },
      'The app has no environment "prod", only dev',
    ],
    [
      "another subscription",
      () => {
        on.edit("of the login", "another");
      },
      "- subscription: they were planned with another, and this is of the login",
    ],
    [
      "another version of this package",
      () => {
        on.edit(/"tool": "[^"]*"/, '"tool": "0.0.9"');
      },
      "- version of this package: they were planned with 0.0.9, and this is",
    ],
    [
      "other providers",
      () => {
        on.writeLockFile("another");
      },
      "is not the lock file that they were planned with",
    ],
  ])("%s is refused before anything is applied", async (_, spoil, message) => {
    await on.planned();
    spoil();
    const { status, stderr } = await on.deploy();
    expect(stderr).toContain(message);
    expect(status === 1 || status === 64).toBe(true);
    expect(on.takeApplied()).toEqual([]);
  });

  test("another version of Terraform is refused before anything is applied", async () => {
    await on.planned();
    const { status, stderr } = await on.deploy("1.12.0");
    expect(status).toBe(1);
    expect(stderr).toContain(
      "- version of Terraform: they were planned with Terraform 1.11.4, and this is Terraform 1.12.0",
    );
    expect(on.takeApplied()).toEqual([]);
  });

  test("plans that cannot be deleted are said, and the deployment is done all the same", async () => {
    await on.planned();
    on.containers.mayOnPlans(APPLIER.read);
    const { status, stderr } = await on.call(["deploy", "--stored", "plans/stored-plans.json"]);
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /The plans are applied, but could not be deleted: [^]*blobs\/delete[^]*lifecycle rule, it deletes them/,
    );
  });

  test("one place of plans is enough, and it has to be one", async () => {
    await on.planned();
    const both = await on.call(["deploy", "--plan", "plans", "--stored", "plans/stored-plans.json"]);
    expect({ status: both.status, stderr: both.stderr }).toMatchObject({
      status: 64,
      stderr: expect.stringContaining("--plan and --stored are two places of plans") as string,
    });
    const missing = await on.call(["deploy", "--stored", "nowhere.json"]);
    expect(missing.stderr).toBe(
      "nowhere.json does not exist: it is written by plan --store, as stored-plans.json in the folder of --out.\n",
    );
  });
});
