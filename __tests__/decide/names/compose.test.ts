import fc from "fast-check";
import { ruleFault } from "../../../lib/azure/names/name-rule";
import { composeName, defaultSuffix } from "../../../lib/decide/names/compose";
import { allNameRules as nameRules } from "../../../lib/decide/names/name-rules";
import type { ComposedKind, NameKind } from "../../../lib/services/words";

const kinds = Object.keys(nameRules) as readonly NameKind[];
const composed = kinds.filter((kind): kind is ComposedKind => "prefix" in nameRules[kind]);
const global = composed.filter((kind) => nameRules[kind].scope === "global");

/** What the library accepts as a project of up to `max` characters. */
function words(max: number) {
  return fc
    .stringMatching(new RegExp(`^[a-z](-?[a-z0-9]){0,${max - 1}}$`))
    .filter((word) => word.length <= max);
}
const parts = fc.record({
  project: words(40),
  environment: words(10),
  // What Azure keeps for itself at the end of a namespace's name is refused where it is said: bad-names.test.ts
  suffix: fc.stringMatching(/^[a-z0-9]{1,8}$/).filter((suffix) => !["sb", "mgmt"].includes(suffix)),
});

const ordinary = { project: "feedback", environment: "dev", suffix: "abc123" };
const long = { project: "customer-relations-and-feedback-platform", environment: "prod", suffix: "abc123" };

describe("a composed name", () => {
  test.each<[ComposedKind, string | undefined, string, string | undefined]>([
    [
      "resourceGroup",
      "network",
      "rg-feedback-dev-network",
      "rg-customer-relations-and-feedback-platform-prod-network",
    ],
    [
      "logAnalyticsWorkspace",
      undefined,
      "log-feedback-dev",
      "log-customer-relations-and-feedback-platform-prod",
    ],
    [
      "applicationInsights",
      undefined,
      "appi-feedback-dev",
      "appi-customer-relations-and-feedback-platform-prod",
    ],
    [
      "actionGroup",
      "ops-team",
      "ag-feedback-dev-ops-team",
      "ag-customer-relations-and-feedback-platform-prod-ops-team",
    ],
    [
      "metricAlert",
      "cosmos-ru",
      "alert-feedback-dev-cosmos-ru",
      "alert-customer-relations-and-feedback-platform-prod-cosmos-ru",
    ],
    [
      "activityLogAlert",
      "locks-deleted",
      "alert-feedback-dev-locks-deleted",
      "alert-customer-relations-and-feedback-platform-prod-locks-deleted",
    ],
    [
      "logSearchAlert",
      "secret-near-expiry",
      "alert-feedback-dev-secret-near-expiry",
      "alert-customer-relations-and-feedback-platform-prod-secret-near-expiry",
    ],
    [
      "availabilityTest",
      undefined,
      "webtest-feedback-dev",
      "webtest-customer-relations-and-feedback-platform-prod",
    ],
    ["queryPack", undefined, "pack-feedback-dev", "pack-customer-relations-and-feedback-platform-prod"],
    ["budget", "a", "budget-feedback-dev-a", "budget-customer-relations-and-feedback-platform-prod-a"],
    ["keyVault", undefined, "kv-feedback-dev-abc123", "kv-customer-prod-abc123"],
    [
      "cosmosAccount",
      undefined,
      "cosmos-feedback-dev-abc123",
      "cosmos-customer-relations-and-fe-prod-abc123",
    ],
    ["storageAccount", undefined, "stfeedbackdevabc123", "stcustomerrelaprodabc123"],
    ["hostStorageAccount", undefined, "sthostfeedbackdevabc123", "sthostcustomerprodabc123"],
    ["packageStorageAccount", undefined, "stpkgfeedbackdevabc123", "stpkgcustomerrprodabc123"],
    [
      "eventGridTopic",
      "orders",
      "evgt-feedback-dev-orders-abc123",
      "evgt-customer-relations-and-fee-prod-orders-abc123",
    ],
    [
      "eventGridSystemTopic",
      undefined,
      "egst-feedback-dev",
      "egst-customer-relations-and-feedback-platform-prod",
    ],
    [
      "eventGridSubscription",
      "audit",
      "evgs-feedback-dev-audit",
      "evgs-customer-relations-and-feedback-platform-prod-audit",
    ],
    ["virtualNetwork", undefined, "vnet-feedback-dev", "vnet-customer-relations-and-feedback-platform-prod"],
    ["subnet", "apim", "snet-feedback-dev-apim", "snet-customer-relations-and-feedback-platform-prod-apim"],
    [
      "networkSecurityGroup",
      "apim",
      "nsg-feedback-dev-apim",
      "nsg-customer-relations-and-feedback-platform-prod-apim",
    ],
    [
      "privateDnsZoneLink",
      undefined,
      "link-feedback-dev",
      "link-customer-relations-and-feedback-platform-prod",
    ],
    [
      "privateEndpoint",
      "cosmos-sql",
      "pep-feedback-dev-cosmos-sql",
      "pep-customer-relations-and-feedback-platform-prod-cosmos-sql",
    ],
    ["servicePlan", "ep", "asp-feedback-dev-ep", "asp-customer-relations-an-prod-ep-abc123"],
    [
      "furtherServicePlan",
      "workers-fc1",
      "asp-feedback-dev-workers-fc1",
      "asp-customer-rel-prod-workers-fc1-abc123",
    ],
    ["furtherFunctionApp", "workers", "func-feedba-dev-workers-abc123", "func-custo-prod-workers-abc123"],
    ["functionApp", undefined, "func-feedback-dev-abc123", "func-customer-rela-prod-abc123"],
    [
      "userAssignedIdentity",
      undefined,
      "id-feedback-dev",
      "id-customer-relations-and-feedback-platform-prod",
    ],
    [
      "apiManagement",
      undefined,
      "apim-feedback-dev-abc123",
      "apim-customer-relations-and-feedback-p-prod-abc123",
    ],
    ["cdnProfile", undefined, "afd-feedback-dev", "afd-customer-relations-and-feedback-platform-prod"],
    [
      "cdnEndpoint",
      "web-assets",
      "fde-feedback-dev-web-assets-abc123",
      "fde-customer-relations-prod-web-assets-abc123",
    ],
    ["cdnStorageAccount", undefined, "stcdnfeedbackdevabc123", "stcdncustomerrprodabc123"],
    [
      "containerRegistry",
      undefined,
      "crfeedbackdevabc123",
      "crcustomerrelationsandfeedbackplatformprodabc123",
    ],
    [
      "managedRedis",
      undefined,
      "amr-feedback-dev-abc123",
      "amr-customer-relations-and-feedback-platform-prod-abc123",
    ],
    [
      "redisCache",
      undefined,
      "redis-feedback-dev-abc123",
      "redis-customer-relations-and-feedback-platform-prod-abc123",
    ],
    [
      "eventHubsNamespace",
      undefined,
      "evhns-feedback-dev-abc123",
      "evhns-customer-relations-and-feedback-prod-abc123",
    ],
    [
      "serviceBusNamespace",
      undefined,
      "sbns-feedback-dev-abc123",
      "sbns-customer-relations-and-feedback-p-prod-abc123",
    ],
    ["publicIpAddress", undefined, "pip-feedback-dev", "pip-customer-relations-and-feedback-platform-prod"],
    [
      "virtualNetworkPeering",
      "hub",
      "peer-feedback-dev-hub",
      "peer-customer-relations-and-feedback-platform-prod-hub",
    ],
    ["routeTable", undefined, "rt-feedback-dev", "rt-customer-relations-and-feedback-platform-prod"],
    ["flowLog", undefined, "fl-feedback-dev", "fl-customer-relations-and-feedback-platform-prod"],
    ["flowLogStorageAccount", undefined, "stflowfeedbackdevabc123", "stflowcustomerprodabc123"],
    ["natGateway", undefined, "ng-feedback-dev", "ng-customer-relations-and-feedback-platform-prod"],
    [
      "natPublicIpAddress",
      undefined,
      "pip-nat-feedback-dev",
      "pip-nat-customer-relations-and-feedback-platform-prod",
    ],
  ])("a composed name of a %s is what users will find in the portal", (kind, detail, short, cut) => {
    const given = detail === undefined ? {} : { detail };
    expect([composeName(kind, { ...ordinary, ...given }), composeName(kind, { ...long, ...given })]).toEqual([
      short,
      cut,
    ]);
  });

  test("a composed name exists for every kind that has a prefix, in the table above", () => {
    expect(composed).toHaveLength(44);
  });

  describe.each(composed)("of a %s", (kind) => {
    test("a composed name is accepted by Azure, whatever the project and the environment", () => {
      fc.assert(
        fc.property(parts, fc.constantFrom(undefined, "platform", "ep"), (given, detail) => {
          const name = composeName(kind, { ...given, ...(detail === undefined ? {} : { detail }) });
          if (name !== undefined) expect(ruleFault(nameRules[kind], name)).toBeUndefined();
        }),
      );
    });

    test("a composed name is the same every time", () => {
      fc.assert(
        fc.property(parts, (given) => {
          expect(composeName(kind, { ...given })).toBe(composeName(kind, { ...given }));
        }),
      );
    });

    test("a composed name ends in the suffix once the project had to be cut", () => {
      fc.assert(
        fc.property(words(40), words(10), (project, environment) => {
          const name = composeName(kind, { project, environment, suffix: "zzzzzz" });
          const whole = [project, project.replaceAll("-", "")].some((text) => name?.includes(text));
          expect(name === undefined || whole || name.endsWith("zzzzzz")).toBe(true);
        }),
      );
    });
  });

  test.each(global)(
    "a composed name of a %s is unique in the world by its suffix, however short it is",
    (kind) => {
      expect(composeName(kind, { project: "a", environment: "b", suffix: "zzzzzz" })).toMatch(/zzzzzz$/);
    },
  );

  test("a composed name leaves the slot room in the host id of a function app, which is cut at 32 characters", () => {
    fc.assert(
      fc.property(parts, (given) => {
        expect((composeName("functionApp", given) ?? "").length).toBeLessThanOrEqual(30);
      }),
    );
  });

  test("a composed name has no two hyphens where a project is cut at one", () => {
    expect(composeName("keyVault", { ...long, project: "customers-and-more" })).toBe(
      "kv-customers-prod-abc123",
    );
    expect(composeName("keyVault", { ...long, project: "customer-relations" })).toBe(
      "kv-customer-prod-abc123",
    );
  });

  test("no name is composed where fewer than three characters of the project fit", () => {
    const environment = "integration-test";
    expect(composeName("keyVault", { ...ordinary, environment: "integratio" })).toBe(
      "kv-fee-integratio-abc123",
    );
    expect(composeName("keyVault", { ...ordinary, environment })).toBeUndefined();
    expect(composeName("storageAccount", { ...ordinary, environment })).toBeUndefined();
  });
});

describe("the suffix", () => {
  test("the suffix is six lower-case letters and digits that every kind accepts", () => {
    fc.assert(
      fc.property(words(40), words(10), (project, environment) => {
        expect(defaultSuffix(project, environment, "eastus2")).toMatch(/^[a-z0-9]{6}$/);
      }),
    );
  });

  test("the suffix never changes for what is deployed already", () => {
    expect(defaultSuffix("feedback", "prod", "eastus2")).toBe("242699");
  });

  test("the suffix differs with the project, the environment and the location", () => {
    const suffixes = [
      defaultSuffix("feedback", "prod", "eastus2"),
      defaultSuffix("feedbacks", "prod", "eastus2"),
      defaultSuffix("feedback", "dev", "eastus2"),
      defaultSuffix("feedback", "prod", "westus2"),
    ];
    expect(new Set(suffixes).size).toBe(4);
  });
});
