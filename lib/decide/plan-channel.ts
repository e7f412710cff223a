import type { BackendPlan } from "./backend-plan";
import { channel } from "node:diagnostics_channel";

/** A backend that is defined, as the channel tells of it. */
export interface DefinedBackend {
  readonly plan: BackendPlan;
  /** The folder that each component's `entry` is relative to. */
  readonly root: string;
  /** Has the stacks written with files for `terraform test`; there for who hears of it in the same process. */
  readonly addTerraformTests?: () => void;
  /** Has the stacks checked as always and written empty: enough for the plan, and faster. Only within the same process. */
  readonly writeEmptyStacks?: () => void;
}

/** Tells of every backend that is defined in this process, whichever copy of the package defines it. */
export const planChannel = channel("cdktf-azure-backend:plan");
