import type { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import type { Construct } from "constructs";
import type { BackendPlan } from "../decide/backend-plan";
import { type PublishedOutputs, serviceNamed, serviceNames } from "../services";
import { awaitAppSettings } from "./app-settings";
import { BackendStack } from "./backend-stack";
import { BuiltResources } from "./built";
import { buildDiagnosticSettings, diagnosticTargets } from "./diagnostic-settings";
import { buildEndpoints } from "./endpoints";
import { buildGrants } from "./grants";
import type { BuildInputs } from "./inputs";
import { logWorkspace } from "./log-workspace";
import { SharedOutputs, putOut } from "./outputs";
import { references } from "./references";
import { type WorkloadsBuild, contextOf } from "./workloads-context";

/** The workloads: what runs the code, and what it may do. */
export function buildWorkloads(
  app: Construct,
  plan: BackendPlan,
  { network, platform }: { readonly network: BackendStack; readonly platform: BackendStack },
  inputs: BuildInputs,
): {
  readonly stack: BackendStack;
  readonly resources: object;
  readonly privateEndpoints: Readonly<Record<string, PrivateEndpoint>>;
  readonly published: PublishedOutputs;
} {
  const { transformed } = inputs;
  const stack = new BackendStack(app, plan, "workloads", transformed);
  stack.addDependency(network);
  stack.addDependency(platform);
  const reference = references(stack, inputs);
  const outputs = new SharedOutputs(stack, plan, reference);
  const built = new BuiltResources();
  const build = { stack, plan, outputs, built, transformed, reference };
  buildServices(build);
  awaitAppSettings(build);
  buildGrants(build);
  const privateEndpoints = buildEndpoints(stack, plan, built, outputs, transformed);
  diagnose(build);
  for (const name of serviceNames)
    putOut(stack, name, serviceNamed(name).putOut?.(built.of(serviceNamed(name))));
  return { stack, resources: built.all(), privateEndpoints, published: outputs.all() };
}

function buildServices(build: WorkloadsBuild): void {
  for (const name of serviceNames) {
    const service = serviceNamed(name);
    const resources = service.stacks.workloads?.build(contextOf(build, name));
    if (resources !== undefined) build.built.add(service, resources);
  }
}

function diagnose({ stack, plan, outputs, transformed }: WorkloadsBuild): void {
  for (const target of diagnosticTargets(stack)) {
    const workspaceId = logWorkspace(outputs);
    if (workspaceId !== undefined)
      buildDiagnosticSettings(stack, target, workspaceId, plan.settings.logs.diagnostics, transformed);
  }
}
