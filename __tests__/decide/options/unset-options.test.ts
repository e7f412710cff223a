import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { planBackend } from "../../../lib";
import type { Schema } from "@cfworker/json-schema";
import optionsSchema from "../../../lib/decide/options/options.schema.json";
import { problem, problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";

type Tagged = Schema & { readonly leftOut?: string; readonly form?: string };

interface Option {
  readonly keys: readonly string[];
  readonly schema: Tagged;
}

/** Every option, with a name in place of any; those of lists are left out. */
function optionsIn(schema: Tagged, keys: readonly string[] = []): readonly Option[] {
  const { properties = {}, additionalProperties: others, anyOf = [] } = schema;
  return [
    { keys, schema },
    ...anyOf.flatMap((branch) => optionsIn(branch, keys)),
    ...Object.entries(properties).flatMap(([name, below]) => optionsIn(below as Tagged, [...keys, name])),
    ...(typeof others === "object" ? optionsIn(others, [...keys, "mine"]) : []),
  ];
}

const all = optionsIn(optionsSchema as unknown as Tagged);
const at = (keys: readonly string[], value: unknown): object =>
  keys.reduceRight<unknown>((below, key) => ({ [key]: below }), value) as object;
const UNSET = "is an environment variable missing?";

describe("an option that is an identity", () => {
  const identities = all.filter(({ schema }) => schema.leftOut !== undefined);
  const paths = [...new Set([...identities.map(({ keys }) => keys.join(".")), "project", "environment"])];

  test("the options without a default are the identities in this list", () => {
    expect(paths.sort()).toEqual([
      "environment",
      "location",
      "nameSuffix",
      "optional.b2c.tenantId",
      "project",
      "state.hostname",
      "state.project",
      "state.subscriptionId",
      "state.tenantId",
      "subscriptionId",
      "tenantId",
    ]);
  });

  test.each(paths.flatMap((path) => [undefined, null].map((value) => [path, value] as const)))(
    "an identity without a value is refused: %s is %s",
    (path, value) => {
      const found = problemsOf(at(path.split("."), value)).filter((each) => each.path === path);
      expect(found).toEqual([
        {
          path,
          message: `is ${String(value)}: ${UNSET}`,
          from: ["your options"],
          fix: expect.stringMatching(/^set it, or remove it to \w/) as unknown,
        },
      ]);
    },
  );

  test.each(["location", "subscriptionId", "tenantId", "nameSuffix"])(
    "an identity without a value is refused in an environment too: %s",
    (name) => {
      const environments = { qa: { extends: "dev", [name]: undefined } };
      expect(problemsOf({ environment: "qa", environments })).toEqual([
        {
          path: `environments.qa.${name}`,
          message: `is undefined: ${UNSET}`,
          from: ['your environment "qa"'],
          fix: expect.stringContaining("remove it to ") as unknown,
        },
      ]);
    },
  );

  test("an identity may be left out", () => {
    expect(problemsOf({})).toEqual([]);
  });

  test("an identity is never undefined to the compiler", () => {
    const options = { project: "a", location: "eastus2", subscriptionId: undefined };
    // @ts-expect-error -- with exactOptionalPropertyTypes
    expect(() => planBackend({ feedbackApi }, options)).toThrow(UNSET);
  });
});

describe("an entry of a record of strings", () => {
  const records = all.filter(
    ({ schema: { additionalProperties } }) =>
      typeof additionalProperties === "object" && additionalProperties.type === "string",
  );

  test.each(records.map(({ keys }) => keys.join(".")))(
    "an entry of a record of strings needs a value: %s",
    (path) => {
      const found = problemsOf(at([...path.split("."), "entry"], undefined));
      expect(found).toContainEqual(
        problem(`${path}.entry`, `is undefined: ${UNSET}`, "give a string, or remove the entry"),
      );
    },
  );

  test("an id of importFrom needs a value too", () => {
    expect(problemsOf({ importFrom: { keyVault: undefined } })).toEqual([
      problem("importFrom.keyVault", `is undefined: ${UNSET}`, "give a string, or remove the entry"),
    ]);
  });

  test("an entry of a component's record needs a value as well", () => {
    const broken = {
      ...feedbackApi,
      kind: "queue-processor",
      entry: "./a.ts",
      environment: { A: undefined },
    };
    expect(problemsOf({}, { broken })).toContainEqual(
      expect.objectContaining({ path: "components.broken.environment.A", message: `is undefined: ${UNSET}` }),
    );
  });
});

describe("an invalid number", () => {
  const numbers = all.filter(({ schema: { type } }) => type === "number" || type === "integer");

  test("there are many options that take a number", () => {
    expect(numbers.length).toBeGreaterThan(50);
  });

  test.each(
    numbers.flatMap(({ keys }) =>
      [NaN, Infinity, -Infinity].map((value) => [keys.join("."), value] as const),
    ),
  )("an invalid number is refused with its path: %s is %d", (path, value) => {
    expect(problemsOf(at(path.split("."), value))).toContainEqual(
      problem(
        path,
        `must be a number, got ${value}`,
        "give a number: Number() of an environment variable that is not set is NaN",
      ),
    );
  });

  test("an invalid number is refused in a component, at any place", () => {
    const api = { ...feedbackApi, routes: { list: { pageSize: NaN } }, defaultTtl: Infinity };
    expect(problemsOf({}, { api }).map(({ path, message }) => `${path}: ${message}`)).toEqual([
      "components.api.routes.list.pageSize: must be a number, got NaN",
      "components.api.defaultTtl: must be a number, got Infinity",
    ]);
  });

  test("valid numbers never make an invalid one", () => {
    const tried = numbers.filter(({ keys }) => keys[0] === "monitoring" || keys[0] === "logs");
    fc.assert(
      fc.property(
        fc.constantFrom(...tried),
        fc.constantFrom(1e308, Number.MAX_VALUE, 5e-324),
        ({ keys }, value) => {
          const options = {
            project: "feedback",
            location: "eastus2",
            environment: "prod",
            ...at(keys, value),
          };
          try {
            expect(numbersIn(planBackend({ feedbackApi }, options).services).every(Number.isFinite)).toBe(
              true,
            );
          } catch (error) {
            expect(String(error)).toContain("BackendConfigError");
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe("the name __proto__", () => {
  const parsed = (path: string): object =>
    JSON.parse(
      JSON.stringify(at(path.split("."), "VALUE")).replace('"mine":"VALUE"', '"__proto__":"x"'),
    ) as object;

  test.each(["tags.mine", "functionApp.settings.mine", "storage.queues.mine", "environments.mine", "mine"])(
    "the name __proto__ is refused and never lost: %s",
    (path) => {
      expect(problemsOf(parsed(path))).toContainEqual(
        expect.objectContaining({
          path: path.replace("mine", "__proto__"),
          message: "is a name that JavaScript reserves",
        }),
      );
    },
  );

  test("the name __proto__ is refused in a component", () => {
    const environment: unknown = JSON.parse('{ "__proto__": "x" }');
    const it = { kind: "queue-processor", name: "it", entry: "./it.ts", environment };
    expect(problemsOf({}, { it }).map(({ path }) => path)).toEqual(["components.it.environment.__proto__"]);
  });
});

describe("a form", () => {
  const patterns = all.filter(({ schema: { pattern } }) => pattern !== undefined);

  test("the schema describes a form in words wherever there is a pattern", () => {
    expect(patterns.length).toBeGreaterThan(3);
    const source = readFileSync(join(__dirname, "../../../lib/decide/options/options.schema.json"), "utf8");
    expect(source.split('"pattern": "').length).toBe(source.split('"form": "').length);
  });

  test.each(patterns.map(({ keys, schema }) => [keys.join("."), schema] as const))(
    "a message describes the form without its regular expression: %s",
    (path, { pattern = "", form = "" }) => {
      const found = problemsOf(at(path.split("."), "no such thing!")).find((each) => each.path === path);
      expect(found?.message).toBe(`must be ${form}, got "no such thing!"`);
      expect(found?.message).not.toContain(pattern);
    },
  );
});
