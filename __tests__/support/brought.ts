import type { BroughtPlan } from "../../lib/external/brought-plan";
import type { ResourceReference } from "../../lib/external/reference";
import type { Resolve } from "../../lib/services/service";

/** A resource that is brought, as builders see it. */
export const broughtPlan: BroughtPlan = {
  option: "external.theirs",
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

/** Finds what is brought, and nothing else. */
export const findTheirs: Resolve = (asked) => {
  if (asked !== broughtPlan) throw new Error(`${asked.option} is not brought`);
  return theirs;
};
