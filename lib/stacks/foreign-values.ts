import {
  Aspects,
  DefaultTokenResolver,
  StringConcat,
  TerraformElement,
  type TerraformStack,
  Tokenization,
} from "cdktf";
import type { IConstruct } from "constructs";
import { messageOf } from "../settings/message-of";
import { IgnoredTags } from "./ignored-tags";
import { RequiredTags } from "./required-tags";
import { Tagging } from "./tagging";

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
  const nodes = stack.node.findAll();
  // The engine has refused everything else already, and it takes as long as collecting the references.
  if (!nodes.some(hasAspectOfUser)) return [];
  return nodes
    .filter((node) => TerraformElement.isTerraformElement(node))
    .flatMap((element) => {
      const message = foreignFault(stack, element.toTerraform());
      return message === undefined ? [] : [`${element.node.path}: ${message}`];
    });
}

const ofLibrary = [Tagging, IgnoredTags, RequiredTags] as const;

/** An aspect of the user's: the values of the library's own are literals, or were refused before. */
function hasAspectOfUser(node: IConstruct): boolean {
  return Aspects.of(node).all.some((each) => !ofLibrary.some((own) => each instanceof own));
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
