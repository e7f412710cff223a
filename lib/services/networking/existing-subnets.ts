import { azureId, subnetId } from "../../azure/azure-id";
import type { ExistingResource } from "../contract/existing-resource";
import type { Draft } from "../contract/draft";
import { isInjected } from "../api-management/network";
import type { SubnetName } from "./address-space";

/** Whether the subnets that a brought network is said to have can be what they are for. */
export function checkExistingSubnets(draft: Draft, existing: ExistingResource): void {
  const option = `${existing.option}.subnets`;
  if (draft.settings.networking.privateEndpoints) checkApart("private-endpoints");
  if (isInjected(draft.settings)) {
    checkApart("apim");
    noteApim();
  }

  const functions = whereIs("functions", existing);
  if (!draft.settings.networking.privateEndpoints) return;
  const own = idOf(existing)?.toLowerCase();
  if (draft.existing.privateDnsZones === "policy" || own === undefined || functions === undefined) return;
  if (networkOf(functions) !== own)
    draft.warn(
      `${option}.functions`,
      `is in another network than ${existing.option}, which alone is linked to private DNS zones: it has to find them too`,
    );

  /** What is not made here is its owner's to prepare: /azure/api-management/virtual-network-injection-resources */
  function noteApim(): void {
    if (existing.createChildren && existing.subnets["apim"] === undefined) return;
    const endpoint = draft.settings.networking.privateEndpoints
      ? ""
      : ", and the service endpoint Microsoft.Web";
    draft.note(
      `${option}.apim`,
      `has to have a security group that lets API Management's management, health probes and clients in${endpoint}`,
    );
  }

  /** The subnet of functions is delegated. */
  function checkApart(subnet: SubnetName): void {
    const place = whereIs("functions", existing);
    if (place === undefined || place.toLowerCase() !== whereIs(subnet, existing)?.toLowerCase()) return;
    const [at, other] = existing.subnets[subnet] ? [subnet, "functions"] : ["functions", subnet];
    draft.problem(
      `${option}.${at}`,
      `is the subnet for ${other} too: one is delegated to the app's plan, which shares it with nothing`,
      "name another subnet",
      ...(draft.chosen(`${option}.${other}`) ? [`${option}.${other}`] : []),
    );
  }
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
