import { TerraformElement, type TerraformResource } from "cdktf";

/** An `import` block. Unlike `importFrom` it does not start Terraform in synth to ask for its version. */
class ImportedResource extends TerraformElement {
  constructor(
    resource: TerraformResource,
    private readonly to: string,
    private readonly id: string,
  ) {
    super(resource, "import");
  }

  override toTerraform(): object {
    return { import: [{ to: this.to, id: this.id }] };
  }
}

/** Takes a resource over that is in Azure already, by the id that the provider imports it with. */
export function importResource(resource: TerraformResource, id: string): void {
  const { terraformResourceType: type, friendlyUniqueId: name } = resource;
  new ImportedResource(resource, `${type}.${name}`, id);
}
