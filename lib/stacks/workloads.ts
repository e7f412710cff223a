import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { BackendPlan } from "../plan/plan";
import type { SettingValue } from "../plan/setting-value";
import { type PublishedOutputs, type ServiceName, serviceNamed, serviceNames, services } from "../services";
import type { Service, ServiceShape, WorkloadsContext } from "../services/service";
import { BackendStack } from "./backend-stack";
import { BuiltResources } from "./built";
import { constructId } from "./construct-id";
import { literal } from "./literal";
import { PlatformOutputs } from "./outputs";
import { type Principal, buildCosmosRoleAssignment, buildRoleAssignment } from "./roles";

/** The workloads: what runs the code, and what it may do. */
export function buildWorkloads(
  app: Construct,
  plan: BackendPlan,
  { network, platform }: { readonly network: BackendStack; readonly platform: BackendStack },
): { readonly stack: BackendStack; readonly resources: object; readonly published: PublishedOutputs } {
  const stack = new BackendStack(app, plan, "workloads");
  stack.addDependency(network);
  stack.addDependency(platform);
  const outputs = new PlatformOutputs(stack, plan);
  const done = new BuiltResources();
  const contexts = new Map<ServiceName, WorkloadsContext<ServiceShape>>();

  for (const name of serviceNames) {
    const context = contextOf(name);
    contexts.set(name, context);
    done.add(serviceNamed(name), serviceNamed(name).workloads(context));
  }
  buildGrants();
  putOutAddresses();
  return { stack, resources: done.all(), published: outputs.all() };

  function contextOf(name: ServiceName): WorkloadsContext<ServiceShape> {
    return {
      scope: stack,
      place: stack.place,
      plan: plan.services[name],
      get tenantId() {
        return stack.tenantId;
      },
      get appSettings() {
        return Object.fromEntries(
          Object.entries(plan.appSettings).map(([key, value]) => [literal(key), text(value)]),
        );
      },
      built,
      shared,
      text,
    };
  }

  function built<Shape extends ServiceShape>(service: Service<Shape>): Shape["workloads"] {
    return done.of(service);
  }

  function shared<Shape extends ServiceShape>(service: Service<Shape>): Shape["shared"] {
    const name = serviceNames.find((each) => (services[each] as unknown) === service);
    if (name === undefined) throw new Error("a service was asked for that is not in the list of services");
    return outputs.of(name);
  }

  function text(value: SettingValue): string {
    if (typeof value === "string") return literal(value);
    return value
      .map((part) => (typeof part === "string" ? literal(part) : reference(part.service, part.output)))
      .join("");
  }

  function reference(service: ServiceName, output: string): string {
    const value = outputs.of(service)[output];
    if (value === undefined) throw new Error(`${service} publishes no ${output}`);
    return value;
  }

  /** Every grant for the app and for each slot, which is a principal of its own. */
  function buildGrants(): void {
    const { functionApp, functionAppSlots } = built(services.functionApp);
    const principals: readonly Principal[] = [
      { id: "function_app", principalId: functionApp.identity.principalId },
      ...Object.entries(functionAppSlots).map(([slot, { identity }]) => ({
        id: constructId("function_app", slot),
        principalId: identity.principalId,
      })),
    ];
    for (const grant of plan.grants) {
      const context = contexts.get(grant.service);
      const scopes = context && serviceNamed(grant.service).scopes?.(context);
      const resourceId = scopes?.[grant.on];
      if (resourceId === undefined) throw new Error(`${grant.service} has no scope "${grant.on}"`);
      for (const principal of principals) {
        if (grant.plane === "azure") buildRoleAssignment(stack, principal, grant, resourceId);
        else {
          const { id, name } = shared(services.cosmos);
          const account = { id, name, resourceGroupName: plan.resourceGroups.platform };
          buildCosmosRoleAssignment(stack, principal, grant, account, resourceId);
        }
      }
    }
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
