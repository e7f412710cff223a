import {
  AnnotationMetadataEntryType,
  type IAspect,
  type TerraformResource,
  type TerraformStack,
  Token,
} from "cdktf";
import type { IConstruct } from "constructs";
import { type MissingTag, missingTags } from "../azure/names/required-tags";
import { tagsTakenBy } from "../azure/names/tag-limits";
import type { Tags } from "../azure/names/tags";
import { isDataObject } from "../settings/data";
import { isTaggable, isTaggedByStack } from "./tagging";

/** Warns of resources whose tags are an expression: nobody can tell before the deployment which ones they have. */
export class RequiredTags implements IAspect {
  constructor(private readonly required: readonly string[]) {}

  visit(node: IConstruct): void {
    if (this.required.length === 0 || !isTaggable(node) || !Token.isUnresolved(node.tagsInput)) return;
    const message = `the tags of ${node.friendlyUniqueId} are an expression: requiredTags cannot be checked there`;
    node.node.addMetadata(AnnotationMetadataEntryType.WARN, message, { stackTrace: false });
  }
}

/** Every resource of a stack that would be written without a required tag, the user's own ones too. */
export function requiredTagFaults(stack: TerraformStack, required: readonly string[]): readonly string[] {
  if (required.length === 0) return [];
  return stack.node.findAll().flatMap((node) => {
    if (!isTaggedByStack(node)) return [];
    const tags = writtenTags(node);
    // An override may make them an expression.
    if (typeof tags === "string") return [];
    const missing = missingTags(takenBy(node.terraformResourceType, required), tags);
    return missing.length === 0
      ? []
      : [
          `${node.node.path}: requiredTags: ${missing.map(text).join(", ")}. Set a value, or leave the tag to the backend's tags`,
        ];
  });
}

/** Some types take fewer names: what they cannot have, nobody can require of them. */
function takenBy(terraformType: string, required: readonly string[]): readonly string[] {
  return Object.keys(tagsTakenBy(terraformType, Object.fromEntries(required.map((name) => [name, ""]))));
}

/** With what an override changes. */
function writtenTags(resource: TerraformResource): Tags | string {
  const { resource: types = {} } = resource.toTerraform() as {
    readonly resource?: Readonly<Record<string, Readonly<Record<string, { readonly tags?: unknown }>>>>;
  };
  const [body] = Object.values(types[resource.terraformResourceType] ?? {});
  const tags = body?.tags;
  if (typeof tags === "string") return tags;
  return (isDataObject(tags) ? tags : {}) as Tags;
}

function text({ name, fault }: MissingTag): string {
  return fault === "absent" ? `has no tag "${name}"` : `has the tag "${name}" without a value`;
}
