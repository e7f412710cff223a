import type { ArmType } from "../arm-type";
import { ok } from "../exchange";
import { at, withDefaults } from "../json";
import { NAMESPACES, serviceBus } from "./service-bus";

export const messaging: readonly ArmType[] = [
  {
    type: NAMESPACES,
    asynchronous: true,
    complete: (asked, { name }) =>
      withDefaults(
        {
          properties: {
            serviceBusEndpoint: `https://${name}.servicebus.windows.net:443/`,
            publicNetworkAccess: "Enabled",
            minimumTlsVersion: "1.2",
          },
        },
        asked,
      ),
  },
  ...namespaceChildren(NAMESPACES),
  ...serviceBus,
];

/** What every namespace has, of Service Bus and of Event Hubs: rules of its network, and keys. */
export function namespaceChildren(namespaces: string): readonly ArmType[] {
  return [
    {
      type: `${namespaces}/networkRuleSets`,
      created: 200,
      noProvisioningState: true,
      always: ({ body }) => ({
        properties: {
          defaultAction: "Allow",
          publicNetworkAccess: at(body, "properties.publicNetworkAccess") ?? "Enabled",
          trustedServiceAccessEnabled: false,
          ipRules: [],
          virtualNetworkRules: [],
        },
      }),
    },
    {
      type: `${namespaces}/AuthorizationRules`,
      created: 200,
      noProvisioningState: true,
      always: (_namespace, name) =>
        name === "RootManageSharedAccessKey"
          ? { properties: { rights: ["Listen", "Manage", "Send"] } }
          : undefined,
      actions: {
        listKeys: ({ id, name }) => {
          const [primaryKey = "", secondaryKey = ""] = ["primary", "secondary"].map((which) =>
            Buffer.from(`stand-in-key ${id} ${which}`).toString("base64"),
          );
          const connection = (key: string) =>
            `Endpoint=sb://stand-in.servicebus.windows.net/;SharedAccessKeyName=${name};SharedAccessKey=${key}`;
          return ok({
            keyName: name,
            primaryKey,
            secondaryKey,
            primaryConnectionString: connection(primaryKey),
            secondaryConnectionString: connection(secondaryKey),
          });
        },
      },
    },
  ];
}
