import type { JsonObject } from "../../lib/stand-in/json";
import { type Asked, DATABASE, PLAN, type Row, ZONE, account, app, container, database } from "./asked";
import { GROUP, inGroup } from "./manager";

const named = (type: string, name: string): Row["right"] => [inGroup(`${type}/${name}`), {}];

const AUTOSCALE: JsonObject = { autoscaleSettings: { maxThroughput: 4000 } };
const containerNamed = (name: string, options: JsonObject = {}): Asked => [
  `${DATABASE}/containers/${name}`,
  { properties: { options, resource: { id: name, partitionKey: { paths: ["/id"] } } } },
];
const containers = (count: number): readonly Asked[] =>
  Array.from({ length: count }, (_, index) => containerNamed(`c${index}`));

const PROFILE = inGroup("Microsoft.Cdn/profiles/afd");
const FRONT_DOOR: JsonObject = { sku: { name: "Standard_AzureFrontDoor" } };
const tagged = (count: number): JsonObject => ({
  ...FRONT_DOOR,
  tags: Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, "x"])),
});

const deployment = (name: string): Asked => [
  inGroup(`Microsoft.Resources/deployments/${name}`),
  { properties: { template: {} } },
];

const locked: Asked = [
  `${GROUP}/providers/Microsoft.Authorization/locks/keep`,
  { properties: { level: "CanNotDelete" } },
];

/** Limits that a name, a count or an order runs into. */
export const refusedOfLimits: Readonly<Record<string, Row | readonly Row[]>> = {
  "a name that is part of a host name has no reserved word": [
    ["Microsoft.KeyVault/vaults", "kv-mylogin", "kv-mswindows"],
    ["Microsoft.Storage/storageAccounts", "stlogin", "loginst"],
    ["Microsoft.DocumentDB/databaseAccounts", "cosmos-azure", "azure"],
    ["Microsoft.ManagedIdentity/userAssignedIdentities", "id-ms", "id-microsoft"],
  ].map(([type = "", right = "", wrong = ""]) => ({
    right: named(type, right),
    wrong: named(type, wrong),
    message: `400 ReservedResourceName: The resource name '${wrong}' or a part of the name is a trademarked or reserved word.`,
  })),
  "DNS zones, their links and records, and CDN profiles have 15 tags at most": [ZONE, PROFILE].map((id) => ({
    right: [id, tagged(15)],
    wrong: [id, tagged(16)],
    message: "400 BadRequest: A maximum of 15 tags are allowed. The number of tags specified is 16.",
  })),
  "a tag of Front Door has no # and no : in its name": {
    right: [PROFILE, { ...FRONT_DOOR, tags: { "Cost Center": "1" } }],
    wrong: [PROFILE, { ...FRONT_DOOR, tags: { "team:owner": "1" } }],
    message: "400 BadRequest: The tag name 'team:owner' is not supported",
  },
  "on Linux the name of an app setting has letters, digits, full stops and _": ["MAIL-KEY", "A:B"].map(
    (name) => ({
      given: [[PLAN, { sku: { name: "EP1" }, properties: { reserved: true } }]],
      right: app({ siteConfig: { appSettings: [{ name: "A.B_1", value: "1" }] } }),
      wrong: app({ siteConfig: { appSettings: [{ name, value: "1" }] } }),
      message: `400 BadRequest: AppSetting with name '${name}' is not allowed.`,
    }),
  ),
  "a partition key is a path of values without wildcards": {
    given: [account(), database({})],
    right: container("/a/b"),
    wrong: container("/a/*"),
    message: "400 BadRequest: The partition key path '/a/*' is invalid",
  },
  "a resource group keeps 800 deployments": {
    // A lock keeps Azure from deleting the oldest ones.
    given: [locked, ...Array.from({ length: 800 }, (_, index) => deployment(`d${index}`))],
    right: deployment("d0"),
    wrong: deployment("one-more"),
    message: "409 DeploymentQuotaExceeded: Creating the deployment would exceed the quota of '800'.",
  },
  "25 containers share the throughput of a database, and others have throughput of their own": [
    {
      given: [account(), database(AUTOSCALE), ...containers(25)],
      right: containerNamed("more", AUTOSCALE),
      wrong: containerNamed("more"),
      message:
        "403 Forbidden: Collection create forbidden as collection count in database offer has exceeded 25.",
    },
    {
      given: [
        account(),
        database(AUTOSCALE),
        ...containers(24),
        containerNamed("own", AUTOSCALE),
        containerNamed("c24"),
      ],
      right: containerNamed("c24"),
      wrong: containerNamed("more"),
      message: "403 Forbidden: Collection create forbidden",
    },
  ],
};
