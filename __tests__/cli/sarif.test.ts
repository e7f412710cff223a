import { Validator, type Schema } from "@cfworker/json-schema";
import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
import type { Finding } from "../../lib/cli/check/finding";
import { levels } from "../../lib/cli/check/finding-levels";
import { asSarif } from "../../lib/cli/check/sarif";
import { AppProject } from "../support/app-project";
import { callTool } from "../support/tool";

// A Microsoft package: OASIS publishes the schema under terms of its own. The standard's differs in what a region needs.
const validator = new Validator(schema as Schema, "4", false);

function faultsIn(sarif: string): readonly string[] {
  return validator
    .validate(JSON.parse(sarif))
    .errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
}

const FINDING = {
  path: "cosmos.mode",
  message: "100% of 'it'\nis \u001b[31mred\u001b[0m",
  origin: [],
} as const;

test.each<[string, readonly Finding[]]>([
  ["nothing", []],
  ["every level", levels.map((level) => ({ ...FINDING, level, project: "shop", environment: "dev" }))],
  [
    "all that a finding can have",
    [
      {
        ...FINDING,
        level: "problem",
        value: '"x"',
        origin: ["your options"],
        fix: "remove it",
        security: true,
        patch: { op: "set", path: "cosmos.mode", value: { a: [1, null] } },
      },
      { ...FINDING, level: "note", path: "azurerm_storage_account.storage", check: "CKV_AZURE_33" },
      { ...FINDING, level: "problem", path: "app" },
    ],
  ],
])("a report of %s is SARIF 2.1.0 by its schema", (_what, findings) => {
  expect(faultsIn(asSarif(findings, "src/my app/main.ts"))).toEqual([]);
});

test("what is no SARIF is seen by the schema", () => {
  const log = JSON.parse(asSarif([{ ...FINDING, level: "problem" }], "main.ts")) as {
    readonly runs: readonly { readonly results: readonly object[] }[];
  };
  const broken = {
    ...log,
    runs: [{ ...log.runs[0], results: [{ ...log.runs[0]?.results[0], level: "problem" }] }],
  };
  expect(faultsIn(JSON.stringify(broken)).join("\n")).toContain("#/runs/0/results/0/level");
});

test("a region says where it begins, which the standard asks for and this copy of its schema does not", () => {
  const { runs } = JSON.parse(asSarif([{ ...FINDING, level: "note" }], "main.ts")) as {
    readonly runs: readonly { readonly results: readonly { readonly locations: readonly unknown[] }[] }[];
  };
  expect(runs[0]?.results[0]?.locations).toEqual([
    { physicalLocation: { artifactLocation: { uri: "main.ts" }, region: { startLine: 1 } } },
  ]);
});

test.each([
  ["of a sound app, with what scanners report", "{}", ["--policies"]],
  ["of an app that is refused", '{ functionApp: { plan: "FC1", os: "windows" }, locaton: "westeurope" }', []],
])("the report %s is SARIF 2.1.0 by its schema", async (_what, options, args) => {
  const project = new AppProject();
  try {
    project.writeApp(["dev", "prod"], options);
    const { stdout } = await callTool(["check", "--format", "sarif", ...args], { cwd: project.folder });
    expect(stdout).toContain('"ruleId"');
    expect(faultsIn(stdout)).toEqual([]);
  } finally {
    project.remove();
  }
});
