import type { Clone } from "../arm-schemas/clone";
import { compareVersions } from "../../lib/provider/version";
import type { FactTable } from "./fact-table";

const REPOSITORY = "hashicorp/terraform-provider-azurerm";

/** The first version that a backend may require: that of the oldest bindings. */
const FIRST = "4.55.0";

/** What the SDKs that azurerm imports call a part of Azure, and what Azure Resource Manager calls it. */
const PARTS: Readonly<Record<string, string>> = {
  aadb2c: "Microsoft.AzureActiveDirectory",
  apimanagement: "Microsoft.ApiManagement",
  applicationinsights: "Microsoft.Insights",
  authorization: "Microsoft.Authorization",
  cdn: "Microsoft.Cdn",
  consumption: "Microsoft.Consumption",
  containerregistry: "Microsoft.ContainerRegistry",
  cosmosdb: "Microsoft.DocumentDB",
  dns: "Microsoft.Network/dnsZones",
  eventgrid: "Microsoft.EventGrid",
  frontdoor: "Microsoft.Network/frontDoorWebApplicationFirewallPolicies",
  insights: "Microsoft.Insights",
  keyvault: "Microsoft.KeyVault",
  managedidentity: "Microsoft.ManagedIdentity",
  network: "Microsoft.Network",
  operationalinsights: "Microsoft.OperationalInsights",
  privatedns: "Microsoft.Network/privateDnsZones",
  redis: "Microsoft.Cache/redis",
  redisenterprise: "Microsoft.Cache/redisEnterprise",
  resources: "Microsoft.Resources",
  servicebus: "Microsoft.ServiceBus",
  storage: "Microsoft.Storage",
  web: "Microsoft.Web",
};

const IMPORTS = [
  "github.com/hashicorp/go-azure-sdk/resource-manager/[a-z0-9]+/[0-9]{4}-[0-9-]+(-preview)?",
  "github.com/Azure/azure-sdk-for-go/services/(preview/)?[a-z0-9]+/mgmt/[0-9]{4}-[0-9-]+(-preview)?",
];

type Spoken = Readonly<Record<string, readonly string[]>>;

/**
 * The versions of Azure Resource Manager's interface that each version of azurerm imports, tests left out: of a part of Azure
 * the versions from that one on.
 */
export const providerApiVersions: FactTable = {
  name: "provider-api-versions",
  file: "lib/provider/api-versions.json",
  repositories: [REPOSITORY],
  read({ clone, today }) {
    const repository = clone(REPOSITORY);
    const releases = releasesOf(repository.tags);
    const spoken = releases.map((release) => spokenBy(repository.at(`v${release}`)));
    const parts = [...new Set(Object.values(PARTS))].sort();
    const last = releases.at(-1) ?? FIRST;
    return {
      source: `github.com/${REPOSITORY}`,
      licence: "MPL-2.0, HashiCorp, Inc.",
      changes: "the API versions in import paths of internal, by part of Azure, without code",
      read: today,
      first: { version: FIRST, commit: repository.at(`v${FIRST}`).commit },
      last: { version: last, commit: repository.at(`v${last}`).commit },
      parts: Object.fromEntries(parts.map((part) => [part, changesOf(part, releases, spoken)])),
    };
  },
};

/** `v4.55.0` and later, the oldest first; no pre-releases. */
function releasesOf(tags: readonly string[]): readonly string[] {
  return tags
    .flatMap((tag) => /^v(\d+\.\d+\.\d+)$/.exec(tag)?.[1] ?? [])
    .filter((version) => compareVersions(version, FIRST) >= 0)
    .sort(compareVersions);
}

function spokenBy(release: Clone): Spoken {
  const found = IMPORTS.flatMap((each) => release.matches(each, "internal/*.go", ["*_test.go"]));
  const pairs = found.flatMap((path) => {
    const [, name = "", version = ""] = /([a-z0-9]+)\/(?:mgmt\/)?([^/]+)$/.exec(path) ?? [];
    const part = PARTS[name];
    return part === undefined ? [] : [[part, version] as const];
  });
  return Object.fromEntries(
    Object.values(PARTS).map((part) => [
      part,
      [...new Set(pairs.flatMap(([each, version]) => (each === part ? [version] : [])))].sort(),
    ]),
  );
}

/** From which release on which versions. */
function changesOf(part: string, releases: readonly string[], spoken: readonly Spoken[]) {
  return releases.flatMap((since, index) => {
    const versions = spoken[index]?.[part] ?? [];
    const before = spoken[index - 1]?.[part];
    return JSON.stringify(versions) === JSON.stringify(before) ? [] : [{ since, versions }];
  });
}
