import { accessRules } from "./access";
import type { Rule } from "./rule";
import { authenticationRules } from "./authentication";
import { dataRules } from "./data";
import { effectRules } from "./effects";
import { withoutEffectRules } from "./without-effect";
import { exposureRules } from "./exposure";
import { guardRules } from "./guards";
import { irreversibleRules } from "./irreversible";
import { planRules } from "./plan-state";
import { refusedRules } from "./refused";
import { rightRules } from "./rights";

/** Everything that is looked for in a change, in the order in which findings of one severity are shown. */
export const rules = {
  ...planRules,
  ...dataRules,
  ...refusedRules,
  ...exposureRules,
  ...accessRules,
  ...authenticationRules,
  ...rightRules,
  ...guardRules,
  ...irreversibleRules,
  ...withoutEffectRules,
  ...effectRules,
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof rules;
