import type { TerraformResource } from "cdktf";

/** `<type>.<name>.id`, as `replace_triggered_by` takes it: an address, not an expression. */
export function idAddress(resource: TerraformResource): string {
  return attributeAddress(resource, "id");
}

export function attributeAddress(resource: TerraformResource, attribute: string): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}.${attribute}`;
}
