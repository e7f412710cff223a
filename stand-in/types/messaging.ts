import type { ArmType } from "../arm-type";
import { ok } from "../exchange";
import { withDefaults } from "../json";

const NAMESPACES = "Microsoft.ServiceBus/namespaces";

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
  { type: `${NAMESPACES}/queues`, created: 200 },
  { type: `${NAMESPACES}/topics`, created: 200 },
  { type: `${NAMESPACES}/topics/subscriptions`, created: 200 },
  {
    type: "Microsoft.ContainerRegistry/registries",
    asynchronous: true,
    complete: (asked, { name }) =>
      withDefaults(
        { properties: { loginServer: `${name}.azurecr.io`, publicNetworkAccess: "Enabled" } },
        asked,
      ),
  },
  { type: "Microsoft.Insights/metricAlerts", created: 200, noProvisioningState: true },
  {
    type: "Microsoft.Insights/actionGroups",
    created: 200,
    noProvisioningState: true,
    actions: { createNotifications: () => ok({}) },
  },
];
