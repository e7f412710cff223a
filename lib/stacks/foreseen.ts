import type { BackendPlan } from "../decide/backend-plan";
import { snakeCase } from "../kit/snake-case";
import { serviceNamed, serviceNames } from "../services";
import type { ServiceName } from "../services/words";
import type { PlannedOutput } from "../services/contract/outputs";
import { type StackRole, stackRoles } from "../services/contract/service";

export type OutputValues = Readonly<Record<string, string>>;

/** One output of a service in one plan, and the stack whose builder knows its resource. */
export interface OutputOfService {
  readonly output: string;
  readonly stack: StackRole;
  readonly planned: PlannedOutput<object>;
}

/** The name of an output, and of the value in the reader's remote state: `key_vault_id`. */
export function outputName(service: ServiceName, output: string): string {
  return snakeCase(`${service}_${output}`);
}

/** Every output of a service, those that the plan has no resource for included. */
export function outputsOfService(plan: BackendPlan, service: ServiceName): readonly OutputOfService[] {
  const { stacks } = serviceNamed(service);
  return stackRoles.flatMap((stack) =>
    Object.entries(stacks[stack]?.outputs?.(plan.services[service]) ?? {}).map(([output, planned]) => ({
      output,
      stack,
      planned,
    })),
  );
}

/** An output as it will be once its stack is applied. */
interface ForeseenOutput {
  readonly output: string;
  /** The stack that publishes it. */
  readonly stack: StackRole;
  readonly value: string;
}

/** What one service will have published once its stack is applied: Azure's ids follow from names. */
export function foreseenOf(
  plan: BackendPlan,
  service: ServiceName,
  subscriptionId: () => string,
): readonly ForeseenOutput[] {
  return outputsOfService(plan, service).flatMap(({ output, stack, planned }) => {
    if (planned === "absent" || "existing" in planned) return [];
    const resourceGroupId = `/subscriptions/${subscriptionId()}/resourceGroups/${plan.resourceGroups[stack]}`;
    return [{ output, stack, value: planned.expected({ resourceGroupId }) }];
  });
}

/** Every output that other stacks read of one stack, by its name there, with the value that it will have. */
export function foreseenIn(plan: BackendPlan, role: StackRole, subscriptionId: () => string): OutputValues {
  return Object.fromEntries(
    serviceNames.flatMap((service) =>
      foreseenOf(plan, service, subscriptionId)
        .filter(({ stack }) => stack === role)
        .map(({ output, value }) => [outputName(service, output), value]),
    ),
  );
}
