import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App, type TerraformStack, Token } from "cdktf";
import fc from "fast-check";
import { type BackendOptions, defineBackend, explain, planBackend } from "../../lib";
import { missingTags } from "../../lib/azure/names/required-tags";
import { mergeTags } from "../../lib/azure/names/tags";
import { stackRoles } from "../../lib/services/contract/service";
import { problem, problemsOf } from "../support/problems";
import { feedbackApi } from "../support/sample";
import { readStack, synthBackend } from "../support/synth";

const outdir = mkdtempSync(join(tmpdir(), "required-tags-"));
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

const planOf = (options: BackendOptions) =>
  planBackend({ feedbackApi }, { project: "feedback", location: "eastus2", ...options });

describe("required tags", () => {
  test("every one that is missing is a problem, all at once, with who asks for it", () => {
    const qa = { extends: "dev", requiredTags: ["costCenter", "owner", "expires", "project"] } as const;
    const tags = { OWNER: " " };
    expect(problemsOf({ environment: "qa", environments: { qa }, tags, cosmos: { mode: "No" } })).toEqual(
      expect.arrayContaining([
        problem(
          "requiredTags",
          '"costCenter" is not among the tags of the backend',
          'set it: tags: { "costCenter": "…" }',
          'your environment "qa"',
        ),
        problem(
          "requiredTags",
          'the tag "owner" has an empty value',
          'set it: tags: { "owner": "…" }',
          'your environment "qa"',
        ),
        problem(
          "requiredTags",
          '"expires" is not among the tags of the backend',
          'set it: tags: { "expires": "…" }',
          'your environment "qa"',
        ),
        expect.objectContaining({ path: "cosmos.mode" }),
      ]),
    );
  });

  test("a tag that is refused already is no second problem", () => {
    const paths = problemsOf({ requiredTags: ["costCenter"], tags: { costCenter: 4711 } });
    expect(paths.map(({ path }) => path)).toEqual(["tags.costCenter"]);
  });

  test.each<[string, string]>([
    ["", "a tag needs a name"],
    ["a<b", "a tag name must not contain"],
    ["x".repeat(129), "at most 128 characters"],
  ])("a required tag has a name that Azure accepts: %j", (name, message) => {
    expect(problemsOf({ requiredTags: [name] })).toEqual([
      problem("requiredTags", expect.stringContaining(message) as string, "change or remove it"),
    ]);
  });

  test.each([true, "owner", { owner: "x" }, [5]])("requiredTags is a list of names: %j", (requiredTags) => {
    const paths = problemsOf({ requiredTags }).map(({ path }) => path.split(/[.[]/)[0]);
    expect(paths).toEqual(["requiredTags"]);
  });

  test("those that the library sets count, and so does another case", () => {
    const requiredTags = ["Project", "environment", "STACK", "expires", "CostCenter"];
    const options = { requiredTags, expires: "2026-12-07", tags: { COSTCenter: "1" } };
    expect(problemsOf(options)).toEqual([]);
    expect(explain(planOf(options), "requiredTags")).toBe(
      `requiredTags = ${JSON.stringify(requiredTags)}  (your options)`,
    );
  });

  test.each([undefined, []])("nothing is required by default: %j", (requiredTags) => {
    const plan = planOf({ requiredTags });
    expect(plan).not.toHaveProperty("requiredTags");
    expect(explain(plan, "requiredTags")).toBe("");
  });

  test("what is accepted has every required tag with a value, in any case and any combination", () => {
    const name = fc.constantFrom("owner", "Owner", "costCenter", "COSTCenter", "project", "stack", "team");
    const value = fc.constantFrom("", " ", "x");
    fc.assert(
      fc.property(
        fc.uniqueArray(name),
        fc.dictionary(fc.constantFrom("owner", "costCenter", "Project"), value),
        (required, tags) => {
          const all = mergeTags({ project: "p", environment: "e", stack: "s" }, tags);
          const missing = missingTags(required, all).map(({ name: each }) => each);
          for (const each of required) {
            const has = Object.entries(all).some(
              ([key, text]) => key.toLowerCase() === each.toLowerCase() && text.trim() !== "",
            );
            expect([each, missing.includes(each)]).toEqual([each, !has]);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("resources that take fewer tags", () => {
  const ZONE = "azurerm_private_dns_zone";
  const many = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`t${index}`, "x"]));

  test("required tags stay where others are left out", () => {
    const options: BackendOptions = { environment: "prod", tags: { ...many, owner: "a" } };
    const left = (given: BackendOptions): boolean =>
      Object.values(synthBackend(given).network.all(ZONE)).some(
        ({ tags }) => !Object.hasOwn(tags as object, "owner"),
      );
    expect(left(options)).toBe(true);
    expect(left({ ...options, requiredTags: ["Owner"] })).toBe(false);
  });

  test("a name that Azure does not take there is a warning and no error", () => {
    const options = { environment: "prod", tags: { "Cost Center": "1" }, requiredTags: ["Cost Center"] };
    expect(problemsOf(options)).toEqual([]);
    const [note, ...others] = planOf(options).notes.filter(({ path }) => path === "requiredTags");
    expect(others).toEqual([]);
    expect(note?.level).toBe("warning");
    expect(note?.message).toMatch(/^"Cost Center" not set on DNS zones.*has to exempt them$/);
    expect(() => synthBackend(options)).not.toThrow();
  });
});

describe("constructs of the user", () => {
  function withOwn(options: BackendOptions, add: (stack: TerraformStack) => void) {
    const folder = mkdtempSync(join(outdir, "app-"));
    const app = new App({ outdir: folder });
    const backend = defineBackend(
      { feedbackApi },
      { app, project: "feedback", location: "eastus2", tags: { owner: "a", team: "b" }, ...options },
    );
    add(backend.stacks.platform);
    app.synth();
    return readStack(folder, backend.plan.stackIds.platform);
  }
  const group = (stack: TerraformStack, id: string, tags: Record<string, string>) =>
    new ResourceGroup(stack, id, { name: `rg-${id}`, location: "eastus2", tags });
  const requiredTags = ["owner", "team"];

  test("every resource without a required tag is named, all at once, before its stack is written", () => {
    const add = (stack: TerraformStack): void => {
      group(stack, "emptied", { owner: "" });
      group(stack, "overridden", {}).addOverride("tags", null);
      group(stack, "fine", { Owner: "d" });
    };
    expect(() => withOwn({ requiredTags }, add)).toThrow(
      /feedback-dev-platform\/emptied: requiredTags: has the tag "owner" without a value.*\n.*feedback-dev-platform\/overridden: requiredTags: has no tag "owner", has no tag "team"/,
    );
    expect(() => withOwn({ requiredTags }, add)).not.toThrow(/fine/);
    expect(() => withOwn({}, add)).not.toThrow();
  });

  test("transform cannot empty a required tag", () => {
    const transform = { storage: { tags: { owner: "" } } };
    expect(() => withOwn({ requiredTags, transform }, () => undefined)).toThrow(
      /storage: requiredTags: has the tag "owner" without a value/,
    );
  });

  test("tags that are an expression are let through, with a warning", () => {
    const { all } = withOwn({ requiredTags }, (stack) => {
      const tags = Token.asStringMap({ resolve: () => ({ a: "b" }), creationStack: [] });
      const later = group(stack, "later", tags);
      group(stack, "written", {}).addOverride("tags", "${local.tags}");
      later.node.addValidation({
        validate: () => {
          expect(later.node.metadata.map(({ data }) => String(data))).toContain(
            "the tags of later are an expression: requiredTags cannot be checked there",
          );
          return [];
        },
      });
    });
    expect(all("azurerm_resource_group")).toMatchObject({ later: { tags: { a: "b" } } });
  });

  test.each(stackRoles)("the backend's own resources have them, in %s", (role) => {
    const plain = synthBackend({ environment: "prod", tags: { owner: "a", team: "b" } });
    const checked = synthBackend({ environment: "prod", tags: { owner: "a", team: "b" }, requiredTags });
    expect(checked[role].addresses).toEqual(plain[role].addresses);
  });
});
