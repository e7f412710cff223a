import {
  DefaultTokenResolver,
  StringConcat,
  TerraformElement,
  type TerraformStack,
  Tokenization,
} from "cdktf";
import { messageOf } from "../settings/message-of";

/**
 * Refuses a value of another stack, as the engine does while it collects references.
 *
 * @param where - how messages name its place: `tags.owner`
 * @throws Error that says where the value is, and what can be done
 */
export function refuseForeign(stack: TerraformStack, where: string, value: unknown): void {
  const message = foreignFault(stack, value);
  if (message !== undefined) throw new Error(`${where}: ${message}`);
}

/** What aspects have put into elements of a stack after the engine collected references, and is of another stack. */
export function foreignValues(stack: TerraformStack): readonly string[] {
  return stack.node
    .findAll()
    .filter((node) => TerraformElement.isTerraformElement(node))
    .flatMap((element) => {
      const message = foreignFault(stack, element.toTerraform());
      return message === undefined ? [] : [`${element.node.path}: ${message}`];
    });
}

function foreignFault(stack: TerraformStack, value: unknown): string | undefined {
  try {
    const resolver = new DefaultTokenResolver(new StringConcat());
    Tokenization.resolve(value, { scope: stack, resolver, preparing: true });
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}
