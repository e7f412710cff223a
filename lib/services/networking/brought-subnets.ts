import { azureId, subnetId } from "../../external/azure-id";
import type { BroughtPlan } from "../../external/brought-plan";
import type { Draft } from "../../plan/draft";
import { isInjected } from "../api-management/network";
import type { SubnetName } from "./address-space";

/** Whether the subnets that a brought network is said to have can be what they are for. */
export function checkBroughtSubnets(draft: Draft, brought: BroughtPlan): void {
  const option = `${brought.option}.subnets`;
  if (draft.settings.networking.privateEndpoints) checkApart("private-endpoints");
  if (isInjected(draft.settings)) {
    checkApart("apim");
    noteApim();
  }

  const functions = whereIs("functions", brought);
  if (!draft.settings.networking.privateEndpoints) return;
  const own = idOf(brought)?.toLowerCase();
  if (draft.brought.privateDnsZones === "policy" || own === undefined || functions === undefined) return;
  if (networkOf(functions) !== own)
    draft.warn(
      `${option}.functions`,
      `is in another network than ${brought.option}, which alone is linked to private DNS zones: it has to find them too`,
    );

  /** What is not made here is its owner's to prepare: /azure/api-management/virtual-network-injection-resources */
  function noteApim(): void {
    if (brought.createChildren && brought.subnets["apim"] === undefined) return;
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
    const place = whereIs("functions", brought);
    if (place === undefined || place.toLowerCase() !== whereIs(subnet, brought)?.toLowerCase()) return;
    const [at, other] = brought.subnets[subnet] ? [subnet, "functions"] : ["functions", subnet];
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
function whereIs(subnet: SubnetName, brought: BroughtPlan): string | undefined {
  const said = brought.subnets[subnet] ?? (brought.createChildren ? undefined : subnet);
  const network = idOf(brought);
  if (said === undefined || network === undefined || said.startsWith("/")) return said;
  return subnetId(`${network}/subnets/${said}`) ?? said;
}

function idOf({ armType, parts }: BroughtPlan): string | undefined {
  if (parts?.subscriptionId === undefined) return undefined;
  return azureId(armType, { ...parts, subscriptionId: parts.subscriptionId });
}
