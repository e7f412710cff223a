import { missingTags } from "../azure/names/required-tags";
import { type Tags, mergeTags, tagFaults } from "../azure/names/tags";
import type { Report } from "../services/contract/existing-resource";
import { redacted } from "../settings/redacted";
import type { BackendSettings } from "./options/backend-settings";

/**
 * Reports every tag that is required and that the backend does not have, or has without a value.
 *
 * @param others - tags that the library sets: `project`, `environment`, `stack`, and those that follow from options
 * @param isRefused - whether an option is a problem already
 */
export function checkRequiredTags(
  { tags = {}, requiredTags = [] }: BackendSettings,
  others: Tags,
  problem: Report,
  isRefused: (option: string) => boolean,
): void {
  const faults = tagFaults(Object.fromEntries(requiredTags.map((name) => [name, "value"])), 0);
  for (const [name, fault] of Object.entries(faults))
    problem("requiredTags", `${fault}, got ${redacted(name)}`, "change or remove it");
  const missing = isRefused("tags") ? [] : missingTags(requiredTags, mergeTags(others, tags));
  for (const { name, fault } of missing)
    if (!Object.hasOwn(faults, name) && !isRefused(`tags.${name}`))
      problem(
        "requiredTags",
        fault === "absent"
          ? `${redacted(name)} is not among the tags of the backend`
          : `the tag ${redacted(name)} has an empty value`,
        `set it: tags: { ${JSON.stringify(name)}: "…" }`,
      );
}
