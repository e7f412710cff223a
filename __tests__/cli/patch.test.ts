import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { BackendConfigError, type Problem, planBackend } from "../../lib";
import { type Patch, patchOf } from "../../lib/cli/check/patch";
import { call } from "../support/arbitrary-options";
import { problem, problemsOf } from "../support/problems";
import { feedbackApi } from "../support/sample";

/** What somebody does who follows a patch. */
function applied(patch: Patch, options: object): object {
  const copy = structuredClone(options) as Record<string, unknown>;
  const keys = patch.path.split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce<Record<string, unknown>>(
    (at, key) => (at[key] ??= {}) as Record<string, unknown>,
    copy,
  );
  if (patch.op === "set") parent[last] = patch.value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else Reflect.deleteProperty(parent, last);
  return copy;
}

const SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-old/providers`;
const STORAGE = `${GROUP}/Microsoft.Storage/storageAccounts/stold`;
const COSMOS = `${GROUP}/Microsoft.DocumentDB/databaseAccounts/cosmos-old`;

const asked = ({ path, message }: Problem): string => `${path}: ${message}`;

describe("a patch", () => {
  test.each<[string, object, Patch]>([
    [
      "Windows on Flex Consumption",
      { functionApp: { plan: "FC1", os: "windows" } },
      { op: "remove", path: "functionApp.os" },
    ],
    [
      "a name beside an id that says another",
      { external: { storage: { id: STORAGE, name: "stother" } } },
      { op: "remove", path: "external.storage.name" },
    ],
    [
      "zone-redundant storage where there are no zones",
      { location: "westus", storage: { sku: { name: "Standard_ZRS" } } },
      { op: "set", path: "storage.sku.name", value: "Standard_GRS" },
    ],
    [
      "an account of another name that is imported",
      { subscriptionId: SUBSCRIPTION, importFrom: { cosmos: COSMOS } },
      { op: "set", path: "names.cosmosAccount", value: "cosmos-old" },
    ],
    [
      "a runtime without support",
      { functionApp: { runtime: "node:18" } },
      { op: "set", path: "functionApp.runtime", value: "node:24" },
    ],
  ])("the patch of a refusal removes the problem: %s", (_what, options, patch) => {
    const found = problemsOf(options).find((each) => isDeepStrictEqual(patchOf(each, "dev"), patch));
    expect(found).toBeDefined();
    const left = problemsOf(applied(patch, options)).map(asked);
    expect(left).not.toContain(found && asked(found));
  });

  test("every patch of any refused options removes its problem", () => {
    let patches = 0;
    const problemsIn = (options: object): readonly Problem[] => {
      try {
        planBackend({ feedbackApi }, { project: "shop", ...options });
        return [];
      } catch (error) {
        if (error instanceof BackendConfigError) return error.problems;
        throw error;
      }
    };
    fc.assert(
      fc.property(call, (options) => {
        for (const each of problemsIn(options)) {
          const patch = patchOf(each, options.environment);
          if (patch === undefined) continue;
          patches += 1;
          expect(problemsIn(applied(patch, options)).map(asked)).not.toContain(asked(each));
        }
      }),
      { numRuns: 150, seed: 17 },
    );
    expect(patches).toBeGreaterThan(10);
  });

  test.each<[string, Problem]>([
    [
      "a fix that leaves a choice",
      problem("cosmos.regions", "no", 'set cosmos.mode to "Autoscale", or remove cosmos.regions'),
    ],
    ["a fix that says more", problem("cosmos.regions", "no", "remove it: cosmos.mode decides it")],
    ["a fix in words", problem("cosmos.regions", "no", "set cosmos.regions to fewer")],
    ["a component", problem("components.orders.containerName", "no", "remove it", "your components")],
    [
      "an option of another layer",
      problem("cosmos.regions", "no", "remove it", 'your environment "test" (cosmos.regions = [])'),
    ],
    [
      "an option that was written in another spelling",
      problem("networking.vnet", "no", "remove networking.vnet", "your options (vnet = true)"),
    ],
    ["something that is no option", problem("cosmos.regions", "no", "remove dimensions")],
    ["a value of something that is no option", problem("cosmos.regions", "no", "set required to true")],
  ])("%s has no patch", (_what, given) => {
    expect(patchOf(given, "dev")).toBeUndefined();
  });

  test("an option that the user's own environment may say as well has no patch", () => {
    const given = problem("cosmos.regions", "no", "remove it", "your options (cosmos.regions = [])");
    expect(patchOf(given, "dev")).toEqual({ op: "remove", path: "cosmos.regions" });
    expect(patchOf(given, "test")).toBeUndefined();
  });

  test.each<[string, Problem, Patch]>([
    [
      "an option by its path",
      problem("cosmos.regions", "no", "remove cosmos.regions", "your options (cosmos.regions = [])"),
      { op: "remove", path: "cosmos.regions" },
    ],
    [
      "an option of the user's own environment, where its path says so",
      problem("environments.test.cosmos.x", "no", "remove it", 'your environment "test"'),
      { op: "remove", path: "environments.test.cosmos.x" },
    ],
    [
      "another option, which nobody wrote",
      problem("cosmos.regions", "no", "set networking.vnet to true", "your options (cosmos.regions = [])"),
      { op: "set", path: "networking.vnet", value: true },
    ],
  ])("%s has a patch", (_what, given, patch) => {
    expect(patchOf(given, "dev")).toEqual(patch);
  });
});
