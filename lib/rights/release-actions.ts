/** App and slot: a release asks the same of both. */
const SITES = ["Microsoft.Web/sites", "Microsoft.Web/sites/slots"];

/**
 * What a release asks Azure Resource Manager for, of every kind: lib/release. Published in
 * learn.microsoft.com/azure/role-based-access-control/permissions/web-and-mobile and …/containers
 */
export const releaseActions: readonly string[] = [
  ...SITES.flatMap((type) => [
    `${type}/config/list/action`,
    `${type}/config/read`,
    `${type}/config/write`,
    `${type}/functions/read`,
    // Azure publishes no action for the state of a host, and refuses a role that names one: see releaseTakenBack.
    `${type}/host/*`,
    `${type}/restart/action`,
    `${type}/syncfunctiontriggers/action`,
  ]),
  "Microsoft.Web/sites/slots/slotsswap/action",
  // One Deploy: learn.microsoft.com/azure/app-service/resources-kudu#rbac-permissions-required-to-access-kudu
  "Microsoft.Web/sites/publish/action",
  // As in Azure's role Container Registry Data Importer and Data Reader.
  "Microsoft.ContainerRegistry/registries/importImage/action",
  "Microsoft.ContainerRegistry/registries/pull/read",
];

/** Everything below a host but reading, such as its keys. */
export const releaseTakenBack: readonly string[] = SITES.flatMap((type) =>
  ["action", "delete", "write"].map((verb) => `${type}/host/*/${verb}`),
);
