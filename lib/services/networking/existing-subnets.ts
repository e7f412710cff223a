import { azureId, subnetId } from "../../azure/azure-id";
import type { ExistingResource } from "../contract/existing-resource";
import type { Draft } from "../contract/draft";
import type { SubnetName, SubnetNeed } from "../contract/network-needs";

/** Whether the subnets that an existing network is said to have can be what they are for. */
export function checkExistingSubnets(draft: Draft, existing: ExistingResource): void {
  const used = draft.networkNeeds.subnets.filter(({ isUsed }) => isUsed);
  for (const need of used) {
    for (const apart of used) if (apart !== need) checkApart(draft, existing, need, apart);
    noteExpected(draft, existing, need);
  }
  if (!draft.settings.networking.privateEndpoints || draft.existing.privateDnsZones === "policy") return;
  for (const { name } of used.filter(({ runsCode }) => runsCode)) warnOfZones(draft, existing, name);
}

/** A subnet that is delegated is for one use. */
function checkApart(draft: Draft, existing: ExistingResource, { name }: SubnetNeed, apart: SubnetNeed): void {
  if (apart.isolation === undefined) return;
  const place = whereIs(apart.name, existing);
  if (place === undefined || place.toLowerCase() !== whereIs(name, existing)?.toLowerCase()) return;
  const option = `${existing.option}.subnets` as const;
  const [at, other] = existing.subnets[name] ? [name, apart.name] : [apart.name, name];
  draft.problem(
    `${option}.${at}`,
    `is also the subnet for ${other}: ${apart.isolation}`,
    "use another subnet",
    ...(draft.chosen(`${option}.${other}`) ? [`${option}.${other}` as const] : []),
  );
}

/** What is not made here is its owner's to prepare. */
function noteExpected(draft: Draft, existing: ExistingResource, { name, expectedOfOwner }: SubnetNeed): void {
  if (expectedOfOwner === undefined) return;
  if (existing.createChildren && existing.subnets[name] === undefined) return;
  draft.note(`${existing.option}.subnets.${name}`, expectedOfOwner);
}

/** Code looks the names of private endpoints up from its own network. */
function warnOfZones(draft: Draft, existing: ExistingResource, name: SubnetName): void {
  const own = idOf(existing)?.toLowerCase();
  const place = whereIs(name, existing);
  if (own === undefined || place === undefined || networkOf(place) === own) return;
  draft.warn(
    `${existing.option}.subnets.${name}`,
    `is in another network than ${existing.option}: link the private DNS zones to that network too, because the backend links only ${existing.option}`,
  );
}

function networkOf(subnet: string): string {
  return subnet.replace(/\/subnets\/[^/]*$/i, "").toLowerCase();
}

/** Its whole id where the network's is known, else its name; undefined where it is made. */
function whereIs(subnet: SubnetName, existing: ExistingResource): string | undefined {
  const given = existing.subnets[subnet] ?? (existing.createChildren ? undefined : subnet);
  const network = idOf(existing);
  if (given === undefined || network === undefined || given.startsWith("/")) return given;
  return subnetId(`${network}/subnets/${given}`) ?? given;
}

function idOf({ armType, parts }: ExistingResource): string | undefined {
  if (parts?.subscriptionId === undefined) return undefined;
  return azureId(armType, { ...parts, subscriptionId: parts.subscriptionId });
}
