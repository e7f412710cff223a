import type { BackendOptions, Components } from "../../lib";
import { defaultRuleFaults } from "../../lib/provider/default-rule-faults";
import { withRedis } from "../support/configs";
import { problemsOf } from "../support/problems";
import { api } from "../support/service-bus";
import { type SynthesisedStack, synthBackend } from "../support/synth";

const TEMPLATE = "azurerm_resource_group_template_deployment";
const REDIS = "azurerm_managed_redis_access_policy_assignment";
const RULE = "azurerm_servicebus_subscription_rule";

const OPTIONS = { environment: "prod", optional: { redis: true, serviceBus: true } } satisfies BackendOptions;

const APPS = ["function_app", "function_app_staging"];

interface Block {
  readonly from?: string;
  readonly to?: string;
  readonly id?: string;
  readonly lifecycle?: unknown;
}

function blocksOf(stack: SynthesisedStack, type: "removed" | "import"): readonly Block[] {
  return (stack.json[type] ?? []) as unknown as readonly Block[];
}

const synthesised = (provider: BackendOptions["provider"], components: Components = withRedis) =>
  synthBackend({ ...OPTIONS, ...(provider === undefined ? {} : { provider }) }, components);

describe("a resource that takes the place of a template deployment", () => {
  const backend = synthesised(undefined);

  test("the deployment that made it before is forgotten, never destroyed", () => {
    expect(blocksOf(backend.workloads, "removed")).toEqual(
      APPS.map((app) => ({ from: `${TEMPLATE}.${app}_redis_access`, lifecycle: { destroy: false } })),
    );
    const rules = Object.keys(backend.platform.all(RULE)).filter((name) => name.includes("default_rule"));
    expect(rules).toHaveLength(2);
    expect(blocksOf(backend.platform, "removed")).toEqual(
      rules.map((name) => ({ from: `${TEMPLATE}.${name}`, lifecycle: { destroy: false } })),
    );
    for (const stack of [backend.platform, backend.workloads]) expect(blocksOf(stack, "import")).toEqual([]);
  });

  test("an earlier provider forgets the resource in turn", () => {
    const older = synthesised({ version: "4.59.0" });
    expect(blocksOf(older.workloads, "removed")).toEqual(
      APPS.map((app) => ({ from: `${REDIS}.${app}_redis_access`, lifecycle: { destroy: false } })),
    );
    expect(blocksOf(older.platform, "removed").map(({ from }) => from?.split(".")[0])).toEqual([RULE, RULE]);
  });

  test("what the deployment made is imported where the stacks were applied with an earlier version", () => {
    const carried = synthesised({ version: "4.81.0", deployedWith: "4.55.0" });
    const cache = "${data.terraform_remote_state.platform.outputs.redis_id}";
    expect(blocksOf(carried.workloads, "import")).toEqual(
      ["functionApp", "slotstaging"].map((name, index) => ({
        to: `${REDIS}.${APPS[index] ?? ""}_redis_access`,
        id: `${cache}/databases/default/accessPolicyAssignments/${name}`,
      })),
    );
    expect(blocksOf(carried.platform, "import").map(({ to, id }) => [to?.split(".")[0], id])).toEqual(
      Object.entries(carried.platform.all(RULE)).map(([, rule]) => [
        RULE,
        `${rule["subscription_id"] as string}/rules/$Default`,
      ]),
    );
    expect(carried.backend.explain("provider")).toContain('provider.deployedWith = "4.55.0"  (your options)');
  });

  test("only what that version lacked is imported", () => {
    const carried = synthesised({ version: "4.81.0", deployedWith: "4.73.0" });
    expect(blocksOf(carried.workloads, "import")).toEqual([]);
    expect(blocksOf(carried.platform, "import")).toHaveLength(2);
  });
});

describe("a wrong provider.deployedWith", () => {
  test.each<readonly [string, string, string]>([
    ["~> 4.55.0", "4.81.0", "must be one exact version of azurerm with three numbers"],
    ["4.55", "4.81.0", "must be one exact version of azurerm with three numbers"],
    ["5.2.0", "4.81.0", "is later than 4.81.0, which the stacks require"],
    ["4.81.0", "5.2.0", "azurerm 5.2.0 makes the same resources, so there is nothing to import"],
    ["4.60.0", "4.73.0", "azurerm 4.73.0 makes the same resources, so there is nothing to import"],
  ])("%s with %s is refused", (deployedWith, version, message) => {
    expect(problemsOf({ provider: { version, deployedWith } })).toEqual([
      expect.objectContaining({
        path: "provider.deployedWith",
        message: `${message}; got "${deployedWith}"`,
      }),
    ]);
  });
});

test("a subscription of the user's own without a rule is refused, since it would get no message", () => {
  const own = "azurerm_servicebus_subscription";
  const stack = (rules: object): Readonly<Record<string, unknown>> => ({
    resource: { [own]: { mine: {}, min: {} }, [RULE]: rules },
  });
  const rule = (name: string): object => ({ subscription_id: `\${${own}.${name}.id}` });
  expect(defaultRuleFaults(stack({ one: rule("mine"), two: rule("min") }))).toEqual([]);
  expect(defaultRuleFaults(stack({ one: rule("mine") }))).toEqual([
    expect.stringMatching(
      /^azurerm_servicebus_subscription\.min has no rule, so it gets no messages: .*; add an azurerm_servicebus_subscription_rule/,
    ),
  ]);
  expect(defaultRuleFaults({})).toEqual([]);
});

test("no subscription, no change of the provider", () => {
  expect(JSON.stringify(synthBackend({}, api).platform.json["provider"])).not.toContain("servicebus");
});
