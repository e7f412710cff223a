import type { ArmType } from "../arm-type";
import { withDefaults } from "../json";

/** What a container group is until it has run: its commands are run by `lib/stand-in/containers.ts`. */
export const containerInstances: readonly ArmType[] = [
  {
    type: "Microsoft.ContainerInstance/containerGroups",
    asynchronous: true,
    complete: (asked) =>
      withDefaults(
        {
          properties: { sku: "Standard", ipAddress: { ip: "10.0.0.4" }, instanceView: { state: "Pending" } },
        },
        asked,
      ),
  },
];
