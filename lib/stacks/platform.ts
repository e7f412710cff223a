import type { ManagementLock } from "@cdktf/provider-azurerm/lib/management-lock";
import type { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import type { Construct } from "constructs";
import { buildDiagnosticSettings, diagnosticTargets } from "./diagnostic-settings";
import type { PartsByResource } from "../azure/diagnostic-categories";
import type { BackendPlan } from "../decide/backend-plan";
import { serviceNamed, serviceNames } from "../services";
import type { Service, ServiceShape } from "../services/contract/service";
import type { Transformed } from "../services/contract/transforms";
import type { ServiceName } from "../services/words";
import { BackendStack } from "./backend-stack";
import { BuiltResources } from "./built";
import { buildEndpoints } from "./endpoints";
import type { BuildInputs } from "./inputs";
import { buildLocks } from "./locks";
import { logWorkspace } from "./log-workspace";
import { SharedOutputs, publish, publishShared } from "./outputs";
import { references } from "./references";

/** The platform: what keeps data, and outlives every release of the code. */
export function buildPlatform(
  app: Construct,
  plan: BackendPlan,
  network: BackendStack,
  inputs: BuildInputs,
): {
  readonly stack: BackendStack;
  readonly resources: object;
  readonly privateEndpoints: Readonly<Record<string, PrivateEndpoint>>;
  readonly managementLocks: Readonly<Record<string, ManagementLock>>;
} {
  const { transformed } = inputs;
  const stack = new BackendStack(app, plan, "platform", transformed);
  stack.addDependency(network);
  const reference = references(stack, inputs);
  const outputs = new SharedOutputs(stack, plan, reference);
  const built = new BuiltResources();
  for (const name of buildOrder()) {
    const service = serviceNamed(name);
    const resources = service.stacks.platform?.build({
      scope: stack,
      place: stack.place,
      resourceGroupId: stack.resourceGroupId,
      plan: plan.services[name],
      get tenantId() {
        return stack.tenantId;
      },
      transformed,
      reference,
      providerOf: (subscriptionId) => stack.providerOf(subscriptionId),
      built: (other) => built.of(other),
      shared: (other) => outputs.shared(other),
    });
    if (resources === undefined) continue;
    publish(stack, plan, name, resources);
    built.add(service, resources);
  }
  publishShared(stack, plan);
  const privateEndpoints = buildEndpoints(stack, plan, built, outputs, transformed);
  diagnose(stack, plan, { built, outputs }, transformed);
  const managementLocks = buildLocks(stack, plan, built.all(), transformed);
  return { stack, resources: built.all(), privateEndpoints, managementLocks };
}

/** The order of the list, but for those that lead to later ones. */
function buildOrder(): readonly ServiceName[] {
  const isLast = (name: ServiceName): boolean => serviceNamed(name).builtLast === true;
  return [...serviceNames.filter((name) => !isLast(name)), ...serviceNames.filter(isLast)];
}

/** The workspace is of this stack, so that the network's resources are connected to it here as well. */
function diagnose(
  stack: BackendStack,
  plan: BackendPlan,
  { built, outputs }: { readonly built: BuiltResources; readonly outputs: SharedOutputs },
  transformed: Transformed,
): void {
  const workspaceId = logWorkspace(outputs, built);
  if (workspaceId === undefined) return;
  const ofEach = <T>(take: (service: Service<ServiceShape>, name: ServiceName) => T): readonly T[] =>
    serviceNames.map((name) => take(serviceNamed(name), name));
  const ofNetwork = ofEach(
    (service, name) => service.networkDiagnostics?.(plan.services[name], () => outputs.of(name)) ?? [],
  );
  const without = ofEach((service, name) => service.withoutDiagnostics?.(plan.services[name]) ?? []).flat();
  const parts = Object.assign(
    {},
    ...ofEach((service, name) => service.parts?.(plan.services[name])),
  ) as PartsByResource;
  for (const target of [...ofNetwork.flat(), ...diagnosticTargets(stack, parts)])
    if (!without.includes(target.type))
      buildDiagnosticSettings(stack, target, workspaceId, plan.settings.logs.diagnostics, transformed);
}
