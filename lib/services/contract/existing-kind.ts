import type { Draft } from "./draft";
import type { ExistingResource } from "./existing-resource";
import type { AllSettings, SingleKind } from "../words";
import type { TransformName } from "./transforms";

/** What there is to know of one kind of existing resource. */
export interface ExistingKind {
  /** What messages call it. */
  readonly label: string;
  /** Its type in Azure's ids. */
  readonly armType: string;
  /** Its type in Terraform, of resource and data source. */
  readonly terraformType: string;
  /** Another type that does the same. */
  readonly or?: Pick<ExistingKind, "armType" | "terraformType">;
  /** Further texts of a literal that do not follow from its id. */
  readonly endpoints: readonly string[];
  /** Those of them that are host names. */
  readonly hosts?: readonly string[];
  /** What may be said of it beside what it is. */
  readonly options: readonly ("createChildren" | "roleAssignments" | "subnets")[];
}

/** Every type that it can be of. */
export function typesOf(kind: ExistingKind): readonly Pick<ExistingKind, "armType" | "terraformType">[] {
  return [kind, ...(kind.or === undefined ? [] : [kind.or])];
}

/**
 * What an existing resource means for the service that would have made it.
 *
 * @typeParam Plan - what the service plans
 */
export interface ReplacementKind<Plan = object> extends ExistingKind {
  /** Options of the service that keep their meaning. */
  readonly keeps: (settings: AllSettings, createChildren: boolean) => readonly string[];
  /** Names that nothing is given any more. */
  readonly names: readonly SingleKind[];
  /** What is not made, and what is made inside of it only with `createChildren`, as `transform` knows it. */
  readonly resources: readonly TransformName[];
  readonly children: readonly TransformName[];
  /** True where the backend gives such a resource a private endpoint: that of an existing one is its owner's to make. */
  readonly privateEndpoint?: true;
  /** What has to be inside of it already, where nothing is made there. */
  expects?(plan: Plan, draft: Draft): readonly string[];
  /** Notes what is made inside of it, and others who use it may make as well. */
  noteChildren?(plan: Plan, draft: Draft): void;
  /** Reports what is not possible while it is in another subscription than the backend. */
  checkElsewhere?(existing: ExistingResource, draft: Draft): void;
  /** Why it is in the backend's subscription whatever is said, `makes its API in it`. */
  readonly always?: string;
  /** Settles what follows from using it, before any service decides. */
  readonly settle?: (
    draft: Draft,
    backend: { readonly project: string; readonly environment: string },
  ) => void;
}
