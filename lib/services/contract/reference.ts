import { Fn } from "cdktf";
import type { ExistingResource } from "./existing-resource";
import type { IdParts } from "../../azure/azure-id";
import { azureId } from "../../azure/azure-id";

/** A resource that is there already, as texts or tokens of the stack that uses it. */
export interface ResourceReference {
  readonly id: string;
  readonly name: string;
  readonly resourceGroupName: string;
}

/** An existing resource, as the stack that uses it can name it. */
export type Resolve = (existing: ExistingResource) => ResourceReference;

/** Finds an existing resource as one stack can name it. */
export interface ReferenceSource {
  readonly subscriptionId: () => string;
  /** The id of a resource whose name only its own stack knows, read from that stack's state. */
  readonly readId: (existing: ExistingResource) => string;
}

export function resolveReference(existing: ExistingResource, source: ReferenceSource): ResourceReference {
  const { parts, armType } = existing;
  if (parts !== undefined) {
    const whole: IdParts = { ...parts, subscriptionId: parts.subscriptionId ?? source.subscriptionId() };
    return { id: azureId(armType, whole), name: parts.name, resourceGroupName: parts.resourceGroupName };
  }
  const id = source.readId(existing);
  const segments = Fn.split("/", id);
  return {
    id,
    name: Fn.element(segments, 8) as string,
    resourceGroupName: Fn.element(segments, 4) as string,
  };
}
