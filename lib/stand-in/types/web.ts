import type { ArmType } from "../arm-type";
import { ok } from "../exchange";
import { type JsonObject, at, isObject, listAt, objectAt, textAt, withDefaults } from "../json";
import type { Resource, Store } from "../store";
import { customDomains } from "./custom-domains";
import { runningTypes } from "./running-site";
import { swap } from "./slot-swap";

const SITES = "Microsoft.Web/sites";

const PLAN_TIERS: Readonly<Record<string, string>> = {
  Y1: "Dynamic",
  EP1: "ElasticPremium",
  EP2: "ElasticPremium",
  EP3: "ElasticPremium",
  FC1: "FlexConsumption",
};

export const web: readonly ArmType[] = [
  {
    type: "Microsoft.Web/serverfarms",
    created: 200,
    complete: (asked, { name }) => {
      const sku = textAt(asked, "sku.name");
      return withDefaults(
        {
          kind: at(asked, "properties.reserved") === true ? "functionapp,linux" : "functionapp",
          sku: {
            name: sku,
            tier: PLAN_TIERS[sku] ?? "Standard",
            size: sku,
            family: sku.slice(0, 1),
            capacity: 0,
          },
          properties: { status: "Ready", maximumElasticWorkerCount: 1, numberOfSites: 0, hostName: name },
        },
        asked,
      );
    },
  },
  ...site(SITES, ""),
  ...site(`${SITES}/slots`, "slot"),
  ...customDomains,
];

/** An app or a slot, and everything that is configured of it. */
function site(type: string, kind: string): readonly ArmType[] {
  return [
    {
      type,
      created: 200,
      complete: (asked, resource, { guid, store }) => {
        const { id, name } = resource;
        const host = kind === "slot" ? `${id.split("/").at(-3) ?? ""}-${name}` : name;
        const hostName = `${host}.azurewebsites.net`;
        const earlier = store.get(id);
        const identity = objectAt(asked, "identity");
        return withDefaults(
          {
            kind: "functionapp",
            properties: {
              defaultHostName: hostName,
              hostNames: [hostName],
              enabledHostNames: [hostName],
              hostNameSslStates: [],
              customDomainVerificationId: "STAND-IN",
              outboundIpAddresses: "203.0.113.1,203.0.113.2",
              possibleOutboundIpAddresses: "203.0.113.1,203.0.113.2,203.0.113.3",
              state: "Running",
              enabled: true,
              clientCertMode: "Required",
              publicNetworkAccess: "Enabled",
              sku: "Dynamic",
            },
          },
          {
            ...asked,
            ...(Object.keys(identity).length === 0
              ? {}
              : {
                  identity: {
                    ...identity,
                    principalId: guid(`principal ${id}`),
                    tenantId: "00000000-0000-4000-8000-000000000001",
                  },
                }),
            properties: {
              ...objectAt(asked, "properties"),
              siteConfig: withDefaults(
                objectAt(earlier?.body, "properties.siteConfig"),
                at(asked, "properties.siteConfig"),
              ),
            },
          },
        );
      },
      // Azure keeps settings apart, and shows them to nobody who only reads the app.
      redacted: ({ body }) => {
        const { appSettings: _settings, ...siteConfig } = objectAt(body, "properties.siteConfig");
        return { ...body, properties: { ...objectAt(body, "properties"), siteConfig } };
      },
      actions: {
        ...(kind === "slot" ? { slotsswap: swap } : {}),
        syncfunctiontriggers: () => ({ status: 204 }),
        restart: () => ({ status: 200 }),
      },
    },
    {
      type: `${type}/config`,
      created: 200,
      noProvisioningState: true,
      // What says how the site runs is kept with the site.
      afterPut: ({ id, name, body }, { store }) => {
        const app = store.get(siteOf(id));
        const said = objectAt(body, "properties");
        if (app === undefined || !["web", "appsettings"].includes(name.toLowerCase())) return;
        const settings = Object.entries(said).map(([each, value]) => ({ name: each, value }));
        const change = name.toLowerCase() === "web" ? said : { appSettings: settings };
        const properties = objectAt(app.body, "properties");
        const siteConfig = { ...objectAt(properties, "siteConfig"), ...change };
        store.put({ ...app, body: { ...app.body, properties: { ...properties, siteConfig } } });
        store.remove(id);
      },
      // A site that was never backed up has no such configuration.
      always: (app, name, { store }) =>
        name.toLowerCase() === "backup"
          ? undefined
          : { properties: { ...configuration(app, name.toLowerCase()), ...versionOf(app, name, store) } },
      actions: {
        list: ({ id, name, body }) => ok({ id, name, properties: objectAt(body, "properties") }),
      },
    },
    {
      // Settings of authentication are read with their secrets by GET: learn.microsoft.com/rest/api/appservice/web-apps/get-auth-settings-v2
      type: `${type}/config/list`,
      noProvisioningState: true,
      listed: (id, { store }) => {
        const properties = objectAt(store.get(id)?.body, "properties");
        return { id, name: "authsettingsV2", properties };
      },
    },
    {
      type: `${type}/basicPublishingCredentialsPolicies`,
      created: 200,
      noProvisioningState: true,
      always: () => ({ properties: { allow: true } }),
    },
    ...runningTypes(type),
    {
      type: `${type}/virtualNetworkConnections`,
      noProvisioningState: true,
    },
  ];
}

const CONFIG_DEFAULTS: Readonly<Record<string, JsonObject>> = {
  authsettings: { enabled: false },
  authsettingsv2: { platform: { enabled: false } },
  connectionstrings: {},
  logs: {
    applicationLogs: { fileSystem: { level: "Off" } },
    httpLogs: { fileSystem: { enabled: false }, azureBlobStorage: { enabled: false } },
  },
  azurestorageaccounts: {},
  publishingcredentials: { publishingUserName: "$stand-in", publishingPassword: "stand-in-password" },
  metadata: {},
  slotconfignames: { appSettingNames: [], connectionStringNames: [] },
};

/** learn.microsoft.com/azure/app-service/configure-authentication-api-version */
function versionOf({ id }: Resource, name: string, store: Store): JsonObject {
  const isV2 =
    name.toLowerCase() === "authsettings" && store.get(`${id}/config/authsettingsV2`) !== undefined;
  return isV2 ? { configVersion: "v2" } : {};
}

function siteOf(id: string): string {
  return id.replace(/\/config\/[^/]+$/i, "");
}

/** One of a site's configurations, until it is written. */
function configuration({ body }: Resource, name: string): JsonObject {
  const { appSettings: _settings, ...siteConfig } = objectAt(body, "properties.siteConfig");
  if (name === "web") return withDefaults(WEB_DEFAULTS, siteConfig);
  if (name !== "appsettings") return CONFIG_DEFAULTS[name] ?? {};
  return Object.fromEntries(
    listAt(body, "properties.siteConfig.appSettings")
      .filter(isObject)
      .map((each) => [textAt(each, "name"), each["value"] ?? ""]),
  );
}

/** Of `site_config`, as Azure shows it when nothing was said. */
const WEB_DEFAULTS: JsonObject = {
  numberOfWorkers: 1,
  ftpsState: "FtpsOnly",
  minTlsVersion: "1.2",
  scmMinTlsVersion: "1.2",
  http20Enabled: false,
  loadBalancing: "LeastRequests",
  managedPipelineMode: "Integrated",
  ipSecurityRestrictions: [
    {
      ipAddress: "Any",
      action: "Allow",
      priority: 2147483647,
      name: "Allow all",
      description: "Allow all access",
    },
  ],
  scmIpSecurityRestrictions: [
    {
      ipAddress: "Any",
      action: "Allow",
      priority: 2147483647,
      name: "Allow all",
      description: "Allow all access",
    },
  ],
  scmIpSecurityRestrictionsUseMain: false,
  use32BitWorkerProcess: true,
  remoteDebuggingEnabled: false,
};
