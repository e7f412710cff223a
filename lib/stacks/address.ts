import type { TerraformResource } from "cdktf";

/** `<type>.<name>.id`, as `replace_triggered_by` takes it: an address, not an expression. */
export function idAddress(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}.id`;
}
