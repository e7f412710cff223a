import {
  DefaultTokenResolver,
  StringConcat,
  TerraformResource,
  type TerraformStack,
  Tokenization,
} from "cdktf";
import type { IConstruct } from "constructs";

/** The parts of a stack that say what Terraform may not destroy, and what it has moved. */
interface GuardedParts {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly moved?: readonly object[];
}

interface Attributes {
  readonly lifecycle?: { readonly prevent_destroy?: unknown };
}

/**
 * What is written of a stack that is otherwise empty: resources with `prevent_destroy`, which no plan of the library knows if they are
 * the user's own, and `moved` blocks.
 *
 * @param ofLibrary - what the library has built: of this, only what has such a setting is resolved
 */
export function guardedParts(stack: TerraformStack, ofLibrary: ReadonlySet<IConstruct>): GuardedParts {
  const written = stack.node
    .findAll()
    .filter((node) => TerraformResource.isTerraformResource(node))
    .filter(
      (node) =>
        !ofLibrary.has(node) || node.lifecycle?.preventDestroy === true || Boolean(node.hasResourceMove()),
    )
    .map((node) => resolved(stack, node));
  const resource: Record<string, Record<string, Attributes>> = {};
  for (const each of written)
    for (const [type, named] of Object.entries(each.resource ?? {}))
      for (const [name, attributes] of Object.entries(named))
        if (attributes.lifecycle?.prevent_destroy === true)
          resource[type] = { ...resource[type], [name]: attributes };
  const moved = written.flatMap((each) => each.moved ?? []);
  return {
    ...(Object.keys(resource).length === 0 ? {} : { resource }),
    ...(moved.length === 0 ? {} : { moved }),
  };
}

function resolved(stack: TerraformStack, node: TerraformResource): GuardedParts {
  return Tokenization.resolve(node.toTerraform() as object, {
    scope: stack,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  }) as GuardedParts;
}
