import { AnnotationMetadataEntryType, type IAspect, TerraformResource, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { requiredNames } from "../azure/names/required-tags";
import { tagsTakenBy } from "../azure/names/tag-limits";
import { type Tags, mergeTags } from "../azure/names/tags";
import { escapeTerraform } from "../kit/escape";
import { withoutStackTraces } from "./stack-traces";

/** What a taggable resource looks like, whatever its provider. */
interface Taggable {
  tags: Record<string, string>;
  readonly tagsInput?: Record<string, string>;
}

/** A deployment with other tags is run again, and would make a new secret. */
const UNTAGGED = "azurerm_resource_group_template_deployment";

/** Tags every taggable resource of a stack, the user's own ones too; a resource's own tags win. */
export class Tagging implements IAspect {
  private readonly defaults: Tags;

  /** @param required - tags that stay where a type takes only some of them */
  constructor(
    tags: Tags,
    private readonly required: readonly string[] = [],
  ) {
    this.defaults = Object.fromEntries(
      Object.entries(tags).map(([name, value]) => [escapeTerraform(name), escapeTerraform(value)]),
    );
  }

  visit(node: IConstruct): void {
    if (!isTaggedByStack(node)) return;
    const own = Object.keys(node.tagsInput ?? {});
    const all = mergeTags(this.defaults, node.tagsInput ?? {});
    const first = [...requiredNames(this.required, all), ...own];
    const taken = tagsTakenBy(node.terraformResourceType, all, first);
    warnOfLeft(node, own, taken);
    node.tags = { ...taken };
  }
}

/** True for a resource that gets the tags of its stack, unless its own are an expression. */
export function isTaggedByStack(node: IConstruct): node is TerraformResource & Taggable {
  return isTaggable(node) && node.terraformResourceType !== UNTAGGED && !Token.isUnresolved(node.tagsInput);
}

/** True for a resource with tags by name; those of Entra ID's applications, for one, are a list of texts. */
export function isTaggable(node: IConstruct): node is TerraformResource & Taggable {
  return (
    TerraformResource.isTerraformResource(node) &&
    "tagsInput" in node &&
    // Reading them makes a token, and this is asked of every resource.
    !Array.isArray(withoutStackTraces(() => (node as Partial<Record<"tags", unknown>>).tags))
  );
}

/** The plan tells of tags of the backend; of those that one resource was given, only its construct knows. */
function warnOfLeft(node: TerraformResource, own: readonly string[], taken: Tags): void {
  const left = own.filter((name) => !Object.hasOwn(taken, name));
  if (left.length === 0) return;
  const message = `Azure does not allow the tag ${left.map((name) => `"${name}"`).join(", ")} on ${node.terraformResourceType}: not set there`;
  node.node.addMetadata(AnnotationMetadataEntryType.WARN, message, { stackTrace: false });
}
