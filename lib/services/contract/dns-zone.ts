import { type IdParts, azureId, parseAzureId } from "../../azure/azure-id";
import { recordNameIn } from "../../azure/host-name";
import { redacted } from "../../settings/redacted";
import type { SettingPath } from "../option-path";
import type { Draft } from "./draft";

const ZONES = "Microsoft.Network/dnsZones";

/** An existing public DNS zone of Azure that records are created in. */
export interface DnsZonePlan extends IdParts {
  readonly id: string;
}

/** The zone of an id; undefined for what is no id of one. */
export function dnsZoneOf(id: string): DnsZonePlan | undefined {
  const parts = parseAzureId(id, ZONES);
  if (parts === undefined) return undefined;
  // DNS compares names without case, and Azure keeps them as they were given.
  return { ...parts, id: azureId(ZONES, parts) };
}

/**
 * Reports a zone that cannot have the records of a host name, and notes what the deployer needs to create them.
 *
 * @param path - the option that has the id
 */
export function checkDnsZone(draft: Draft, path: SettingPath, host: string, id: string): void {
  const zone = dnsZoneOf(id);
  if (zone === undefined) {
    draft.problem(
      path,
      `must be the resource id of a public DNS zone, got ${redacted(id)}`,
      `write it like /subscriptions/…/resourceGroups/…/providers/${ZONES}/contoso.com`,
    );
    return;
  }
  if (recordNameIn(host, zone.name) === undefined) {
    draft.problem(
      path,
      `${zone.name} is not the zone of ${host}`,
      `use the zone that the name ends with, such as ${host.split(".").slice(1).join(".")}, or remove the zone and create the records yourself`,
    );
    return;
  }
  draft.note(
    path,
    `creates records in ${zone.name} in subscription ${zone.subscriptionId}: the deployer needs DNS Zone Contributor on that zone`,
  );
}
