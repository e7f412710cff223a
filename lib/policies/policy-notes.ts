import type { BackendPlan } from "../decide/backend-plan";
import { snakeCase } from "../kit/snake-case";
import { serviceNamed, serviceNames } from "../services";
import type { PolicyNote } from "../services/contract/policy-note";
import type { ResourceRecord, TerraformType } from "../services/contract/resource-record";
import { type StackRole, stackRoles } from "../services/contract/service";
import type { ServiceName } from "../services/words";

/** A service's note on one of its resources, and where that resource is. */
export interface CollectedNote extends Omit<PolicyNote<object>, "failing"> {
  readonly stack: StackRole;
  /** What is known of the resource. */
  readonly record: ResourceRecord;
  /** The resources of a backend that fail the check. */
  readonly failing: (plan: BackendPlan) => readonly FailingResource[];
}

interface FailingResource {
  readonly type: TerraformType;
  /** In Terraform, `azurerm_storage_account.storage`. */
  readonly address: string;
}

/**
 * Every check of checkov 3.3 and trivy that a backend can fail on purpose: in the order of the services, of their stacks
 * and of their resources.
 */
export const policyNotes: readonly CollectedNote[] = serviceNames.flatMap((service) =>
  stackRoles.flatMap((stack) => notesIn(service, stack)),
);

function notesIn(service: ServiceName, stack: StackRole): readonly CollectedNote[] {
  const { resources, stacks } = serviceNamed(service);
  const records: Readonly<Record<string, ResourceRecord>> = resources;
  const notes: Readonly<Record<string, readonly PolicyNote<object>[]>> = stacks[stack]?.policyNotes ?? {};
  return Object.entries(records).flatMap(([name, record]) =>
    (notes[name] ?? []).map((note) => ({
      ...note,
      stack,
      record,
      failing: ({ services, provider }) =>
        note
          .failing(services[service], { providerVersion: provider.lowest })
          .map(({ id = snakeCase(name), type = record }) => ({ type, address: `${type.type}.${id}` })),
    })),
  );
}
