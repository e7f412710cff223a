import {
  TerraformBackend,
  TerraformDataSource,
  type TerraformElement,
  TerraformElement as Element,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
} from "cdktf";
import type { ResourceParts } from "./existing-resource";

/** A resource or data source of the engine's, anywhere in an app. */
export type ExistingConstruct = TerraformResource | TerraformDataSource;

export function isExistingConstruct(value: unknown): value is ExistingConstruct {
  return TerraformResource.isTerraformResource(value) || TerraformDataSource.isTerraformDataSource(value);
}

export function isElement(value: unknown): value is TerraformElement {
  return typeof value === "object" && value !== null && Element.isTerraformElement(value);
}

interface ElementInputs {
  readonly nameInput?: unknown;
  readonly resourceGroupNameInput?: unknown;
}

/** A stack whose state others can read. The engine's own default is a file of one machine. */
export function hasState(element: ExistingConstruct): boolean {
  return TerraformStack.of(element).node.children.some((child) => TerraformBackend.isBackend(child));
}

/** The name of an element, where that is a literal string. */
export function plainNameOf(element: ExistingConstruct): string | undefined {
  const { nameInput } = element as ElementInputs;
  return isPlain(nameInput) ? nameInput : undefined;
}

/**
 * Where an element is in Azure, as far as it says so in literal strings: what its own stack has to find out first is
 * read from that stack's state.
 */
export function partsOfElement(element: ExistingConstruct): ResourceParts | undefined {
  const { nameInput, resourceGroupNameInput } = element as ElementInputs;
  const subscriptionId = subscriptionOf(element);
  if (!isPlain(nameInput) || !isPlain(resourceGroupNameInput) || subscriptionId === "unknown")
    return undefined;
  return {
    name: nameInput,
    resourceGroupName: resourceGroupNameInput,
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
  };
}

/** Undefined where its provider names none, as the backend's own does. */
function subscriptionOf(element: ExistingConstruct): string | undefined {
  const provider = element.provider ?? defaultProvider(TerraformStack.of(element));
  const { subscriptionIdInput } = (provider ?? {}) as { readonly subscriptionIdInput?: unknown };
  if (subscriptionIdInput === undefined) return undefined;
  return isPlain(subscriptionIdInput) ? subscriptionIdInput : "unknown";
}

function defaultProvider(stack: TerraformStack): TerraformProvider | undefined {
  return stack.node
    .findAll()
    .filter((node) => TerraformProvider.isTerraformProvider(node))
    .find(({ terraformResourceType, alias }) => terraformResourceType === "azurerm" && alias === undefined);
}

/** Text, and neither a token nor an expression. */
export function isPlain(text: unknown): text is string {
  return typeof text === "string" && text !== "" && !Token.isUnresolved(text) && !/[$%]\{/.test(text);
}
