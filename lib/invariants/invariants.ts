import type { Invariant } from "./invariant";
import { names, uniqueNames } from "./names";
import { privateEndpoints } from "./private-endpoints";
import { locks, preventDestroy } from "./protection";
import { references } from "./references";
import { roleAssignmentsOnce, rolesInPlan } from "./rights";
import { noMachinePath, sameBytes } from "./same-everywhere";
import { noSecret, noSecretOutput } from "./secrets";
import { tags } from "./tags";

/** What is so for any options, in the order in which violations are shown. */
export const invariants = {
  references,
  names,
  "unique-names": uniqueNames,
  "no-secret": noSecret,
  "no-secret-output": noSecretOutput,
  tags,
  "prevent-destroy": preventDestroy,
  locks,
  "role-assignments-once": roleAssignmentsOnce,
  "roles-in-plan": rolesInPlan,
  "private-endpoints": privateEndpoints,
  "no-machine-path": noMachinePath,
  "same-bytes": sameBytes,
} as const satisfies Readonly<Record<string, Invariant>>;

export type InvariantName = keyof typeof invariants;
