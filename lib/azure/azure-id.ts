/** What tells a resource of a known type from all others. */
export interface IdParts {
  readonly subscriptionId: string;
  readonly resourceGroupName: string;
  readonly name: string;
}

const GUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
const ID = new RegExp(
  `^/subscriptions/(${GUID})/resourceGroups/([-\\w._()]{1,90})/providers/([^/]+/[^/]+)/([^/]+)$`,
  "i",
);
/** The parts of a resource id; undefined when it is none, or of another type. Azure compares ids without case. */
export function parseAzureId(id: string, armType: string): IdParts | undefined {
  const [, subscriptionId, resourceGroupName, type, name] = ID.exec(id) ?? [];
  if (subscriptionId === undefined || resourceGroupName === undefined || name === undefined) return undefined;
  return type?.toLowerCase() === armType.toLowerCase()
    ? { subscriptionId, resourceGroupName, name }
    : undefined;
}

const VNETS = "Microsoft.Network/virtualNetworks";

/** A subnet's id in the case that Azure writes; undefined when the text is none. */
export function subnetId(text: string): string | undefined {
  const [, network, name] = /^(.*)\/subnets\/([^/]+)$/i.exec(text) ?? [];
  const parts = network === undefined ? undefined : parseAzureId(network, VNETS);
  return parts === undefined || name === undefined ? undefined : `${azureId(VNETS, parts)}/subnets/${name}`;
}

/** In the case that Azure writes, which the provider insists on. */
export function azureId(armType: string, { subscriptionId, resourceGroupName, name }: IdParts): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/${armType}/${name}`;
}
