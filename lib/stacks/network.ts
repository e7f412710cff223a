import type { Construct } from "constructs";
import type { BackendPlan } from "../decide/backend-plan";
import { serviceNamed, serviceNames } from "../services";
import { BackendStack } from "./backend-stack";
import { BuiltResources } from "./built";
import type { BuildInputs } from "./inputs";
import { publish, publishShared, putOut } from "./outputs";
import { references } from "./references";

/** The network: what everything else is put into. Always there, so that pipelines keep their shape. */
export function buildNetwork(
  app: Construct,
  plan: BackendPlan,
  inputs: BuildInputs,
): { readonly stack: BackendStack; readonly resources: object } {
  const { transformed } = inputs;
  const stack = new BackendStack(app, plan, "network", transformed);
  const reference = references(stack, inputs);
  const built = new BuiltResources();
  for (const name of serviceNames) {
    const service = serviceNamed(name);
    const resources = service.stacks.network?.build({
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
      isElsewhere: (subscriptionId) =>
        plan.subscriptionId !== undefined &&
        plan.subscriptionId.toLowerCase() !== subscriptionId.toLowerCase(),
    });
    if (resources === undefined) continue;
    publish(stack, plan, name, resources);
    built.add(service, resources);
  }
  publishShared(stack, plan);
  for (const name of serviceNames)
    putOut(stack, name, serviceNamed(name).putOutOfNetwork?.(built.of(serviceNamed(name))));
  return { stack, resources: built.all() };
}
