import type { TerraformOutput } from "cdktf";
import type { ExistingConstruct } from "../services/contract/existing-construct";
import type { Transformed } from "../services/contract/transforms";

/** What of the user's goes into building, beside the plan. */
export interface BuildInputs {
  /** Constructs that were given as existing resources, by option. */
  readonly elements: ReadonlyMap<string, ExistingConstruct>;
  readonly transformed: Transformed;
  /** Outputs that were added to stacks of the user's. */
  readonly added: TerraformOutput[];
}
