import type { NoOutputs } from "../contract/outputs";
import type { Service } from "../contract/service";
import { decidePeople } from "./decisions";
import { type PeoplePlan, planPeople } from "./plan";
import type { PeopleWords } from "./words";

export type { PeopleGrant } from "./plan";

/** The types of this service: its plan and its options. */
export interface PeopleShape extends PeopleWords {
  plan: PeoplePlan;
  usage: object;
  network: object;
  platform: object;
  workloads: object;
  shared: NoOutputs;
}

/** Roles of developers and operators, which are built with the grants of the function app, `lib/stacks/grants.ts`. */
export const people: Service<PeopleShape> = {
  defaults: { enabled: true, groups: {} },

  decide: decidePeople,
  plan: planPeople,
  cost: { free: "role assignments cost nothing" },

  note({ left }, draft) {
    for (const { leftToOwnerOf, identity, role, principal, reason } of left)
      draft.note(
        leftToOwnerOf,
        `its owner must assign ${role} to ${identity}, the object ${principal.principalId}: ${reason}`,
      );
  },

  otherGrants: ({ grants }) => grants,

  resourceProviders: () => ({}),
  resources: {},
  stacks: {},
};
