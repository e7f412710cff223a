import type { IAspect } from "cdktf";
import type { IConstruct } from "constructs";
import { isTaggable } from "./tagging";

/** The argument itself, in `ignore_changes`. */
const ALL = "tags";

/** Leaves tags that others write alone, on every resource of a stack that has tags, the user's own ones too. */
export class IgnoredTags implements IAspect {
  private readonly ignored: readonly string[];

  /** @param tags - `true` for all of them, or their names */
  constructor(tags: boolean | readonly string[]) {
    if (typeof tags === "boolean") this.ignored = tags ? [ALL] : [];
    else this.ignored = tags.map((name) => `${ALL}[${JSON.stringify(name)}]`);
  }

  visit(node: IConstruct): void {
    if (this.ignored.length === 0 || !isTaggable(node)) return;
    const { ignoreChanges = [], ...lifecycle } = node.lifecycle ?? {};
    if (ignoreChanges === "all" || ignoreChanges.includes(ALL)) return;
    node.lifecycle = { ...lifecycle, ignoreChanges: [...new Set([...ignoreChanges, ...this.ignored])] };
  }
}
