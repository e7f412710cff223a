import type { ExistingResource } from "../../lib/services/contract/existing-resource";
import type { ResourceReference } from "../../lib/services/contract/reference";
import type { Resolve } from "../../lib/services/contract/reference";

/** An existing resource, as builders see it. */
export const existingPlan: ExistingResource = {
  option: "external.cosmos",
  armType: "Microsoft.Example/things",
  createChildren: true,
  roleAssignments: true,
  endpoints: {},
  subnets: {},
};

/** Where it is. */
export const theirs: ResourceReference = {
  id: "their-id",
  name: "theirs",
  resourceGroupName: "their-group",
};

/** Finds the existing resource, and nothing else. */
export const findTheirs: Resolve = (asked) => {
  if (asked !== existingPlan) throw new Error(`${asked.option} is no existing resource`);
  return theirs;
};
