import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { bugs, devDependencies } from "../../package.json";
import { root } from "../support/packed";

/** docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema */
interface Field {
  readonly type: "markdown" | "input" | "textarea" | "dropdown" | "checkboxes" | "upload";
  readonly id?: string;
  readonly attributes: {
    readonly label?: string;
    readonly value?: string;
    readonly options?: readonly (string | { readonly label: string; readonly required?: boolean })[];
  };
  readonly validations?: { readonly required?: boolean };
}

interface Form {
  readonly name: string;
  readonly description: string;
  readonly labels: readonly string[];
  readonly body: readonly Field[];
}

const FOLDER = join(root, ".github/ISSUE_TEMPLATE");
const read = (file: string): unknown => parse(readFileSync(join(root, ".github", file), "utf8"));
const forms = readdirSync(FOLDER)
  .filter((file) => file !== "config.yml")
  .map((file) => [file, read(`ISSUE_TEMPLATE/${file}`) as Form] as const);

test("there is a form for bugs and one for features, and no empty issue", () => {
  expect(forms.map(([file]) => file)).toEqual(["bug.yml", "feature.yml"]);
  expect(read("ISSUE_TEMPLATE/config.yml")).toMatchObject({ blank_issues_enabled: false });
});

test("questions lead to discussions, and vulnerabilities to the private form", () => {
  const { contact_links: links } = read("ISSUE_TEMPLATE/config.yml") as {
    readonly contact_links: readonly { readonly url: string }[];
  };
  const repository = bugs.url.replace(/\/issues$/, "");
  expect(links.map(({ url }) => url)).toEqual([
    `${repository}/discussions`,
    `${repository}/security/advisories/new`,
  ]);
});

describe.each(forms)("%s", (_file, { name, description, labels, body }) => {
  test("it is a form as GitHub describes it", () => {
    expect([name, description, ...labels].every((text) => text !== "")).toBe(true);
    const fields = body.filter(({ type }) => type !== "markdown");
    const ids = fields.map(({ id = "" }) => id);
    expect(ids.filter((id) => !/^[\w-]+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    const labelled = fields.map(({ attributes }) => attributes.label);
    expect(new Set(labelled).size).toBe(fields.length);
    for (const { type, attributes } of body) {
      if (type === "markdown") expect(attributes.value).toBeTruthy();
      else expect(attributes.label).toBeTruthy();
      if (type === "dropdown" || type === "checkboxes") expect(attributes.options?.length).toBeGreaterThan(0);
    }
  });

  test("nobody sends it without having read that it must have no secret", () => {
    const [options = []] = body
      .filter(({ id }) => id === "secrets")
      .map(({ attributes }) => attributes.options);
    expect(options).toEqual([{ label: expect.stringMatching(/no secret/) as string, required: true }]);
  });
});

test("a bug names package, version, tools, options, stage, expectation and result, and may name the provider", () => {
  const [, { body } = { body: [] }] = forms.find(([file]) => file === "bug.yml") ?? [];
  const required = body.filter(({ validations }) => validations?.required === true).map(({ id }) => id);
  expect(required).toEqual(
    expect.arrayContaining(["package", "version", "doctor", "options", "stage", "expected", "seen"]),
  );
  expect(body.map(({ id }) => id)).toContain("provider");
  const [warning] = body;
  expect(warning?.attributes.value).toMatch(/secrets/);
});

interface Update {
  readonly "package-ecosystem": string;
  readonly directory?: string;
  readonly directories?: readonly string[];
  readonly schedule: { readonly interval: string };
  readonly cooldown: { readonly "default-days": number };
  readonly groups: object;
  readonly ignore?: readonly {
    readonly "dependency-name": string;
    readonly "update-types"?: readonly string[];
  }[];
}

describe("dependabot.yml", () => {
  const { version, updates } = read("dependabot.yml") as {
    readonly version: number;
    readonly updates: readonly Update[];
  };

  test("it updates packages of both lock files, and actions, in groups, and not on the day of a release", () => {
    expect(version).toBe(2);
    expect(updates.map((each) => [each["package-ecosystem"], each.directories ?? [each.directory]])).toEqual([
      ["npm", ["/", "/site"]],
      ["github-actions", ["/"]],
    ]);
    for (const { schedule, cooldown, groups } of updates) {
      expect(schedule.interval).toBe("weekly");
      expect(cooldown["default-days"]).toBeGreaterThanOrEqual(7);
      expect(Object.keys(groups)).not.toEqual([]);
    }
  });

  test("it leaves engines and bindings alone, all of them", () => {
    const ignored = (updates[0]?.ignore ?? []).filter((each) => each["update-types"] === undefined);
    const patterns = ignored.map((each) => each["dependency-name"]);
    const isIgnored = (name: string): boolean =>
      patterns.some((pattern) =>
        pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
      );
    const engines = Object.keys(devDependencies).filter((name) => /cdkt[fn]|^constructs$/.test(name));
    expect(engines).toHaveLength(7);
    expect(engines.filter((name) => !isIgnored(name))).toEqual([]);
    expect(isIgnored("typescript")).toBe(false);
  });
});
