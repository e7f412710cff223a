import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { CodeSource } from "./plan";

/**
 * Keeps how the code comes to the app, as a `terraform_data`. Not the engine's `DataResource`: that runs `terraform version`
 * in each synth, which takes longer than all else of a stack, for a version that every stack requires of Terraform itself.
 */
export class CodeSourceRecord extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly source: CodeSource,
  ) {
    super(scope, id, {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
    });
  }

  protected override synthesizeAttributes(): Readonly<Record<string, unknown>> {
    return { input: { source: this.source } };
  }

  protected override synthesizeHclAttributes(): Readonly<Record<string, unknown>> {
    return this.synthesizeAttributes();
  }
}
