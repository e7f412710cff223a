import type { ManagementLock } from "@cdktf/provider-azurerm/lib/management-lock";
import type { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import type { Construct } from "constructs";
import { buildDiagnosticSettings, diagnosticTargets } from "./diagnostic-settings";
import type { PartsByResource } from "../azure/diagnostic-categories";
import type { BackendPlan } from "../decide/backend-plan";
import { serviceNamed, serviceNames, services } from "../services";
import type { LogsShape } from "../services/logs";
import { networkDiagnostics } from "../services/networking";
import { BackendStack } from "./backend-stack";
import { BuiltResources } from "./built";
import { buildEndpoints } from "./endpoints";
import type { BuildInputs } from "./inputs";
import { buildLocks } from "./locks";
import { SharedOutputs, publish } from "./outputs";
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
  for (const name of serviceNames) {
    const service = serviceNamed(name);
    const servicePlan = plan.services[name];
    const resources = service.stacks.platform?.build({
      scope: stack,
      place: stack.place,
      resourceGroupId: stack.resourceGroup.id,
      plan: servicePlan,
      get tenantId() {
        return stack.tenantId;
      },
      transformed,
      reference,
      built: (other) => built.of(other),
      shared: (other) => outputs.shared(other),
    });
    if (resources === undefined) continue;
    publish(stack, plan, name, resources);
    built.add(service, resources);
  }
  const privateEndpoints = buildEndpoints(stack, plan, built, outputs, transformed);
  diagnose();
  const managementLocks = buildLocks(stack, plan, built.all(), transformed);
  return { stack, resources: built.all(), privateEndpoints, managementLocks };

  /** The workspace is of this stack, so that the network's resources are connected to it here as well. */
  function diagnose(): void {
    const { logAnalytics } = built.of(services.logs) as LogsShape["platform"];
    const workspaceId = logAnalytics?.id ?? outputs.of("logs")["workspaceId"];
    if (workspaceId === undefined) throw new Error("there is no workspace for logs");
    const ofNetwork = networkDiagnostics(plan.services.networking, () => outputs.shared(services.networking));
    const silent = serviceNames.flatMap((name) => serviceNamed(name).silent?.(plan.services[name]) ?? []);
    const parts = Object.assign(
      {},
      ...serviceNames.map((name) => serviceNamed(name).parts?.(plan.services[name])),
    ) as PartsByResource;
    const targets = [...ofNetwork, ...diagnosticTargets(stack, parts)].filter(
      ({ type }) => !silent.includes(type),
    );
    for (const target of targets)
      buildDiagnosticSettings(stack, target, workspaceId, plan.settings.logs.diagnostics, transformed);
  }
}
