import { type IAspect, TerraformResource, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { type Tags, mergeTags } from "../names/tags";
import { literal } from "./literal";

/** What a taggable resource of the provider looks like. */
interface Taggable {
  tags: Record<string, string>;
  readonly tagsInput?: Record<string, string>;
}

/** A deployment with other tags is run again, and would make a new secret. */
const UNTAGGED = "azurerm_resource_group_template_deployment";

/** Tags every taggable resource of a stack, the user's own ones too; a resource's own tags win. */
export class Tagging implements IAspect {
  private readonly defaults: Tags;

  constructor(tags: Tags) {
    this.defaults = Object.fromEntries(
      Object.entries(tags).map(([name, value]) => [literal(name), literal(value)]),
    );
  }

  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node) || !isTaggable(node)) return;
    if (node.terraformResourceType === UNTAGGED || Token.isUnresolved(node.tagsInput)) return;
    node.tags = { ...mergeTags(this.defaults, node.tagsInput ?? {}) };
  }
}

function isTaggable(node: TerraformResource): node is TerraformResource & Taggable {
  return "tagsInput" in node;
}
