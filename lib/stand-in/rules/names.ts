import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";

const NAMES = "learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules";

/** What a name has to be, in words, and as a pattern. */
type NameRule = readonly [type: string, says: string, pattern: RegExp];

/** Beside those that other lists have, which go with an error code of their own. */
const PATTERNS: readonly NameRule[] = [
  [
    "Microsoft.Resources/resourceGroups",
    "a resource group's name has 1 to 90 characters and ends in no full stop",
    /^[-\w._()]{0,89}[-\w_()]$/,
  ],
  ["Microsoft.Resources/deployments", "a deployment's name has 1 to 64 characters", /^[-\w._()]{1,64}$/],
  [
    "Microsoft.Network/virtualNetworks",
    "a network's name has 2 to 64 characters, beginning with a letter or digit",
    /^[a-z0-9][\w.-]{0,62}\w$/i,
  ],
  ...[
    ["virtualNetworks/subnets", "a subnet's name"],
    ["networkSecurityGroups", "a network security group's name"],
    ["networkSecurityGroups/securityRules", "a security rule's name"],
    ["privateEndpoints", "a private endpoint's name"],
    ["privateDnsZones/virtualNetworkLinks", "a virtual network link's name"],
    ["publicIPAddresses", "a public IP address's name"],
  ].map(([type = "", label = ""]): NameRule => [
    `Microsoft.Network/${type}`,
    `${label} has 1 to 80 characters, ending in a letter, digit or _`,
    /^[a-z0-9]([\w.-]{0,78}\w)?$/i,
  ]),
  [
    "Microsoft.OperationalInsights/workspaces",
    "a workspace's name has 4 to 63 letters, digits and hyphens",
    /^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$/i,
  ],
  [
    "Microsoft.Insights/components",
    "an Application Insights component's name has 1 to 260 characters without % & \\ ? /",
    /^[^%&\\?/]{0,259}[^%&\\?/ .]$/,
  ],
  [
    "Microsoft.Insights/actionGroups",
    "an action group's name has 1 to 260 characters without : < > + / & % \\ ?",
    /^[^:<>+/&%\\?|]{0,259}[^:<>+/&%\\?|. ]$/,
  ],
  [
    "Microsoft.Insights/metricAlerts",
    "a metric alert's name has 1 to 260 characters without * # & + : < > ? @ % { } \\ /",
    /^[^*#&+:<>?@%{}\\/]{0,259}[^*#&+:<>?@%{}\\/ .]$/,
  ],
  [
    "Microsoft.KeyVault/vaults/secrets",
    "a secret's name has 1 to 127 letters, digits and hyphens",
    /^[a-z0-9-]{1,127}$/i,
  ],
  [
    "Microsoft.DocumentDB/databaseAccounts",
    "a Cosmos DB account's name has 3 to 44 lower-case letters, digits and hyphens",
    /^[a-z0-9][a-z0-9-]{1,42}[a-z0-9]$/,
  ],
  [
    "Microsoft.Storage/storageAccounts/fileServices/shares",
    "a share's name has 3 to 63 lower-case letters, digits and single hyphens",
    /^(?=.{3,63}$)[a-z0-9](-?[a-z0-9])*$/,
  ],
  [
    "Microsoft.Web/serverfarms",
    "a plan's name has 1 to 60 letters, digits, hyphens and _",
    /^[a-z0-9-_]{1,60}$/i,
  ],
  [
    "Microsoft.Web/sites/slots",
    "a slot's name has 2 to 59 letters, digits and hyphens",
    /^(?=.{2,59}$)[a-z0-9][a-z0-9-]*[a-z0-9]$/i,
  ],
  [
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "an identity's name has 3 to 128 letters, digits, hyphens and _",
    /^[a-z0-9][a-z0-9-_]{2,127}$/i,
  ],
  [
    "Microsoft.EventGrid/topics",
    "a topic's name has 3 to 50 letters, digits and hyphens",
    /^[a-z0-9-]{3,50}$/i,
  ],
  [
    "Microsoft.EventGrid/systemTopics",
    "a system topic's name has 3 to 128 letters, digits and hyphens",
    /^[a-z0-9-]{3,128}$/i,
  ],
  [
    "Microsoft.ContainerRegistry/registries",
    "a registry's name has 5 to 50 letters and digits",
    /^[a-z0-9]{5,50}$/i,
  ],
];

/** Types whose names are part of a host name, or belong to the first that takes them. */
const GLOBAL: readonly string[] = [
  "Microsoft.Storage/storageAccounts",
  "Microsoft.KeyVault/vaults",
  "Microsoft.DocumentDB/databaseAccounts",
  "Microsoft.Web/sites",
  "Microsoft.ServiceBus/namespaces",
  "Microsoft.ContainerRegistry/registries",
  "Microsoft.ApiManagement/service",
  "Microsoft.Cache/Redis",
];

/** Types whose resources have an address of their own, and identities, of which the refusal was reported. */
const REACHED: readonly string[] = [
  ...GLOBAL,
  "Microsoft.Cache/redisEnterprise",
  "Microsoft.EventGrid/topics",
  "Microsoft.Cdn/profiles/afdEndpoints",
  "Microsoft.ManagedIdentity/userAssignedIdentities",
];

const RESERVED =
  /^login|microsoft|windows|^(access|app_(code|themes|data|globalresources|localresources|webreferences|browsers)|azure|bing|bizspark|biztalk|cortana|directx|dotnet|dynamics|excel|exchange|forefront|groove|hololens|hyperv|kinect|lync|msdn|o365|office|office365|onedrive|onenote|outlook|powerpoint|sharepoint|skype|visio|visualstudio|web\.config|xbox)$/i;

export const names: readonly Rule[] = [
  {
    says: "a name that is part of a host name has no reserved word",
    source: "learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-reserved-resource-name",
    on: REACHED,
    code: "ReservedResourceName",
    refuse: (_asked, { name }) =>
      RESERVED.test(name)
        ? `The resource name '${name}' or a part of the name is a trademarked or reserved word.`
        : undefined,
  },
  ...PATTERNS.map(([type, says, pattern]): Rule => ({
    says,
    source: NAMES,
    on: [type],
    code: "InvalidResourceName",
    refuse: (_asked, { name }) => (pattern.test(name) ? undefined : `The name '${name}' is invalid: ${says}`),
  })),
  {
    says: "a name that is part of a host name is globally unique",
    source: NAMES,
    on: GLOBAL,
    status: 409,
    code: "NameAlreadyExists",
    refuse(_asked, { id, name, store }) {
      const type = parseResourcePath(id)?.type ?? "";
      const twin = store
        .ofType(type)
        .find((each) => key(each.name) === key(name) && key(each.id) !== key(id));
      return twin && `The name '${name}' is already taken, by ${twin.id}`;
    },
  },
];
