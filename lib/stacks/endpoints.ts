import type { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import type { BackendPlan } from "../decide/backend-plan";
import { serviceNamed } from "../services";
import { ENDPOINTS_SUBNET_ID, zoneOutput } from "../services/networking";
import type { Transformed } from "../services/contract/transforms";
import type { BackendStack } from "./backend-stack";
import type { BuiltResources } from "./built";
import type { SharedOutputs } from "./outputs";
import { buildPrivateEndpoint } from "./private-endpoint";

/** The private endpoints of what this stack has built. */
export function buildEndpoints(
  stack: BackendStack,
  plan: BackendPlan,
  built: BuiltResources,
  outputs: SharedOutputs,
  transformed: Transformed,
): Readonly<Record<string, PrivateEndpoint>> {
  const { networking } = plan.services;
  const endpoints = plan.privateEndpoints
    .filter((endpoint) => endpoint.stack === stack.role)
    .map((endpoint) => {
      const service = serviceNamed(endpoint.service);
      const target = service.privateLinkTargets?.(built.of(service))[endpoint.on];
      if (target === undefined) throw new Error(`${endpoint.service} has no target "${endpoint.on}"`);
      const shared = outputs.of("networking");
      const subnetId = shared[ENDPOINTS_SUBNET_ID];
      if (subnetId === undefined) throw new Error("private endpoints have no subnet");
      const byPolicy = networking.vnet && networking.zones === "policy";
      const zoneId = byPolicy ? undefined : shared[zoneOutput(endpoint.zone)];
      if (!byPolicy && zoneId === undefined) throw new Error(`${endpoint.zone} is no zone of this backend`);
      const connections = { subnetId, zoneId };
      return [
        endpoint.id,
        buildPrivateEndpoint(stack, stack.place, endpoint, target, connections, transformed),
      ] as const;
    });
  return Object.fromEntries(endpoints);
}
