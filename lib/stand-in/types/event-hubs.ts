import type { ArmType } from "../arm-type";
import { at, withDefaults } from "../json";
import { namespaceChildren } from "./messaging";

const NAMESPACES = "Microsoft.EventHub/namespaces";

/** learn.microsoft.com/rest/api/eventhub */
export const eventHubs: readonly ArmType[] = [
  {
    type: NAMESPACES,
    asynchronous: true,
    complete: (asked, { name }) =>
      withDefaults(
        {
          properties: {
            serviceBusEndpoint: `https://${name}.servicebus.windows.net:443/`,
            maximumThroughputUnits: 0,
            publicNetworkAccess: "Enabled",
            minimumTlsVersion: "1.2",
          },
        },
        asked,
      ),
  },
  ...namespaceChildren(NAMESPACES),
  {
    type: `${NAMESPACES}/eventhubs`,
    created: 200,
    noProvisioningState: true,
    complete(asked) {
      const length = Number(at(asked, "properties.partitionCount") ?? 1);
      const partitionIds = Array.from({ length }, (_each, index) => String(index));
      return withDefaults({ properties: { partitionIds, status: "Active" } }, asked);
    },
  },
  { type: `${NAMESPACES}/eventhubs/consumergroups`, created: 200, noProvisioningState: true },
];
