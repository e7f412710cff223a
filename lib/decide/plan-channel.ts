import type { BackendPlan } from "./backend-plan";
import type { ServiceName } from "../services/words";
import { channel } from "node:diagnostics_channel";

/** A resource that the library has built. */
export interface BuiltResource {
  readonly stack: string;
  /** In Terraform, within its stack: `azurerm_key_vault.key_vault`. */
  readonly address: string;
  /** The name that `transform` has for it; undefined where it has none. */
  readonly name?: string;
  /** The service that it belongs to; undefined where several share its kind, such as role assignments. */
  readonly service?: ServiceName;
}

/** A backend that is defined, as the channel tells of it. */
export interface DefinedBackend {
  readonly plan: BackendPlan;
  /** The folder that each component's `entry` is relative to. */
  readonly root: string;
  /** Has the stacks written with files for `terraform test`; there for who hears of it in the same process. */
  readonly addTerraformTests?: () => void;
  /** Has the stacks checked as always and written empty: enough for the plan, and faster. Only within the same process. */
  readonly writeEmptyStacks?: () => void;
  /** Lists the resources of all stacks. Only within the same process. */
  readonly listResources?: () => readonly BuiltResource[];
  /** That list, where the listener was asked for it. */
  readonly resources?: readonly BuiltResource[];
}

/** Tells of every backend that is defined in this process, by whichever copy of the library, on either engine. */
export const planChannel = channel("azure-backend:plan");
