import { isDeepStrictEqual } from "node:util";
import type { BackendOptions } from "../../lib";
import { nameRules } from "../../lib/azure/names/azure-names";
import type { NameRule } from "../../lib/azure/names/name-rule";
import { allNameRules } from "../../lib/decide/names/name-rules";
import { hasFormat } from "../../lib/decide/imports/id-formats";
import { resourceRecords, terraformTypes } from "../../lib/services";
import { type TerraformType, typesOf } from "../../lib/services/contract/resource-record";
import { stackRoles } from "../../lib/services/contract/service";
import { mockedResources } from "../../lib/terraform-tests/mocked-types";
import { withRedis } from "../support/configs";
import { synthBackend } from "../support/synth";
import {
  APIM,
  BUDGETS,
  CALLED,
  DOMAINS,
  HUB,
  NAT_GATEWAY,
  NAT_PREFIX,
  PROD,
  REDIS,
  SHARE,
} from "../support/with-everything";

/** Backends that have everything between them. */
const backends: readonly BackendOptions[] = [
  CALLED,
  { ...PROD, ...SHARE, ...APIM, ...BUDGETS },
  { ...PROD, ...REDIS, functionApp: { os: "linux", slots: ["staging"] } },
  { ...PROD, ...REDIS, functionApp: { plan: "FC1" } },
  { ...PROD, ...REDIS, ...NAT_GATEWAY },
  { ...PROD, ...REDIS, ...NAT_PREFIX },
  { ...PROD, ...REDIS, ...HUB },
  { ...PROD, ...REDIS, ...DOMAINS },
];

const written = new Set(
  backends.flatMap((options) => {
    const backend = synthBackend(options, withRedis);
    return stackRoles.flatMap((role) =>
      backend[role].addresses.map((address) => address.split(".")[0] ?? ""),
    );
  }),
);
const typesOfAzure = [...written].filter((type) => type.startsWith("azurerm_")).sort();
/** What a record says of its type; the rest is of the resource alone. */
function factsOf(each: TerraformType): object {
  const { type, diagnostics = [] } = each;
  return { type, diagnostics, import: "importId" in each ? each.importId : each.notImported };
}

const known = terraformTypes.map(({ type }) => type);

describe("the records of resources", () => {
  test("the records of resources have every type that a backend writes", () => {
    expect(typesOfAzure.filter((type) => !known.includes(type))).toEqual([]);
    expect(typesOfAzure.length).toBeGreaterThan(50);
  });

  test("the records of resources have no type that no backend writes", () => {
    expect(known.filter((type) => !written.has(type))).toEqual([]);
  });

  test("the records say how each type is imported, or why it is not: only template deployments are not", () => {
    const faults = terraformTypes.filter((each) => "importId" in each === "notImported" in each);
    expect(faults).toEqual([]);
    expect(terraformTypes.flatMap((each) => ("notImported" in each ? [each.type] : []))).toEqual([
      "azurerm_resource_group_template_deployment",
    ]);
  });

  test("the records say the same about a type in every service", () => {
    const told = Object.values(resourceRecords).flatMap(typesOf);
    const differing = told.filter((each) => {
      const first = told.find(({ type }) => type === each.type);
      return !isDeepStrictEqual(factsOf(each), first && factsOf(first));
    });
    expect(differing).toEqual([]);
    expect(told.length).toBeGreaterThan(terraformTypes.length);
  });

  test("the records have one rule for each kind of name", () => {
    const kinds = Object.values(resourceRecords).flatMap(({ names = {} }) => Object.keys(names));
    expect(kinds).toHaveLength(new Set(kinds).size);
    expect(kinds).toEqual(Object.keys(allNameRules));
  });

  test("the records use the rules that components check", () => {
    const { templateDeployment: _, ...ofComponents } = nameRules;
    const rules: Readonly<Record<string, NameRule>> = allNameRules;
    const copied = Object.entries(ofComponents).filter(([kind, rule]) => rules[kind] !== rule);
    expect(copied).toEqual([]);
    expect(Object.keys(ofComponents)).toHaveLength(5);
  });

  test("the records make whole ids from the mocks of Terraform's tests", () => {
    const faults = Object.entries(mockedResources).filter(([type, { values }]) => {
      const { id } = values;
      return typeof id !== "string" || !hasFormat(type, id);
    });
    expect(faults).toEqual([]);
    expect(Object.keys(mockedResources).length).toBeGreaterThan(30);
  });
});
