import type { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { buildDiagnosticSettings, diagnosticTargets } from "./diagnostic-settings";
import type { ResourceReference } from "../services/contract/reference";
import type { BackendPlan } from "../decide/backend-plan";
import type { SettingValue } from "../components/setting-value";
import { type PublishedOutputs, serviceNamed, serviceNames, services } from "../services";
import type { ServiceName } from "../services/words";
import type { Service, ServiceShape, StackRole, WorkloadsContext } from "../services/contract/service";
import { BackendStack } from "./backend-stack";
import { BuiltResources } from "./built";
import { foreseenOf } from "./foreseen";
import { type AwaitedOutput, KNOWN_ONCE_APPLIED, awaitOutputs } from "../kit/known-once-applied";
import { escapeTerraform } from "../kit/escape";
import { buildEndpoints } from "./endpoints";
import type { BuildInputs } from "./inputs";
import { SharedOutputs } from "./outputs";
import { references } from "./references";
import { principalsOf } from "../services/function-app/principals";
import { buildRoleAssignment } from "../kit/role-assignment";
import { buildCosmosRoleAssignment } from "../services/cosmos/role-assignment";

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
  const done = new BuiltResources();
  const contexts = new Map<ServiceName, WorkloadsContext<ServiceShape>>();

  for (const name of serviceNames) {
    const context = contextOf(name);
    contexts.set(name, context);
    const resources = serviceNamed(name).stacks.workloads?.build(context);
    if (resources !== undefined) done.add(serviceNamed(name), resources);
  }
  awaitAppSettings();
  buildGrants();
  const privateEndpoints = buildEndpoints(stack, plan, done, outputs, transformed);
  for (const target of diagnosticTargets(stack))
    buildDiagnosticSettings(
      stack,
      target,
      shared(services.logs).workspaceId,
      plan.settings.logs.diagnostics,
      transformed,
    );
  putOutAddresses();
  return { stack, resources: done.all(), privateEndpoints, published: outputs.all() };

  function contextOf(name: ServiceName): WorkloadsContext<ServiceShape> {
    return {
      scope: stack,
      place: stack.place,
      resourceGroupId: stack.resourceGroup.id,
      plan: plan.services[name],
      get tenantId() {
        return stack.tenantId;
      },
      get appSettings() {
        return Object.fromEntries(
          Object.entries(plan.appSettings).map(([key, value]) => [escapeTerraform(key), text(value)]),
        );
      },
      groupIds: () => ({
        network: groupId("network"),
        platform: groupId("platform"),
        workloads: stack.resourceGroup.id,
      }),
      grants: plan.grants,
      transformed,
      reference,
      built,
      shared,
      text,
    };
  }

  function groupId(role: StackRole): string {
    return `/subscriptions/${stack.subscriptionId}/resourceGroups/${plan.resourceGroups[role]}`;
  }

  function built<Shape extends ServiceShape>(service: Service<Shape>): Shape["workloads"] {
    return done.of(service);
  }

  function shared<Shape extends ServiceShape>(service: Service<Shape>): Shape["shared"] {
    return outputs.shared(service);
  }

  function text(value: SettingValue): string {
    if (typeof value === "string") return escapeTerraform(value);
    return value
      .map((part) => {
        if (typeof part === "string") return escapeTerraform(part);
        return "fact" in part ? stack[part.fact] : published(part.service, part.output);
      })
      .join("");
  }

  function published(service: ServiceName, output: string): string {
    const value = outputs.of(service)[output];
    if (value === undefined) throw new Error(`${service} publishes no ${output}`);
    return value;
  }

  /** An app is not told what nobody knows yet. */
  function awaitAppSettings(): void {
    const { functionApp, functionAppSlots } = built(services.functionApp);
    const awaited = Object.entries(plan.appSettings).flatMap(([setting, value]) =>
      [value].flat().flatMap((part): readonly AwaitedOutput[] => {
        if (typeof part === "string" || "fact" in part) return [];
        const all = foreseenOf(plan, part.service, () => stack.subscriptionId);
        const foreseen = all.find(({ output }) => output === part.output);
        if (foreseen?.value !== KNOWN_ONCE_APPLIED) return [];
        const producer = plan.stackIds[foreseen.stack];
        return [
          {
            value: published(part.service, part.output),
            message: `Azure computes what ${setting} says: apply ${producer} first.`,
          },
        ];
      }),
    );
    for (const app of [functionApp, ...Object.values(functionAppSlots)]) awaitOutputs(app, awaited);
  }

  /** Every grant for the app and for each slot, which is a principal of its own. */
  function buildGrants(): void {
    const principals = principalsOf(built(services.functionApp));
    // The host's identity has its roles before there is an app, and Redis gives its policies itself.
    for (const grant of plan.grants.filter(({ to, plane }) => to === undefined && plane !== "redis")) {
      const context = contexts.get(grant.service);
      const scopes = context && serviceNamed(grant.service).scopes?.(context);
      const scope = scopes?.[grant.on];
      if (scope === undefined) throw new Error(`${grant.service} has no scope "${grant.on}"`);
      const resourceId = `${scope}${escapeTerraform(grant.below ?? "")}`;
      for (const principal of principals) {
        if (grant.plane === "azure") buildRoleAssignment(stack, principal, grant, resourceId, transformed);
        else buildCosmosRoleAssignment(stack, principal, grant, cosmosAccount(), resourceId, transformed);
      }
    }
  }

  function cosmosAccount(): ResourceReference {
    const { existing } = plan.services.cosmos;
    if (existing !== undefined) return reference(existing);
    const { id, name } = shared(services.cosmos);
    return { id, name, resourceGroupName: plan.resourceGroups.platform };
  }

  /** What a release and its users need to know of the app. */
  function putOutAddresses(): void {
    const { functionApp } = built(services.functionApp);
    new TerraformOutput(stack, "function_app_name", { value: functionApp.name, staticId: true });
    new TerraformOutput(stack, "function_app_hostname", {
      value: functionApp.defaultHostname,
      staticId: true,
    });
  }
}
