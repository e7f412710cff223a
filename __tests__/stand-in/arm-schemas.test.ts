import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { bindingsVersion } from "../../lib/provider/bindings-version";
import { stackRoles } from "../../lib/services/contract/service";
import { accepted } from "../../lib/stand-in/arm-schemas/accepted";
import { againstPublished, publishedSchemas } from "../../lib/stand-in/arm-schemas/against-published";
import { type AskedResource, askedOfAzure, withoutEcho } from "../../lib/stand-in/arm-schemas/asked-of-azure";
import { askedTypes } from "../../lib/stand-in/arm-schemas/asked-types";
import { unpublished } from "../../lib/stand-in/arm-schemas/unpublished";
import { type Json, type JsonObject, isObject, listAt, textAt } from "../../lib/stand-in/json";
import { types } from "../../lib/stand-in/types";
import { Manager, inGroup } from "../support/manager";
import recorded from "../support/recorded-bodies.json";
import { synthBackend } from "../support/synth";
import { APIM } from "../support/with-everything";

/** What azurerm 4.81.0 asked the stand-in for. */
const bodies = recorded as unknown as readonly (Omit<AskedResource, "partial"> & {
  readonly body: JsonObject;
})[];

function askedFor(type: string, change: (body: JsonObject) => Json = (body) => body): AskedResource {
  const found = bodies.find((each) => each.type === type);
  if (found === undefined) throw new Error(`no body of ${type} was recorded`);
  return asAsked({ ...found, body: change(found.body) as JsonObject });
}

function asAsked({ type, name, apiVersion, body }: (typeof bodies)[number]): AskedResource {
  const { id = "" } = body as { readonly id?: string };
  return { type, name, apiVersion, body: withoutEcho(body, { type, name, id }), partial: false };
}

/** A body with one value changed, or left out where it is undefined. */
function changed(body: Json | undefined, path: string, value: Json | undefined): Json {
  const [first = "", ...rest] = path.split(".");
  if (Array.isArray(body))
    return (body as readonly Json[]).map((item, index) =>
      String(index) === first
        ? rest.length === 0
          ? (value ?? null)
          : changed(item, rest.join("."), value)
        : item,
    );
  const entries = new Map(Object.entries(isObject(body) ? body : {}));
  const next = rest.length === 0 ? value : changed(entries.get(first), rest.join("."), value);
  if (next === undefined) entries.delete(first);
  else entries.set(first, next);
  return Object.fromEntries(entries);
}

function findingsOf(...asked: readonly AskedResource[]): readonly string[] {
  return againstPublished(asked).findings;
}

test("the requests of azurerm fit Microsoft's types, except for the accepted findings", () => {
  expect(findingsOf(...bodies.map(asAsked))).toEqual([]);
});

test("every accepted finding occurs in the recorded requests", () => {
  const { accepted: met } = againstPublished(bodies.map(asAsked));
  expect(accepted.filter((entry) => !met.includes(entry))).toEqual([]);
});

/** What a mistake here or in the provider would ask for, and how it is found. */
const MISTAKES: readonly (readonly [string, string, Json | undefined, RegExp])[] = [
  [
    "Microsoft.Storage/storageAccounts",
    "properties.minimumTlsVersion",
    "TLS1_4",
    /minimumTlsVersion is one of/,
  ],
  [
    "Microsoft.DocumentDB/databaseAccounts",
    "properties.backupPolicy.continuousModeProperties.tier",
    "Continuous14Days",
    /tier is one of Continuous7Days, Continuous30Days, got Continuous14Days/,
  ],
  [
    "Microsoft.Insights/metricAlerts",
    "properties.criteria.allOf.0.timeAggregation",
    "Sum",
    /timeAggregation is one of/,
  ],
  [
    "Microsoft.Network/networkSecurityGroups/securityRules",
    "properties.direction",
    "In",
    /direction is one of/,
  ],
  ["Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "1.4", /minTlsVersion is one of/],
  ["Microsoft.EventGrid/topics", "properties.inputSchema", "CloudEvents", /inputSchema is one of/],
  ["Microsoft.Cache/redisEnterprise", "sku.name", "Balanced_B2", /sku.name is one of/],
  [
    "Microsoft.Authorization/roleAssignments",
    "properties.principalType",
    "Application",
    /principalType is one of/,
  ],
  ["Microsoft.KeyVault/vaults", "properties.sku", undefined, /properties.sku is required/],
  [
    "Microsoft.Insights/actionGroups",
    "properties.groupShortName",
    "thirteen-long",
    /has 0 to 12 characters, got 13/,
  ],
  ["Microsoft.AlertsManagement/smartDetectorAlertRules", "properties.severity", "High", /severity is one of/],
  [
    "Microsoft.Insights/diagnosticSettings",
    "properties.metrics.0.category",
    true,
    /category must be a string, got boolean/,
  ],
  // Beside those that were tried first.
  ["Microsoft.KeyVault/vaults", "properties.enableRbacAuthorisation", true, /is not a property of its type/],
  [
    "Microsoft.KeyVault/vaults",
    "properties.EnableRbacAuthorization",
    true,
    /is spelled enableRbacAuthorization/,
  ],
  ["Microsoft.KeyVault/vaults", "properties.hsmPoolResourceId", "/pools/a", /is written by Azure alone/],
  ["Microsoft.KeyVault/vaults", "properties.networkAcls.ipRules", {}, /ipRules is a list/],
  ["Microsoft.KeyVault/vaults", "location", null, /location is required/],
  ["Microsoft.DocumentDB/databaseAccounts", "properties.backupPolicy.type", "Weekly", /type is one of/],
  [
    "Microsoft.Storage/storageAccounts",
    "properties.networkAcls.bypass",
    "Metrics, Azure",
    /bypass is one of/,
  ],
  ["Microsoft.Storage/storageAccounts", "identity.principalId", "11112222", /is written by Azure alone/],
];

test.each(MISTAKES)("a mistake is found: of %s, %s of %j", (type, path, value, found) => {
  const findings = findingsOf(askedFor(type, (body) => changed(body, path, value)));
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatch(found);
});

test("a property of any other name is found, at any place at the top", () => {
  const name = fc.stringMatching(/^[a-z]{12}$/);
  fc.assert(
    fc.property(fc.constantFrom(...bodies), name, ({ type }, property) => {
      expect(findingsOf(askedFor(type, (body) => ({ ...body, [property]: 1 })))).toEqual([
        expect.stringContaining(`${property} is not a property of its type`),
      ]);
    }),
  );
});

test("a name that its type lacks is found, though the URL has it", () => {
  const { body, ...cache } = askedFor("Microsoft.Cache/redisEnterprise");
  expect(findingsOf({ ...cache, body: { ...body, name: "a_cache" } })).toEqual([
    expect.stringMatching(/: name is like .*, got a_cache$/),
  ]);
});

test("a PATCH may leave out properties that do not change", () => {
  const asked = {
    ...askedFor("Microsoft.KeyVault/vaults"),
    body: { properties: { publicNetworkAccess: "On" } },
  };
  expect(findingsOf(asked)).toHaveLength(4);
  expect(findingsOf({ ...asked, partial: true })).toEqual([]);
  const wrong = { ...asked, body: { properties: { sku: { name: "basic" } } }, partial: true };
  expect(findingsOf(wrong)).toEqual([expect.stringContaining("properties.sku.name is one of")]);
});

test("a type that is not published is found by its name", () => {
  const asked = {
    type: "Microsoft.Shop/carts",
    name: "a",
    apiVersion: "2026-01-01",
    body: {},
    partial: false,
  };
  const known = askedFor("Microsoft.KeyVault/vaults");
  expect(findingsOf(asked, { ...known, apiVersion: "2015-06-01" })).toEqual([
    expect.stringContaining("Microsoft.Shop/carts@2026-01-01 a: Microsoft's types here have no such type"),
    expect.stringContaining("Microsoft.KeyVault/vaults@2015-06-01"),
  ]);
});

test("a finding does not show a secret", () => {
  const asked = (value: Json): AskedResource => ({
    type: "Microsoft.KeyVault/vaults/secrets",
    name: "jwt",
    apiVersion: "2026-02-01",
    body: { name: "jwt", properties: { value } },
    partial: false,
  });
  expect(findingsOf(asked("drawn"))).toEqual([]);
  expect(findingsOf(asked(17)).join()).not.toContain("17");
});

test("resources of a template are checked against their types too", () => {
  const manager = new Manager();
  const id = inGroup("Microsoft.OperationalInsights/workspaces/logs");
  manager.manager.context.deploy(
    id,
    { location: "eastus2", properties: { sku: { name: "PerTB" } } },
    "2023-09-01",
  );
  expect(findingsOf(...manager.manager.deployed)).toEqual([
    expect.stringContaining(
      "Microsoft.OperationalInsights/workspaces@2023-09-01 logs: properties.sku.name is one of",
    ),
  ]);
});

test("a request is recognised by its URL", () => {
  const path = inGroup("Microsoft.KeyVault/vaults/kv-shop");
  const query = new URLSearchParams("api-version=2026-02-01");
  const request = { method: "PUT", path, query, headers: {}, status: 200 };
  const body = { id: path, type: "microsoft.keyvault/VAULTS", name: "other", location: "eastus2" };
  const asked = askedOfAzure([
    { ...request, host: "management.azure.com", body },
    { ...request, host: "kv-shop.vault.azure.net", body },
    { ...request, host: "management.azure.com", method: "GET", body },
    { ...request, host: "management.azure.com", body: undefined },
  ]);
  expect(asked).toEqual([
    {
      type: "Microsoft.KeyVault/vaults",
      name: "kv-shop",
      apiVersion: "2026-02-01",
      // Another name than the URL's stays, and is held against the type.
      body: { name: "other", location: "eastus2" },
      partial: false,
    },
  ]);
});

describe("the types that are kept", () => {
  const schemas = publishedSchemas();

  test("the kept types are the requested ones, of one commit", () => {
    expect(Object.keys(schemas.types).sort()).toEqual([...askedTypes].sort());
    expect(schemas).toMatchObject({ source: "github.com/Azure/bicep-types-az", licence: "MIT" });
    expect(schemas.commit).toMatch(/^[0-9a-f]{40}$/);
  });

  /** Azure makes them with their parents, or on its own. */
  const NEVER_WRITTEN = [
    "Microsoft.ApiManagement/service/tenant",
    "Microsoft.Cdn/profiles/endpoints",
    "Microsoft.EventHub/namespaces/AuthorizationRules",
    "Microsoft.EventHub/namespaces/networkRuleSets",
    "Microsoft.Network/networkInterfaces",
    "Microsoft.Network/networkWatchers",
    "Microsoft.ServiceBus/namespaces/AuthorizationRules",
    "Microsoft.Web/sites/config/list",
    "Microsoft.Web/sites/functions",
    "Microsoft.Web/sites/host",
    "Microsoft.Web/sites/host/properties",
    "Microsoft.Web/sites/slots/config/list",
    "Microsoft.Web/sites/slots/functions",
    "Microsoft.Web/sites/slots/host",
    "Microsoft.Web/sites/slots/host/properties",
  ];

  test("the kept types are all that the stand-in can be asked for", () => {
    const kept = new Set(askedTypes.map((name) => (name.split("@")[0] ?? "").toLowerCase()));
    const without = types
      .map(({ type }) => type)
      .filter((type) => !kept.has(type.toLowerCase()) && unpublished(type) === undefined);
    expect(without.sort()).toEqual(NEVER_WRITTEN);
  });

  test("the kept types are all that the templates of a backend deploy", () => {
    // The earliest provider has the most of them.
    const backend = synthBackend({ environment: "dev", ...APIM, provider: { version: bindingsVersion } });
    const templates = stackRoles.flatMap((role) =>
      Object.values(backend[role].all("azurerm_resource_group_template_deployment")),
    );
    const made = templates.flatMap((template) =>
      listAt(JSON.parse(textAt(template, "template_content")) as Json, "resources").map(
        (resource) => `${textAt(resource, "type")}@${textAt(resource, "apiVersion")}`,
      ),
    );
    expect(new Set(made).size).toBeGreaterThan(3);
    expect(made.filter((each) => !askedTypes.includes(each))).toEqual([]);
  });

  test("the kept types are under 100 kB compressed, and every pattern of theirs can be read", () => {
    const text = readFileSync(join(__dirname, "../../lib/stand-in/arm-schemas/schemas.json"), "utf8");
    expect(gzipSync(text).length).toBeLessThan(100_000);
    const patterns = [...text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)];
    expect(patterns).not.toHaveLength(0);
    for (const [, pattern = ""] of patterns)
      expect(() => new RegExp(JSON.parse(pattern) as string)).not.toThrow();
  });
});
