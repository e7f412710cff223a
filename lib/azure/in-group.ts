/** The id of what is in the resource group of the resource itself, as most of Azure's resources are. */
export function inGroup(path: string): string {
  return `/subscriptions/{subscription}/resourceGroups/{resource_group_name}/providers/${path}`;
}
