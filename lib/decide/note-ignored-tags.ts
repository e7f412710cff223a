import type { BackendSettings } from "./options/backend-settings";
import type { Draft } from "../services/contract/draft";

/** Says which of the backend's own tags are set once, and never again. */
export function noteIgnoredTags(draft: Draft, { tags = {}, ignoreTags = false }: BackendSettings): void {
  if (ignoreTags === false) return;
  const ignored = ignoreTags === true ? "tags" : own(Object.keys(tags), ignoreTags);
  if (ignored !== undefined)
    draft.note(
      "ignoreTags",
      `Terraform sets ${ignored} when it creates a resource and ignores them after that: a change of tags applies to new resources only`,
    );
}

/** Those that the user sets and ignores. */
function own(names: readonly string[], ignored: readonly string[]): string | undefined {
  const both = names.filter((name) => ignored.includes(name));
  return both.length === 0 ? undefined : `the tags ${both.join(", ")}`;
}
