import type { Backend, BackendOptions, Components } from "../../../lib";
import type { StandIn } from "../../../lib/stand-in/stand-in";

/** A backend as one commit defines it. */
export interface Definition {
  readonly components: Components;
  readonly options: BackendOptions;
  /** Adds constructs of the user's own to its stacks. */
  readonly own?: (backend: Backend) => void;
}

/** A backend that is deployed, and what scenarios change. */
export interface Base extends Definition {
  readonly name: string;
  /** Resource providers of the user's own constructs: the stacks register what the library uses. */
  readonly resourceProviders?: readonly string[];
}

/** A change of a backend, whose plans Terraform has made: `plans/<name>/<stack role>.json`. */
export interface Scenario {
  /** The folder of its plans. */
  readonly name: string;
  /** What a reader of the plans sees. */
  readonly shows: string;
  /** What is deployed before; nothing where it is left out: a first deployment. */
  readonly base?: Base;
  /** The backend as it is to be. */
  readonly change: Definition;
  /** What happens in Azure after the base is deployed, and returns what undoes it. */
  readonly before?: (standIn: StandIn) => () => void;
  /** Planned right after the base was created: Terraform then sees what Azure has added to resources meanwhile. @default false */
  readonly isFirst?: boolean;
  /** Further arguments of `terraform plan`. */
  readonly args?: readonly string[];
  /** Terraform ends with an error, and writes a partial plan. @default false */
  readonly fails?: boolean;
  /** Whose plan it is. @default "terraform" */
  readonly program?: "opentofu" | "terraform";
}

/** The same backend with more options, which win over those of the base. */
export function changed({ components, options, own }: Definition, more: BackendOptions): Definition {
  return { components, options: { ...options, ...more }, ...(own === undefined ? {} : { own }) };
}
