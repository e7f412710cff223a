import type { BackendOptions } from "../../lib";
import { identity } from "../../lib/stand-in/login";
import { become, plannedChanges } from "./support/pipeline-identities";
import { packageOf, withReleases } from "./support/releases";
import { type Deployment, deployment, projectOf, stage } from "./support/stage";

const PLATFORM = "feedback-prod-platform";
const WORKLOADS = "feedback-prod-workloads";

const options: BackendOptions = { environment: "prod" };

const variables = (more: BackendOptions = {}): Readonly<Record<string, string>> => ({
  TEST_BACKEND_OPTIONS: JSON.stringify({ ...options, ...more }),
});

stage("prod of the sample, with the roles of a pipeline and nothing else", () => {
  let on: Deployment;

  beforeAll(async () => {
    on = await deployment({ environment: "prod", variables: variables() });
    await on.rehearsal.synth();
  });
  afterAll(() => on.end());

  test("a caller without a role is refused before anything is asked of a resource", async () => {
    on.standIn.limit(identity.objectId);
    const { status, stderr } = await on.workspace.apply(on.rehearsal.stacks[0] ?? "");
    expect(status).toBe(1);
    expect(stderr).toContain("AuthorizationFailed");
    expect(on.standIn.resources).toEqual([]);
  });

  test("the planner plans what is not there yet, and creates nothing", async () => {
    become(on, "planner");
    const { changes } = await on.workspace.plan(on.rehearsal.stacks[0] ?? "");
    expect(changes.length).toBeGreaterThan(5);
    const { status, stderr } = await on.workspace.apply(on.rehearsal.stacks[0] ?? "");
    expect(status).toBe(1);
    expect(stderr).toContain("'Microsoft.Resources/subscriptions/resourceGroups/write'");
    expect(on.standIn.resources).toEqual([]);
  });

  test("the applier deploys", async () => {
    become(on, "applier");
    await on.rehearsal.deploy();
    expect(on.standIn.resources.length).toBeGreaterThan(100);
  });

  test("the applier releases through the slot, again and back, and has nothing but what bootstrap assigns", async () => {
    const [one, two, back] = await withReleases(on, options, async (releases) => [
      await releases.release("first"),
      await releases.release("second"),
      await releases.back(),
    ]);
    expect(two).toEqual({ package: two.package, previous: one.package, changed: true });
    expect(back).toEqual({ package: one.package, changed: true });
    expect(packageOf(on, "Microsoft.Web/sites").endsWith(`/${one.package}`)).toBe(true);
  });

  test("one action less stops a release before it changes production, and its message names the action", async () => {
    const before = packageOf(on, "Microsoft.Web/sites");
    const action = "Microsoft.Web/sites/slots/slotsswap/action";
    const released = withReleases(on, options, (releases) => releases.release("second"), [action]);
    await expect(released).rejects.toThrow(
      new RegExp(`stopped at: swap slot staging with production[^]*perform action '${action}'`),
    );
    expect(packageOf(on, "Microsoft.Web/sites")).toBe(before);
  });

  test("the planner finds no changes", async () => {
    become(on, "planner");
    expect(await plannedChanges(on)).toEqual([]);
  });

  test("the applier updates nearly everything, and again after Azure was busy; the planner finds no changes", async () => {
    await on.rehearsal.synth(variables({ tags: { team: "billing" } }), projectOf());
    become(on, "applier");
    for (const type of ["/storageAccounts/", "/vaults/"])
      on.standIn.fault({
        method: "PATCH",
        path: type,
        response: { status: 429, headers: { "Retry-After": "0" } },
      });
    await on.rehearsal.deploy();
    become(on, "planner");
    expect(await plannedChanges(on)).toEqual([]);
  });

  test("one action less stops an apply, and its message names the action", async () => {
    await on.rehearsal.synth(variables({ tags: { team: "shipping" } }), projectOf());
    const action = "Microsoft.Insights/actionGroups/write";
    become(on, "applier", [action]);
    const { status, stderr } = await on.workspace.apply(PLATFORM);
    expect(status).toBe(1);
    expect(stderr).toContain(`'${action}'`);
    become(on, "applier");
    expect((await on.workspace.apply(PLATFORM)).status).toBe(0);
  });

  test("one action less of what only reads with POST stops a plan", async () => {
    const action = "Microsoft.Web/sites/config/list/action";
    become(on, "planner", [action]);
    await expect(on.workspace.plan(WORKLOADS)).rejects.toThrow(action);
  });

  test("the applier destroys everything", async () => {
    become(on, "applier");
    await on.rehearsal.destroy();
    expect(on.standIn.resources).toEqual([]);
    on.report("prod of the sample with the roles of a pipeline");
  });
});
