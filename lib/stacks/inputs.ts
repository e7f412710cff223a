import type { TerraformOutput } from "cdktf";
import type { BroughtElement } from "../external/element";
import type { Transformed } from "../transform/transforms";

/** What of the user's goes into building, beside the plan. */
export interface BuildInputs {
  /** Constructs that are brought, by option. */
  readonly elements: ReadonlyMap<string, BroughtElement>;
  readonly transformed: Transformed;
  /** Outputs that were added to stacks of the user's. */
  readonly added: TerraformOutput[];
}
