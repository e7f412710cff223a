import { TerraformElement, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { importResource } from "./imported-resource";

/**
 * A `removed` block: where the resource is in the state, Terraform takes it out and leaves it in Azure. It changes nothing where
 * the resource is not in the state. Terraform 1.7 and later.
 */
class ForgottenResource extends TerraformElement {
  constructor(
    scope: Construct,
    private readonly address: string,
  ) {
    super(scope, `forgotten-${address}`);
  }

  override toTerraform(): object {
    return { removed: [{ from: this.address, lifecycle: { destroy: false } }] };
  }
}

/** A resource in Azure that is made by a template deployment or by a resource of its own, as the provider's version allows. */
export interface OtherForm {
  /** What it is made by here. */
  readonly resource: TerraformResource;
  /** The type of the other form, under the same name in Terraform. */
  readonly otherType: string;
  /** Its id in Azure, where the other form has made it; undefined where nothing is imported. */
  readonly importId?: string | undefined;
}

/**
 * Carries a resource over from its other form: Terraform forgets the other one instead of destroying it, and imports what that has made.
 */
export function carryOver({ resource, otherType, importId }: OtherForm): void {
  const { friendlyUniqueId: name } = resource;
  const scope = resource.node.scope ?? resource;
  new ForgottenResource(scope, `${otherType}.${name}`);
  if (importId !== undefined) importResource(resource, importId);
}
