import { TerraformOutput, type TerraformRemoteState, TerraformStack } from "cdktf";
import type { ExistingConstruct } from "../services/contract/existing-construct";
import { type Resolve, resolveReference } from "../services/contract/reference";
import type { BackendStack } from "./backend-stack";
import type { BuildInputs } from "./inputs";
import { constructId } from "../kit/construct-id";

/**
 * Finds an existing resource as one stack can name it. A construct whose name is not a literal string gets an output in its own
 * stack, `external_<construct>_id`, which is read from that stack's state.
 */
export function references(
  reader: BackendStack,
  { elements, added }: Pick<BuildInputs, "elements" | "added">,
): Resolve {
  const remotes = new Map<TerraformStack, TerraformRemoteState>();
  return (existing) => {
    const element = elements.get(existing.option);
    const theirs = element && TerraformStack.of(element);
    // Applied before, where both are of one app.
    if (theirs?.node.root === reader.node.root) reader.addDependency(theirs);
    return resolveReference(existing, {
      subscriptionId: () => reader.subscriptionId,
      readId: ({ option }) => {
        if (element === undefined || theirs === undefined) throw new Error(`${option} is not a construct`);
        return remoteOf(theirs).getString(outputOf(theirs, element, added));
      },
    });
  };

  function remoteOf(stack: TerraformStack): TerraformRemoteState {
    const known = remotes.get(stack);
    if (known !== undefined) return known;
    const remote = stack
      .ensureBackendExists()
      .getRemoteStateDataSource(reader, constructId("external", stack.node.id), stack.node.id);
    remotes.set(stack, remote);
    return remote;
  }
}

/** What a stack of the user outputs of an existing construct. */
export function externalIdOutput(element: ExistingConstruct): string {
  return `external_${element.friendlyUniqueId}_id`;
}

function outputOf(stack: TerraformStack, element: ExistingConstruct, added: TerraformOutput[]): string {
  const id = externalIdOutput(element);
  if (stack.node.tryFindChild(id) === undefined)
    added.push(new TerraformOutput(stack, id, { value: element.getStringAttribute("id"), staticId: true }));
  return id;
}
