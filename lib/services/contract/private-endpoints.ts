import type { ServiceName } from "../words";
import type { Endpoint } from "./endpoint";

/** A private endpoint that will be made. */
export interface PrivateEndpointPlan extends Endpoint {
  readonly service: ServiceName;
  /** In Azure. */
  readonly name: string;
  /** The private DNS zone that its address goes into. */
  readonly zone: string;
}

/**
 * The zone of each subresource: learn.microsoft.com/azure/private-link/private-endpoint-dns. Those of Azure's public
 * cloud.
 */
const ZONES: Readonly<Record<string, string>> = {
  Sql: "privatelink.documents.azure.com",
  blob: "privatelink.blob.core.windows.net",
  queue: "privatelink.queue.core.windows.net",
  table: "privatelink.table.core.windows.net",
  file: "privatelink.file.core.windows.net",
  vault: "privatelink.vaultcore.azure.net",
  topic: "privatelink.eventgrid.azure.net",
  sites: "privatelink.azurewebsites.net",
};

/** @param subresource - a slot's is `sites-<slot>`, in the zone of its app */
export function privateDnsZone(subresource: string): string {
  const zone = ZONES[subresource.startsWith("sites-") ? "sites" : subresource];
  if (zone === undefined) throw new Error(`no private DNS zone is known for subresource "${subresource}"`);
  return zone;
}

export const privateDnsZones: readonly string[] = Object.values(ZONES);
