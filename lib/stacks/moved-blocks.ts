import { TerraformElement, TerraformResource, type TerraformStack } from "cdktf";
import { type RenamedAddress, movesOf } from "./renamed-addresses";

/** Writes the `moved` blocks of a stack, of all that is in it when it is written. */
export class RenamedAddresses extends TerraformElement {
  constructor(
    private readonly within: TerraformStack,
    private readonly rows: readonly RenamedAddress[],
  ) {
    super(within, "renamed-addresses");
  }

  override toTerraform(): object {
    const resources = this.within.node
      .findAll()
      .filter((node) => TerraformResource.isTerraformResource(node));
    const addresses = resources.map(
      ({ terraformResourceType, friendlyUniqueId }) => `${terraformResourceType}.${friendlyUniqueId}`,
    );
    const moved = movesOf(new Set(addresses), this.rows);
    return moved.length === 0 ? {} : { moved };
  }
}
