import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import { groupsOf } from "./plan";
import type { PeopleGroupSettings } from "./settings";

const GROUPS = "people.groups";
const NAME = /^[a-z](-?[a-z0-9])*$/;
const LONGEST_NAME = 40;

/** What is wrong with groups, and what they reach. */
export function decidePeople(draft: Draft): void {
  const groups = groupsOf(draft.settings.people);
  for (const [name, group] of groups) checkGroup(draft, name, group);
  checkPrincipals(draft, groups);
  const { enabled } = draft.settings.people;
  if (groups.length === 0) {
    if (enabled && draft.chosen("people.enabled") && !draft.refusedWithin(GROUPS))
      draft.missing(
        GROUPS,
        "has no group, so nobody would get a role",
        `add a group, such as { developers: { objectId: "<object id>", data: "read", reason: "look into orders" } }, or remove people.enabled`,
        "people.enabled",
      );
    return;
  }
  if (!enabled) {
    draft.note(
      GROUPS,
      "no group has a role in this environment: people.enabled is false, as in prod until you set it to true there",
    );
    return;
  }
  for (const [name, group] of groups) noteReach(draft, name, group);
  if (draft.settings.networking.privateEndpoints && groups.some(([, { data, secrets }]) => data ?? secrets))
    draft.note(
      GROUPS,
      "a role alone does not reach data and secrets here: they are behind private endpoints, and people need a machine in the network",
    );
}

function checkGroup(draft: Draft, name: string, { data, secrets, telemetry }: PeopleGroupSettings): void {
  const path = `${GROUPS}.${name}` as const;
  if (!NAME.test(name) || name.length > LONGEST_NAME)
    draft.problem(
      path,
      `${redacted(name)} must be lower-case letters, digits and single hyphens, beginning with a letter, at most ${LONGEST_NAME}`,
      'name it like "developers"',
    );
  if (data === undefined && secrets === undefined && telemetry !== true && !draft.refusedWithin(path))
    draft.problem(
      path,
      "gets no role",
      `set ${path}.data, ${path}.secrets or ${path}.telemetry, or remove the group`,
    );
}

/** Azure refuses a second assignment of one role to one principal at one scope: 409 RoleAssignmentExists. */
function checkPrincipals(
  draft: Draft,
  groups: readonly (readonly [name: string, group: PeopleGroupSettings])[],
): void {
  const first = new Map<string, string>();
  for (const [name, { objectId }] of groups) {
    if (typeof objectId !== "string") continue;
    const other = first.get(objectId.toLowerCase());
    if (other === undefined) first.set(objectId.toLowerCase(), name);
    else
      draft.problem(
        `${GROUPS}.${name}.objectId`,
        `is the object id of ${GROUPS}.${other} too`,
        "give one group everything that its members may do",
        `${GROUPS}.${other}.objectId`,
      );
  }
}

function noteReach(draft: Draft, name: string, { data, secrets }: PeopleGroupSettings): void {
  const may = [
    ...(data === "write" ? ["read and change all data"] : []),
    ...(secrets === undefined ? [] : [`${secrets === "read" ? "read" : "read and change"} every secret`]),
  ];
  if (may.length > 0) draft.noteAccess(`${GROUPS}.${name}`, `its members may ${may.join(", and ")}`);
}
