import { tagsTakenBy } from "../azure/names/tag-limits";
import { type Tags, mergeTags } from "../azure/names/tags";
import { escapeTerraform } from "../kit/escape";
import { stackRoles } from "../services/contract/service";
import { isDataObject } from "../settings/data";
import { isTaggedByStack } from "../stacks/tagging";
import type { Invariant } from "./invariant";

export const tags: Invariant = {
  holds: "Every resource that takes tags has those of the backend",
  check: ({ own, backend }) =>
    stackRoles.flatMap((role) => {
      const expected = escaped(mergeTags({ stack: role }, backend.plan.tags));
      const tagged = new Set(
        backend.stacks[role].node
          .findAll()
          .filter(isTaggedByStack)
          .map((node) => `${node.terraformResourceType}.${node.friendlyUniqueId}`),
      );
      return own[role].resources
        .filter(({ address }) => tagged.has(address))
        .flatMap(({ address, type, body }) => {
          const missing = missingTags(type, expected, body["tags"]);
          return missing.length === 0
            ? []
            : [
                {
                  stack: own[role].id,
                  address,
                  what: `has no tag ${missing.join(", ")}`,
                  fix: "let the stack set its tags: add your own with the argument tags, which joins them, and not with an override",
                },
              ];
        });
    }),
};

function escaped(all: Tags): Tags {
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [escapeTerraform(name), escapeTerraform(value)]),
  );
}

/** Azure compares names of tags without case; some types take fewer. */
function missingTags(type: string, expected: Tags, written: unknown): readonly string[] {
  // An expression is known when it is applied.
  if (typeof written === "string") return [];
  const own = (isDataObject(written) ? written : {}) as Tags;
  const names = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  return Object.keys(tagsTakenBy(type, mergeTags(expected, own), Object.keys(own))).filter(
    (name) => !names.has(name.toLowerCase()),
  );
}
