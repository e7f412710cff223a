import type { ArmType } from "../arm-type";
import { withDefaults } from "../json";
import { parseResourcePath } from "../resource-path";

const ZONES = "Microsoft.Network/dnsZones";

/** Public DNS zones, and their records. */
export const dnsZones: readonly ArmType[] = [
  {
    type: ZONES,
    noProvisioningState: true,
    complete: (asked) =>
      withDefaults({ properties: { maxNumberOfRecordSets: 10_000, numberOfRecordSets: 2 } }, asked),
  },
  ...["A", "CNAME", "TXT"].map((kind): ArmType => ({
    type: `${ZONES}/${kind}`,
    noProvisioningState: true,
    complete: (asked, { id, name }) => {
      const zone = parseResourcePath(id)?.parent.split("/").at(-1) ?? "";
      const fqdn = name === "@" ? `${zone}.` : `${name}.${zone}.`;
      return withDefaults({ properties: { fqdn, provisioningState: "Succeeded" } }, asked);
    },
  })),
];
