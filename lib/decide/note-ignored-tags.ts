import type { BackendSettings } from "./options/backend-settings";
import type { Tags } from "../azure/names/tags";
import type { Draft } from "../services/contract/draft";

/**
 * Says which of the backend's own tags are set once, and never again.
 *
 * @param others - tags that follow from other options
 */
export function noteIgnoredTags(
  draft: Draft,
  { tags = {}, ignoreTags = false }: BackendSettings,
  others: Tags,
): void {
  if (ignoreTags === false) return;
  const ignored = ignoreTags === true ? "tags" : own(Object.keys({ ...others, ...tags }), ignoreTags);
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
