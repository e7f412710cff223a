import { explain } from "../../../lib";
import { pullRequestOf } from "../../../lib/azure/names/pull-request";
import { planned } from "../../support/planned";
import { problem, problemsOf } from "../../support/problems";

const PRESET = "environments of pull requests";

/** Every setting with its value, by its path. */
function leaves(value: unknown, path = ""): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { [path]: value };
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, below]) => leaves(below, path === "" ? key : `${path}.${key}`)),
  ) as Readonly<Record<string, unknown>>;
}

describe("the name of an environment", () => {
  test.each([
    ["pr-1", 1],
    ["pr-120", 120],
    ["pr-9999999", 9_999_999],
    ["pr-10000000", undefined],
    ["pr-0", undefined],
    ["pr-012", undefined],
    ["pr-", undefined],
    ["pr-12a", undefined],
    ["pr-12-3", undefined],
    ["PR-12", undefined],
    ["dev", undefined],
    ["xpr-12", undefined],
  ])("%s is of pull request %s", (name, number) => {
    expect(pullRequestOf(name)).toBe(number);
  });

  test("the name alone is enough", () => {
    const plan = planned({ environment: "pr-12" });
    expect(plan).toMatchObject({ environment: "pr-12", pullRequest: 12 });
    expect(plan.tags).toEqual({ project: "feedback", environment: "pr-12", "pull-request": "12" });
    expect(plan.stackIds.platform).toBe("feedback-pr-12-platform");
  });

  test("another name of that form is refused with the form", () => {
    expect(problemsOf({ environment: "pr-012" })).toEqual([
      problem(
        "environment",
        'must be one of dev, staging, prod, got "pr-012"',
        "use the number of a pull request without leading zeros, such as pr-12, or one of them",
      ),
    ]);
  });

  test("dev and prod are no environments of pull requests", () => {
    for (const environment of ["dev", "prod"]) {
      const plan = planned({ environment });
      expect(plan).not.toHaveProperty("pullRequest");
      expect(plan.tags).toEqual({ project: "feedback", environment });
    }
  });
});

describe("what differs from dev", () => {
  test("an environment of a pull request differs from dev by this alone", () => {
    const dev = leaves(planned({ environment: "dev" }).settings);
    const changed = Object.entries(leaves(planned({ environment: "pr-12" }).settings)).filter(
      ([path, value]) => JSON.stringify(dev[path]) !== JSON.stringify(value),
    );
    expect(Object.fromEntries(changed)).toEqual({
      "keyVault.softDeleteRetentionInDays": 7,
      "storage.softDeleteRetentionInDays": 1,
    });
  });

  test("each setting says where it comes from", () => {
    const plan = planned({ environment: "pr-12" });
    expect(explain(plan, "keyVault.softDeleteRetentionInDays")).toBe(
      `keyVault.softDeleteRetentionInDays = 7  (${PRESET})`,
    );
    expect(explain(plan, "functionApp.plan")).toBe(`functionApp.plan = "Y1"  (${PRESET})`);
  });

  test("names that are unique in the world differ between pull requests, and fit", () => {
    const all = ["dev", "pr-1", "pr-12", "pr-9999999"].map((environment) =>
      planned({ environment, project: "a-project-with-a-name-of-forty-character" }),
    );
    for (const kind of ["keyVault", "storageAccount", "cosmosAccount", "functionApp"] as const)
      expect(new Set(all.map(({ names }) => names[kind])).size).toBe(all.length);
  });
});
