import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import type { BuiltResource } from "../decide/plan-channel";
import { snakeCase } from "../kit/snake-case";
import { resourceTypes, serviceNamed, serviceNames } from "../services";
import type { TransformName } from "../services/contract/transforms";

/**
 * The resources that a backend has built, with the service that each belongs to.
 *
 * @param stacks - where they were built, by id
 * @param made - the names in Terraform of what was built under a name that `transform` knows
 */
export function builtResources(
  stacks: readonly IConstruct[],
  made: (name: TransformName) => ReadonlySet<string>,
): readonly BuiltResource[] {
  return stacks.flatMap((stack) =>
    stack.node
      .findAll()
      .filter((node) => TerraformResource.isTerraformResource(node))
      .map((node) => {
        const type = node.terraformResourceType;
        const { id } = node.node;
        const name = Object.keys(resourceTypes).find(
          (each) => (resourceTypes[each] ?? []).includes(type) && made(each as TransformName).has(id),
        );
        const service = serviceNames.find((each) => belongsTo(each, name, id));
        return {
          stack: stack.node.id,
          address: `${type}.${id}`,
          ...(name === undefined ? {} : { name }),
          ...(service === undefined ? {} : { service }),
        };
      }),
  );
}

/** What no `transform` knows is named for its service: `storage_table_logs`. */
function belongsTo(service: (typeof serviceNames)[number], name: string | undefined, id: string): boolean {
  return name === undefined
    ? id.startsWith(`${snakeCase(service)}_`)
    : Object.hasOwn(serviceNamed(service).resources, name);
}
