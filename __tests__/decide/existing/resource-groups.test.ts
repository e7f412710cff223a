import fc from "fast-check";
import { App } from "cdktf";
import { type BackendOptions, defineBackend, planBackend } from "../../../lib";
import { explain } from "../../../lib/decide/explain";
import { stackRoles } from "../../../lib/services/contract/service";
import { problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";
import { synthBackend } from "../../support/synth";

const GROUPS = { network: "rg-landing", platform: "rg-landing", workloads: "rg-landing-apps" };
const options: BackendOptions = {
  project: "shop",
  environment: "prod",
  location: "westeurope",
  notes: "silent",
  external: { resourceGroups: GROUPS },
};

/** Everything that a stack puts into a group, by the name of the group. */
function groupsUsed(json: unknown): readonly string[] {
  const used = new Set<string>();
  JSON.stringify(json, (key, value: unknown) => {
    if (key === "resource_group_name" && typeof value === "string") used.add(value);
    return value;
  });
  return [...used].sort();
}

describe("existing resource groups", () => {
  const { backend, network, platform, workloads } = synthBackend(options, { feedbackApi });

  test.each([
    ["network", network, ["rg-landing"]],
    ["platform", platform, ["rg-landing"]],
    ["workloads", workloads, ["rg-landing-apps"]],
  ] as const)(
    "the %s stack finds its group, makes none, and puts everything into it",
    (role, stack, groups) => {
      const { resource, data } = stack.json as unknown as Record<string, Record<string, unknown>>;
      expect(resource).not.toHaveProperty("azurerm_resource_group");
      expect(data).toHaveProperty("azurerm_resource_group.resource_group.name", GROUPS[role]);
      expect(groupsUsed(resource)).toEqual(expect.arrayContaining([...groups]));
      expect(groupsUsed(resource).filter((each) => each.includes("azurerm_resource_group"))).toEqual([]);
      expect(JSON.stringify(stack.json)).not.toContain("prevent_deletion_if_contains_resources");
    },
  );

  test("deployments in a group that others may use begin with the backend's name", () => {
    const names = Object.values(
      (platform.json as unknown as { resource: Record<string, Record<string, { name: string }>> }).resource[
        "azurerm_resource_group_template_deployment"
      ] ?? {},
    ).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name).toMatch(/^shop-prod-/);
  });

  test("the plan and explain say which groups exist already", () => {
    expect(backend.plan.existingGroups).toEqual(["network", "platform", "workloads"]);
    expect(explain(backend.plan, "names")).toContain(
      "stack shop-prod-workloads in existing resource group rg-landing-apps",
    );
  });

  test("a group for one stack leaves the others their own", () => {
    const one = synthBackend(
      { ...options, external: { resourceGroups: { workloads: "rg-apps" } } },
      { feedbackApi },
    );
    const made = [one.network, one.platform, one.workloads].map(
      ({ json }) => "azurerm_resource_group" in (json as unknown as { resource: object }).resource,
    );
    expect(made).toEqual([true, true, false]);
  });
});

describe("what is refused", () => {
  const wrong = (external: object, beside: object = {}) => problemsOf({ ...options, ...beside, external });

  test.each<[string, object, object, string, RegExp]>([
    ["no object", { resourceGroups: "rg" }, {}, "external.resourceGroups", /must be an object with names/],
    [
      "another stack",
      { resourceGroups: { platfrom: "rg" } },
      {},
      "external.resourceGroups.platfrom",
      /unknown option.*platform/,
    ],
    [
      "an id",
      { resourceGroups: { platform: "/subscriptions/x/resourceGroups/rg-a" } },
      {},
      "external.resourceGroups.platform",
      /is an id, and the group is in the subscription of the backend/,
    ],
    [
      "a number",
      { resourceGroups: { platform: 5 } },
      {},
      "external.resourceGroups.platform",
      /must be the name/,
    ],
    [
      "a name that Azure does not take",
      { resourceGroups: { platform: "rg group." } },
      {},
      "external.resourceGroups.platform",
      /resource group/,
    ],
    [
      "a name for the group that a stack makes",
      { resourceGroups: { platform: "rg-a" } },
      { names: { resourceGroups: { platform: "rg-b" } } },
      "names.resourceGroups.platform",
      /names the resource group that a stack makes, but the stack uses an existing one/,
    ],
    [
      "an environment of a pull request",
      { resourceGroups: { workloads: "rg-a" } },
      { environment: "pr-12" },
      "external.resourceGroups.workloads",
      /needs groups of its own: their tags have its last day/,
    ],
  ])("%s", (_what, external, beside, path, message) => {
    expect(wrong(external, beside)).toContainEqual(
      expect.objectContaining({ path, message: expect.stringMatching(message) as string }),
    );
  });

  test("an import of the group that a stack would have made", () => {
    expect(() =>
      synthBackend(
        {
          ...options,
          importFrom: {
            resourceGroups: {
              platform: "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-landing",
            },
          },
        },
        { feedbackApi },
      ),
    ).toThrow(/importFrom\.resourceGroups.*does not have this resource/s);
  });

  test("two backends of one app whose network stacks would make the same zone in one group", () => {
    const app = new App();
    const define = (project: string, network: string) =>
      defineBackend(
        { feedbackApi },
        { ...options, app, project, external: { resourceGroups: { ...GROUPS, network } } },
      );
    define("shop", "rg-landing");
    define("blog", "rg-other");
    expect(() => define("news", "rg-landing")).toThrow(
      /both create private DNS zone "privatelink\..*in the same existing resource group, which has one zone of a name only/s,
    );
  });
});

test("a budget of a group that others use counts what they have in it, which is said", () => {
  const plan = planBackend(
    { feedbackApi },
    {
      ...options,
      safeguards: {
        budgets: { startDate: "2027-01-01", amounts: { workloads: 100 }, emails: ["ops@example.com"] },
      },
    },
  );
  expect(plan.notes).toContainEqual(
    expect.objectContaining({
      path: "safeguards.budgets.amounts.workloads",
      message: expect.stringContaining("what others have in it counts, too") as string,
    }),
  );
});

test("whichever stacks have an existing group: those make none, the others do, and nothing else of the plan changes", () => {
  const without = planBackend({ feedbackApi }, { ...options, external: {} });
  fc.assert(
    fc.property(fc.subarray([...stackRoles]), (roles) => {
      const resourceGroups = Object.fromEntries(roles.map((role) => [role, `rg-existing-${role}`]));
      const plan = planBackend({ feedbackApi }, { ...options, external: { resourceGroups } });
      expect(plan.existingGroups ?? []).toEqual(roles);
      for (const role of stackRoles)
        expect(plan.resourceGroups[role]).toBe(
          roles.includes(role) ? `rg-existing-${role}` : without.resourceGroups[role],
        );
      expect({ ...plan.settings, names: plan.names, grants: plan.grants }).toEqual({
        ...without.settings,
        names: without.names,
        grants: without.grants,
      });
    }),
    { numRuns: 20 },
  );
});
