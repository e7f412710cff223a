import type { Draft } from "../plan/draft";
import type { AllSettings } from "../services";
import type { ComposedKind } from "../services/names";
import type { TransformName } from "../transform/transforms";

/** What there is to know of one kind of resource that can be brought. */
export interface BroughtKind {
  /** What messages call it. */
  readonly label: string;
  /** Its type in Azure's ids. */
  readonly armType: string;
  /** Its type in Terraform, of resource and data source. */
  readonly terraformType: string;
  /** Further texts of a literal that do not follow from its id. */
  readonly endpoints: readonly string[];
  /** What may be said of it beside what it is. */
  readonly options: readonly ("createChildren" | "roleAssignments" | "subnets")[];
}

/** What bringing a resource means for the service that would have made it. */
export interface ReplacedKind extends BroughtKind {
  /** Options of the service that keep their meaning. */
  readonly keeps: (settings: AllSettings, createChildren: boolean) => readonly string[];
  /** Names that nothing is given any more. */
  readonly names: readonly ComposedKind[];
  /** What is not made, and what is made inside of it only with `createChildren`, as `transform` knows it. */
  readonly resources: readonly TransformName[];
  readonly children: readonly TransformName[];
  /** Why it is in the backend's subscription whatever is said, `makes its API in it`. */
  readonly always?: string;
  /** Settles what follows from bringing it, before any service decides. */
  readonly settle?: (
    draft: Draft,
    backend: { readonly project: string; readonly environment: string },
  ) => void;
}
