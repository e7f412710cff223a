import { type Decision, type Network, type Reachable, reachableOfOwner } from "../contract/reachable";
import { type ContainerRegistryPlan, REGISTRY, type RegistryPlan } from "./plan";

const OPTION = "optional.containerRegistry";
const PLACE = { id: REGISTRY, name: "container registry", scopes: [REGISTRY] };

/** From where images are pushed and pulled; there is neither an admin user nor an anonymous pull. */
export function registryReachable(plan: ContainerRegistryPlan): readonly Reachable[] {
  if (!plan.enabled) return [];
  if ("existing" in plan) return [reachableOfOwner(plan.existing.option, PLACE)];
  return [{ ...PLACE, network: networkOfRegistry(plan), decision: decisionOf(plan) }];
}

function networkOfRegistry({ publicNetworkAccess, premium }: RegistryPlan): Network {
  if (!publicNetworkAccess) return { from: "network" };
  if (premium?.defaultAction !== "Deny") return { from: "internet" };
  return { from: "addresses", addresses: premium.ipRules };
}

function decisionOf({ premium }: RegistryPlan): Decision {
  if (premium === undefined)
    return {
      path: `${OPTION}.sku.name`,
      fix: `set ${OPTION}.sku.name to "Premium", with networking.privateEndpoints or ${OPTION}.networkRuleSet.ipRules`,
    };
  if (premium.defaultAction === "Deny")
    return {
      path: `${OPTION}.networkRuleSet.ipRules`,
      fix: `remove addresses from ${OPTION}.networkRuleSet.ipRules`,
    };
  return {
    path: `${OPTION}.publicNetworkAccess`,
    fix: `remove ${OPTION}.publicNetworkAccess and set networking.privateEndpoints to true, or set ${OPTION}.networkRuleSet.ipRules`,
  };
}
