import fc from "fast-check";
import {
  BackendConfigError,
  type BackendOptions,
  type BackendPlan,
  type EnvironmentDefinition,
  estimateCost,
} from "../../../lib";
import { call } from "../../support/arbitrary-options";
import { notesOf, planned } from "../../support/planned";
import { problemsOf } from "../../support/problems";

const production: EnvironmentDefinition = {
  extends: "prod",
  functionApp: { plan: "EP2", slots: ["blue"], zoneRedundant: true },
  cosmos: { maxThroughput: 8000, containers: { feedback: { maxThroughput: 1000 } } },
  networking: { addressSpace: ["10.1.0.0/16"] },
  names: { keyVault: "kv-shop" },
  optional: {
    apim: true,
    redis: { enabled: true, highAvailability: true },
    serviceBus: { sku: { name: "Premium" } },
  },
  safeguards: { budgets: { startDate: "2026-01-01", amounts: { platform: 100 }, emails: ["a@contoso.com"] } },
  logRetention: 365,
  tags: { team: "shop" },
};

describe("from an environment of the user's", () => {
  const environments = { production, "pr-*": { extends: "production" } };

  test("what costs, protects or is another's is left out, and said in one line", () => {
    const plan = planned({ environment: "pr-12", environments });
    const { functionApp, cosmos, networking, optional, safeguards, logs } = plan.settings;
    expect(functionApp).toMatchObject({ plan: "Y1", slots: [], zoneRedundant: false, alwaysOn: false });
    expect(cosmos).toMatchObject({ mode: "Serverless", regions: ["eastus2"], backup: "Periodic" });
    expect(networking).toMatchObject({ vnet: false, privateEndpoints: false });
    expect(optional.apim.enabled).toBe(false);
    expect(safeguards).toMatchObject({ locks: false, preventDestroy: false });
    expect(logs.retentionInDays).toBe(30);
    expect(plan.names.keyVault).toMatch(/^kv-feedback-pr-12-/);
    expect(notesOf(plan)).toContain(
      "adjusted environment: names, functionApp.plan, functionApp.slots, functionApp.zoneRedundant, cosmos.maxThroughput, " +
        "cosmos.containers.feedback.maxThroughput, logRetention, networking.addressSpace, optional.apim, " +
        "optional.redis.highAvailability, optional.serviceBus.sku.name, safeguards.budgets.startDate, " +
        'safeguards.budgets.amounts.platform, safeguards.budgets.emails of your environment "production" not taken over, ' +
        "because an environment of a pull request is cheap, shares no name and is destroyed soon: " +
        'environments["pr-*"] can set it',
    );
  });

  test("what code may need is kept, with what it costs", () => {
    const plan = planned({ environment: "pr-12", environments });
    expect(plan.settings.optional.redis).toMatchObject({ enabled: true, highAvailability: false });
    expect(plan.tags).toMatchObject({ team: "shop" });
    expect(notesOf(plan)).toContain(
      "warning optional.redis.enabled: costs by the hour in each environment of a pull request: " +
        'environments["pr-*"] can set it otherwise',
    );
  });

  test('"pr-*" has the last word, without a warning', () => {
    const plan = planned({
      environment: "pr-12",
      environments: {
        production,
        "pr-*": { extends: "production", functionApp: { plan: "EP1" }, optional: { redis: false } },
      },
    });
    expect(plan.settings.functionApp.plan).toBe("EP1");
    expect(plan.settings.optional.redis.enabled).toBe(false);
    expect(notesOf(plan).filter((note) => note.includes("costs by the hour"))).toEqual([]);
  });

  test("one pull request may differ from the others", () => {
    const both = {
      ...environments,
      "pr-12": { extends: "pr-*", functionApp: { plan: "EP1" } },
    } as const;
    expect(planned({ environment: "pr-12", environments: both }).settings.functionApp.plan).toBe("EP1");
    expect(planned({ environment: "pr-13", environments: both }).settings.functionApp.plan).toBe("Y1");
  });

  test("Flex Consumption stays: its packages are others", () => {
    const flex = {
      flex: { extends: "dev", functionApp: { plan: "FC1" } },
      "pr-*": { extends: "flex" },
    } as const;
    expect(planned({ environment: "pr-12", environments: flex }).settings.functionApp.plan).toBe("FC1");
  });

  test("what costs in the call costs in every environment of a pull request, which is said", () => {
    const plan = planned({
      environment: "pr-12",
      optional: { apim: { publisherName: "A", publisherEmail: "a@contoso.com" } },
    });
    expect(plan.settings.optional.apim.enabled).toBe(true);
    expect(notesOf(plan)).toContain(
      "warning optional.apim.enabled: costs by the hour in each environment of a pull request: " +
        "set it in an environment of environments instead of for all of them",
    );
  });

  test("circles are refused", () => {
    const [first] = problemsOf({ environment: "pr-12", environments: { "pr-*": { extends: "pr-13" } } });
    expect(first?.message).toContain("is circular");
  });
});

describe("from any environment", () => {
  test("an environment of a pull request plans whenever the one that it extends does, or is refused with reasons", () => {
    const outcomes = { planned: 0, refused: 0 };
    fc.assert(
      fc.property(call, fc.constantFrom("dev", "prod"), (options, from) => {
        const { app: _app, project: _project, environment: _environment, ...given } = options;
        const {
          environments: _environments,
          notes: _notes,
          root: _root,
          $schema: _schema,
          ...written
        } = given;
        const environments = { test: { extends: from, ...written }, "pr-*": { extends: "test" } };
        const test = planOrProblems({ environment: "test", environments });
        if (!("plan" in test)) return;
        const pr = planOrProblems({ environment: "pr-12", environments });
        if (!("plan" in pr)) {
          outcomes.refused += 1;
          for (const { from: origins, fix } of pr.problems) {
            expect(origins).not.toEqual([]);
            expect(fix).not.toBe("");
          }
          return;
        }
        outcomes.planned += 1;
        expectShortLived(pr.plan);
        expect(estimateCost(pr.plan).total.high).toBeLessThanOrEqual(
          estimateCost(test.plan).total.high + 0.01,
        );
      }),
      { numRuns: 120 },
    );
    expect(outcomes.planned).toBeGreaterThan(outcomes.refused);
  }, 120_000);
});

function planOrProblems(
  options: BackendOptions,
): { readonly plan: BackendPlan } | { readonly problems: BackendConfigError["problems"] } {
  try {
    return { plan: planned(options) };
  } catch (error) {
    if (error instanceof BackendConfigError) return { problems: error.problems };
    throw error;
  }
}

function expectShortLived({ settings, names, tags }: BackendPlan): void {
  expect(settings.safeguards).toMatchObject({ locks: false, preventDestroy: false });
  expect(settings.keyVault.enablePurgeProtection).toBe(false);
  expect(settings.networking).toMatchObject({ vnet: false, privateEndpoints: false });
  expect(settings.optional.apim.enabled).toBe(false);
  expect(tags).toMatchObject({ "pull-request": "12" });
  for (const name of Object.values(names)) expect(name).toMatch(/pr-?12/);
}
