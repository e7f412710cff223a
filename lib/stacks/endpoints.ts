import type { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import type { BackendPlan } from "../decide/backend-plan";
import { serviceNamed, serviceNames } from "../services";
import type { PrivateEndpointPlan } from "../services/contract/private-endpoints";
import type { PrivateEndpointConnections } from "../services/contract/service";
import type { Transformed } from "../services/contract/transforms";
import type { BackendStack } from "./backend-stack";
import type { BuiltResources } from "./built";
import type { SharedOutputs } from "./outputs";
import { buildPrivateEndpoint } from "./private-endpoint";

/** The private endpoints of what this stack has built; none where no service has a network for them. */
export function buildEndpoints(
  stack: BackendStack,
  plan: BackendPlan,
  built: BuiltResources,
  outputs: SharedOutputs,
  transformed: Transformed,
): Readonly<Record<string, PrivateEndpoint>> {
  const connectionsOf = endpointNetwork(plan, outputs);
  if (connectionsOf === undefined) return {};
  const endpoints = plan.privateEndpoints
    .filter((endpoint) => endpoint.stack === stack.role)
    .map((endpoint) => {
      const service = serviceNamed(endpoint.service);
      const target = service.privateLinkTargets?.(built.of(service))[endpoint.on];
      if (target === undefined)
        throw new Error(`${endpoint.service} has not built what endpoint ${endpoint.id} leads to`);
      return [
        endpoint.id,
        buildPrivateEndpoint(stack, stack.place, endpoint, target, connectionsOf(endpoint), transformed),
      ] as const;
    });
  return Object.fromEntries(endpoints);
}

function endpointNetwork(
  plan: BackendPlan,
  outputs: SharedOutputs,
): ((endpoint: PrivateEndpointPlan) => PrivateEndpointConnections) | undefined {
  const [connectionsOf] = serviceNames.flatMap(
    (name) => serviceNamed(name).endpointNetwork?.(plan.services[name], () => outputs.of(name)) ?? [],
  );
  return connectionsOf;
}
