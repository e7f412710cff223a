import type { Alias } from "./alias";
import { renamed } from "./renamed-options";

/** What has no option, and how it is done all the same. */
export const without: readonly (Alias & { readonly instead: string })[] = [
  { at: "functionApp", names: ["siteConfig"], instead: "transform.functionApp: { siteConfig: { … } }" },
  {
    at: "functionApp",
    names: ["identity", "identityIds", "userAssignedIdentity"],
    instead: "transform.functionApp: { identity: { … } }",
  },
  {
    at: "functionApp.hostJson",
    names: ["retry", "retries"],
    instead: "retry of a timer or cosmosDB trigger: the host does not read retry of host.json",
  },
  {
    at: "functionApp.hostJson",
    names: ["version", "extensionBundle", "functions", "watchDirectories", "watchFiles", "customHandler"],
    instead: "hostJson of the package: every environment shares it, and an app setting overrides no list",
  },
  {
    at: "functionApp.hostJson.extensions.http",
    names: ["routePrefix"],
    instead: "extensions.http.routePrefix in hostJson of the package: every environment has the same routes",
  },
  {
    at: "state",
    names: ["key", "prefix"],
    instead: "nothing: the key is built from project, environment and stack",
  },
  {
    at: "state",
    names: [
      ...["bucket", "region", "address", "lockAddress", "unlockAddress", "path", "connStr", "schemaName"],
      ...["secretSuffix", "namespace", "dynamodbTable", "useLockfile", "encrypt", "endpoint", "username"],
    ],
    instead: 'state.config, with the arguments in the names of Terraform: { bucket: "…" }',
  },
  {
    at: "state",
    names: ["resourceGroupName"],
    instead: "nothing: with Entra ID, the name of the storage account is enough",
  },
  {
    at: "state",
    names: ["useOidc", "useAzureadAuth", "useMsi", "accessKey", "sasToken", "clientId", "clientSecret"],
    instead: "Terraform's ARM_ variables: credentials come from the environment",
  },
];

/** Values by the names that others give them, by the path of the option. */
export const renamedValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "functionApp.plan": {
    consumption: "Y1",
    dynamic: "Y1",
    flex: "FC1",
    flexconsumption: "FC1",
    premium: "EP1",
    elasticpremium: "EP1",
  },
};

/** Values that Azure has and this library has not. */
export const unsupportedValues: readonly {
  readonly option: string;
  readonly values: RegExp;
  readonly why: string;
}[] = [
  {
    option: "functionApp.plan",
    values: /^(B|S|P|I|WS)\d/i,
    why: "App Service (Dedicated) plans are not supported",
  },
  {
    option: "cosmos.capabilities",
    values: /^EnableServerless$/i,
    why: 'cosmos.mode: "Serverless" sets it',
  },
  {
    option: "cosmos.capabilities",
    values:
      /^(Enable(Cassandra|Gremlin|Table|Mongo|Unique|Ttl|Partial)|Mongo|AllowSelfServeUpgradeToMongo|DisableRateLimiting)/i,
    why: "it belongs to another API than NoSQL, which the account has",
  },
];

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

function matches({ at, names }: Alias, group: string, name: string): boolean {
  return at === group && names.some((each) => plain(each) === plain(name));
}

/** The option that a name written in `group` stands for; undefined where it is known to be none's. */
export function optionNamed(group: string, name: string): string | undefined {
  return Object.entries(renamed).find(([, all]) => all.some((each) => matches(each, group, name)))?.[0];
}

/** How something is done that has no option. */
export function insteadOf(group: string, name: string): string | undefined {
  return without.find((each) => matches(each, group, name))?.instead;
}
