import type { Schema } from "@cfworker/json-schema";
import { App, TerraformStack, TerraformVariable } from "cdktf";
import { type Components, defineBackend, planBackend } from "../../../lib";
import { existingKinds } from "../../../lib/decide/existing/kinds";
import { insteadOf, renamedValues, without } from "../../../lib/decide/options/aliases";
import { renamed } from "../../../lib/decide/options/renamed-options";
import optionsSchema from "../../../lib/decide/options/options.schema.json";
import { isTerraformValue } from "../../../lib/settings/terraform-value";
import { messageOf, problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";

const at = (path: string, value: unknown): object =>
  path.split(".").reduceRight<unknown>((below, key) => ({ [key]: below }), value) as object;
const said = (options: object): string => problemsOf(options)[0]?.message ?? "";

describe("another name of an option", () => {
  const renamings = Object.entries(renamed).flatMap(([option, aliases]) =>
    aliases.flatMap(({ at: group, names }) =>
      names.map((name) => [group === "" ? name : `${group}.${name}`, option] as const),
    ),
  );

  test.each(renamings)("the name %s leads to the option %s", (path, option) => {
    const found = problemsOf(at(path, true)).find((each) => each.path === path);
    expect(found?.message).toMatch(new RegExp(`^unknown option.*Did you mean "${option}"\\?$`));
  });

  test.each([
    "local_authentication_disabled",
    "LocalAuthenticationDisabled",
    "local-authentication-disabled",
  ])("another spelling of a name leads to its option: %s", (name) => {
    expect(said({ cosmos: { [name]: true } })).toContain('Did you mean "cosmos.disableLocalAuth"?');
  });

  test.each(Object.keys(renamed))("each hint leads to an option that exists: %s", (path) => {
    expect(isOption(path)).toBe(true);
  });

  test.each(without.flatMap(({ at: group, names }) => names.map((name) => [group, name] as const)))(
    "a name without an option leads to what is done instead: %s %s",
    (group, name) => {
      const path = group === "" ? name : `${group}.${name}`;
      const options = group === "state" ? { state: { type: "azurerm", [name]: "x" } } : at(path, "x");
      const found = problemsOf(options).find((each) => each.path === path);
      expect(found?.message).not.toContain("Did you mean");
      expect(found?.fix).toBe(`use ${insteadOf(group, name) ?? ""}`);
    },
  );

  test.each(
    Object.entries(renamedValues).flatMap(([path, all]) =>
      Object.entries(all).map((each) => [path, ...each]),
    ),
  )("each hint leads to a value that exists: %s %s", (path = "", name = "", value = "") => {
    expect(said(at(path, name))).toContain(`Did you mean "${value}"?`);
    expect(problemsOf(at(path, value))).toEqual([]);
  });
});

/** True for a path of the options' schema, or of `external`. */
function isOption(path: string): boolean {
  const [group, name = "", field = "id"] = path.split(".");
  if (group === "external") return Object.hasOwn(existingKinds, name) && (field === "id" || name === "vnet");
  if (path === "project" || path === "environment") return true;
  return (
    path.split(".").reduce<Schema | undefined>(
      (schema, key) => {
        const objects = [schema, ...(schema?.anyOf ?? [])];
        return objects.map((each) => each?.properties?.[key]).find((each) => each !== undefined) as
          Schema | undefined;
      },
      optionsSchema as unknown as Schema,
    ) !== undefined
  );
}

test.each(["resourceId", "vnetId", "virtual_network_id"])(
  "the name %s gets the hint id for an existing resource",
  (name) => {
    const options = { external: { vnet: { [name]: "x" } } };
    expect(problemsOf(options).map(({ message }) => message)).toContain('unknown option. Did you mean "id"?');
  },
);

test("a file of options may name its schema, which has no effect", () => {
  const options = { project: "feedback", location: "eastus2" } as const;
  expect(planBackend({ feedbackApi }, { ...options, $schema: "./options.schema.json" })).toEqual(
    planBackend({ feedbackApi }, options),
  );
  expect(problemsOf({ $schema: 5 })).toMatchObject([{ path: "$schema", message: "must be a string, got 5" }]);
});

describe("a name that resembles nothing", () => {
  test.each([
    { functionApp: { colours: 1 } },
    { functionApp: { authSetting: {} } },
    { functionApp: { diagnostics: 1 } },
    { queues: 1 },
  ])("a name that resembles no option gets no hint: %j", (options) => {
    expect(said(options)).not.toContain("Did you mean");
  });

  test.each([
    [{ locaton: "westeurope" }, "location"],
    [{ cosmos: { zoneRedundancy: true } }, "zoneRedundant"],
    [{ monitoring: { savedQuery: true } }, "savedQueries"],
  ])("a name that resembles an option gets a hint: %j", (options, name) => {
    expect(said(options)).toContain(`Did you mean "${name}"?`);
  });
});

describe("an environment by another name", () => {
  test.each([
    ["production", "prod"],
    ["development", "dev"],
  ])("the name %s gets the hint %s", (name, meant) => {
    expect(said({ environment: name })).toBe(
      `must be one of dev, staging, prod, got "${name}". Did you mean "${meant}"?`,
    );
  });

  test("an environment is never suggested for itself", () => {
    const environments = { qa: { extends: "production" } };
    expect(said({ environment: "qa", environments })).toBe(
      'must be one of dev, staging, prod, got "production". Did you mean "prod"?',
    );
  });
});

describe("a Terraform value", () => {
  const variable = (): TerraformVariable =>
    new TerraformVariable(new TerraformStack(new App(), "own"), "own", {});

  test.each<[string, (value: TerraformVariable) => unknown]>([
    ["subscriptionId", ({ stringValue }) => stringValue],
    ["nameSuffix", ({ stringValue }) => stringValue],
    ["project", ({ stringValue }) => stringValue],
    ["location", ({ stringValue }) => stringValue],
    ["cosmos.mode", ({ stringValue }) => stringValue],
    ["cosmos.maxThroughput", ({ numberValue }) => numberValue],
    ["logRetention", ({ numberValue }) => numberValue],
    ["functionApp.os", ({ stringValue }) => stringValue],
  ])("a Terraform value is refused where the value has to be known: %s", (path, read) => {
    expect(problemsOf(at(path, read(variable()))).map((each) => [each.path, each.message])).toEqual([
      [path, "must be known at synth, got a Terraform value"],
    ]);
  });

  test("a Terraform value is called one in every other message", () => {
    const { listValue } = variable();
    const options = { environment: "prod", monitoring: { actionGroups: { ops: { emails: listValue } } } };
    expect(said(options)).toBe("must be known at synth, got a Terraform value");
    expect(messageOf({ functionApp: { slots: listValue } })).not.toContain("TfToken");
  });

  test("a Terraform value is recognised in the way of the engine", () => {
    const { stringValue, numberValue, listValue } = variable();
    for (const value of [stringValue, `a-${stringValue}`, numberValue, listValue])
      expect(isTerraformValue(value)).toBe(true);
    for (const value of ["${var.x}", "a", 0, -1, -8e298, 1e308, [], ["a"], undefined])
      expect(isTerraformValue(value)).toBe(false);
  });
});

describe("alternatives within alternatives", () => {
  const rewrites = (rewrite: object): object => ({
    optional: {
      apim: { publisherName: "a", publisherEmail: "a@b.c", policies: { rewrites: { inbound: [rewrite] } } },
    },
  });
  const path = "optional.apim.policies.rewrites.inbound.0";

  test.each([
    [{ type: "setBody", value: "x" }, [`${path}.value: unknown option, got "x"`, `${path}: body is missing`]],
    [{ type: "setHeader" }, [`${path}: name is missing`]],
    [{ type: "findAndReplace", from: "x" }, [`${path}: to is missing`]],
    [{ type: "setQueryParameter" }, [`${path}: name is missing`]],
  ])("nested alternatives give an error that names the missing field: %j", (rewrite, expected) => {
    expect(problemsOf(rewrites(rewrite)).map((each) => `${each.path}: ${each.message}`)).toEqual(expected);
  });

  test("nested alternatives are all listed where no alternative fits", () => {
    expect(said(rewrites({ type: "setCookie" }))).not.toContain("undefined");
    expect(said(rewrites({ type: "setCookie" }))).toContain('{ type: "setHeader" }');
  });
});

describe("a value of the wrong kind", () => {
  test.each([
    [
      { cosmos: { maxThroughput: "4000" } },
      "give a number: Number(process.env.NAME) converts an environment variable",
    ],
    [{ vnet: "true" }, 'give true or false: process.env.NAME === "true" converts an environment variable'],
    [{ cosmos: null }, "give an object, or remove it"],
  ])("a value of the wrong kind is refused with the fix: %j", (options, fix) => {
    expect(problemsOf(options)[0]?.fix).toContain(fix);
  });

  test("the error about dedicated plans says that they are not supported", () => {
    expect(said({ functionApp: { plan: "P1v3" } })).toContain(
      "App Service (Dedicated) plans are not supported",
    );
  });

  test("the error about a secret says where a secret goes", () => {
    const settings = { KEY: { kind: "secret", name: "jwt-secret" } };
    expect(problemsOf({ functionApp: { settings } })).toEqual([
      {
        path: "functionApp.settings.KEY",
        message: "must be a string, got a secret: secrets belong to components",
        from: ["your options"],
        fix: "move it to the environment of each component that needs it",
      },
    ]);
  });

  test("the error about an image says that it has a tag and a digest", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const image = `registry.example.com/feedback:1.2@${digest}`;
    const [found] = problemsOf({ functionApp: { os: "linux", plan: "EP1", container: { image } } });
    expect(found?.fix).toBe(`keep the digest: "registry.example.com/feedback@${digest}"`);
  });
});

test("swapped arguments are one error, which says that they are swapped", () => {
  const options = { project: "feedback" } as unknown as Components;
  expect(() => planBackend(options, { feedbackApi } as object)).toThrow(
    "backend: 1 problem\n  1. components: the arguments are in the wrong order",
  );
});

test("an uncaught error is printed with its message alone", () => {
  const errorOf = (): unknown => {
    try {
      return defineBackend({ feedbackApi }, { project: "Feedback" });
    } catch (error) {
      return error;
    }
  };
  expect(Object.keys(errorOf() as object)).not.toContain("problems");
  expect((errorOf() as { readonly problems: readonly unknown[] }).problems).not.toEqual([]);
});

describe("a setting that looks like a secret", () => {
  const notes = (settings: Readonly<Record<string, string>>): readonly string[] =>
    planBackend(
      { feedbackApi },
      { project: "a", location: "eastus2", functionApp: { settings } },
    ).notes.flatMap(({ security, path }) => (security === true ? [path] : []));

  test.each([
    { DB_PASSWORD: "hunter2" },
    { API_TOKEN: "x" },
    { apiKey: "x" },
    { ANY: "ghp_abcdefghijklmnop" },
  ])("a setting that looks like a secret gives a warning: %j", (settings) => {
    expect(notes(settings)).toEqual([`functionApp.settings.${Object.keys(settings)[0]}`]);
  });

  test.each([
    { PARTITION_KEY: "id" },
    { TOKEN_URL: "x" },
    { USE_TOKEN: "true" },
    { SECRET: "https://vault" },
  ])("a setting that does not look like a secret gives no warning: %j", (settings) => {
    expect(notes(settings)).toEqual([]);
  });
});
