import type { Construct } from "constructs";
import type { BackendPlan } from "../plan/plan";
import { serviceNamed, serviceNames } from "../services";
import type { Service, ServiceShape } from "../services/service";
import { BackendStack } from "./backend-stack";
import { publish } from "./outputs";

/** The platform: what keeps data, and outlives every release of the code. */
export function buildPlatform(
  app: Construct,
  plan: BackendPlan,
  network: BackendStack,
): { readonly stack: BackendStack; readonly resources: object } {
  const stack = new BackendStack(app, plan, "platform");
  stack.addDependency(network);
  const done = new Map<unknown, object>();
  const built = <Shape extends ServiceShape>(service: Service<Shape>): Shape["platform"] => {
    const resources = done.get(service);
    if (resources === undefined) throw new Error("a service was asked for what it has not built yet");
    return resources;
  };
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
      built,
    });
    publish(stack, name, service.publish(resources, servicePlan));
    done.set(service, resources);
  }
  return { stack, resources: Object.assign({}, ...done.values()) as object };
}
