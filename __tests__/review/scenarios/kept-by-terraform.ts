import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/** A `terraform_data` of the user's own. The engine's `DataResource` runs `terraform version` in each synth. */
export class KeptByTerraform extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly values: Readonly<Record<string, unknown>>,
  ) {
    super(scope, id, {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
    });
  }

  protected override synthesizeAttributes(): Readonly<Record<string, unknown>> {
    return this.values;
  }

  protected override synthesizeHclAttributes(): Readonly<Record<string, unknown>> {
    return this.values;
  }
}
