import type { ArmType } from "../arm-type";
import { ok } from "../exchange";
import { type JsonObject, at, listAt, objectAt, textAt, withDefaults } from "../json";
import { key } from "../resource-path";

const SERVICES = "Microsoft.ApiManagement/service";
const APIS = `${SERVICES}/apis`;

export const apiManagement: readonly ArmType[] = [
  {
    type: SERVICES,
    asynchronous: true,
    softDelete: true,
    recovers: (asked) => at(asked, "properties.restore") === true,
    complete: (asked, { id, name }, { guid }) => {
      const isInside = !["", "None"].includes(textAt(asked, "properties.virtualNetworkType"));
      const own = { type: "Proxy", hostName: `${name}.azure-api.net` };
      // The host name that Azure gives stays beside those of the user: learn.microsoft.com/azure/api-management/configure-custom-domain
      const others = listAt(asked, "properties.hostnameConfigurations").filter(
        (each) => key(textAt(each, "hostName")) !== key(own.hostName),
      );
      const hasIdentity = textAt(asked, "identity.type").includes("SystemAssigned");
      return withDefaults(
        {
          ...(hasIdentity
            ? { identity: { principalId: guid(`principal ${id}`), tenantId: guid("tenant") } }
            : {}),
          properties: {
            gatewayUrl: `https://${name}.azure-api.net`,
            gatewayRegionalUrl: `https://${name}-eastus2-01.regional.azure-api.net`,
            developerPortalUrl: `https://${name}.developer.azure-api.net`,
            managementApiUrl: `https://${name}.management.azure-api.net`,
            portalUrl: `https://${name}.portal.azure-api.net`,
            scmUrl: `https://${name}.scm.azure-api.net`,
            publicIPAddresses: ["203.0.113.20"],
            ...(isInside ? { privateIPAddresses: ["10.0.3.4"] } : {}),
            virtualNetworkType: "None",
            customProperties: {},
          },
        },
        {
          ...asked,
          properties: { ...objectAt(asked, "properties"), hostnameConfigurations: [own, ...others] },
        },
      );
    },
  },
  {
    type: `${SERVICES}/portalsettings`,
    created: 200,
    noProvisioningState: true,
    always: (_service, name) => ({ properties: PORTAL[name.toLowerCase()] ?? {} }),
    actions: { listSecrets: () => ok({ validationKey: "" }) },
  },
  {
    type: `${SERVICES}/tenant`,
    created: 200,
    noProvisioningState: true,
    always: (_service, name) => ({ properties: { id: name, enabled: false } }),
    actions: { listSecrets: ({ name }) => ok({ id: name, enabled: false }) },
  },
  {
    type: APIS,
    noProvisioningState: true,
    complete: (asked) =>
      withDefaults(
        {
          properties: {
            apiRevision: "1",
            isCurrent: true,
            isOnline: true,
            type: "http",
            // The provider reads below it without asking whether it is there.
            authenticationSettings: {},
            subscriptionKeyParameterNames: {
              header: "Ocp-Apim-Subscription-Key",
              query: "subscription-key",
            },
          },
        },
        asked,
      ),
  },
  ...["operations", "operations/policies", "policies", "diagnostics"].map((path) => child(`${APIS}/${path}`)),
  ...["policies", "loggers", "diagnostics", "backends", "apiVersionSets", "products", "caches"].map((path) =>
    child(`${SERVICES}/${path}`),
  ),
  child(`${SERVICES}/products/policies`),
  { ...child(`${SERVICES}/products/apis`), mayBeEmpty: true },
  {
    type: `${SERVICES}/namedValues`,
    noProvisioningState: true,
    // A secret is shown to who asks for it by its own action, and to nobody else.
    redacted: ({ body }) => {
      const { value, ...properties } = objectAt(body, "properties");
      const isOpen = properties["secret"] !== true && value !== undefined;
      return { ...body, properties: { ...properties, ...(isOpen ? { value } : {}) } };
    },
    actions: { listValue: ({ body }) => ok({ value: at(body, "properties.value") ?? "" }) },
  },
  {
    type: `${SERVICES}/subscriptions`,
    noProvisioningState: true,
    complete: (asked) => withDefaults({ properties: { state: "submitted" } }, asked),
    actions: {
      listSecrets: ({ id }) =>
        ok({
          primaryKey: Buffer.from(`stand-in-key ${id} primary`).toString("base64"),
          secondaryKey: Buffer.from(`stand-in-key ${id} secondary`).toString("base64"),
        }),
    },
  },
];

function child(type: string): ArmType {
  return { type, noProvisioningState: true };
}

/** What a new service's portal is like. */
const PORTAL: Readonly<Record<string, JsonObject>> = {
  signin: { enabled: false },
  signup: { enabled: false, termsOfService: { enabled: false, consentRequired: false, text: "" } },
  delegation: { url: "", subscriptions: { enabled: false }, userRegistration: { enabled: false } },
};
