import type { Construct } from "constructs";
import type { BackendPlan } from "../plan/plan";
import { serviceNamed, serviceNames } from "../services";
import { BackendStack } from "./backend-stack";
import { BuiltResources } from "./built";
import { publish } from "./outputs";

/** The platform: what keeps data, and outlives every release of the code. */
export function buildPlatform(
  app: Construct,
  plan: BackendPlan,
  network: BackendStack,
): { readonly stack: BackendStack; readonly resources: object } {
  const stack = new BackendStack(app, plan, "platform");
  stack.addDependency(network);
  const built = new BuiltResources();
  for (const name of serviceNames) {
    const service = serviceNamed(name);
    const servicePlan = plan.services[name];
    const resources = service.platform({
      scope: stack,
      place: stack.place,
      plan: servicePlan,
      get tenantId() {
        return stack.tenantId;
      },
      built: (other) => built.of(other),
    });
    publish(stack, name, service.publish(resources, servicePlan));
    built.add(service, resources);
  }
  return { stack, resources: built.all() };
}
