import type { BackendPlan } from "../decide/backend-plan";
import { serviceNamed, serviceNames } from "../services";
import type { ServiceName } from "../services/words";
import type { StackRole } from "../services/contract/service";

export type OutputValues = Readonly<Record<string, string>>;

/** The name of an output, and of the value in the reader's remote state: `key_vault_id`. */
export function outputName(service: ServiceName, output: string): string {
  return `${service}_${output}`.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

/** What one service will have published once its stack is applied: Azure's ids follow from names. */
export function foreseenOf(
  plan: BackendPlan,
  service: ServiceName,
  subscriptionId: () => string,
): OutputValues {
  const definition = serviceNamed(service);
  return definition.foresee(plan.services[service], {
    // Only asked for where there is something to foresee.
    get resourceGroupId() {
      return `/subscriptions/${subscriptionId()}/resourceGroups/${plan.resourceGroups[definition.publishedBy]}`;
    },
  }) as OutputValues;
}

/** Every output that other stacks read of one stack, by its name there, with the value that it will have. */
export function foreseenIn(plan: BackendPlan, role: StackRole, subscriptionId: () => string): OutputValues {
  return Object.fromEntries(
    serviceNames
      .filter((service) => serviceNamed(service).publishedBy === role)
      .flatMap((service) =>
        Object.entries(foreseenOf(plan, service, subscriptionId)).map(([output, value]) => [
          outputName(service, output),
          value,
        ]),
      ),
  );
}
