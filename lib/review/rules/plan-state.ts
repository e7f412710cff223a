import type { BackendPlan } from "../../decide/backend-plan";
import { stackRoles } from "../../services/contract/service";
import type { Found } from "../finding";
import type { ReviewContext, Rule } from "./rule";

/** What the plans themselves say of how far they can be trusted. */
export const planRules = {
  "plan-stopped": {
    severity: "high",
    title: "Terraform stopped while it planned",
    source: "developer.hashicorp.com/terraform/internals/json-format#plan-representation",
    find: ({ stacks }: ReviewContext): readonly Found[] =>
      stacks
        .filter(({ errored }) => errored)
        .map(({ stack }) => ({
          address: stack,
          stack,
          what: "the plan ends at an error",
          why: "It cannot be applied, and what comes after the error is not in this review.",
          fix: "Read the error of terraform plan, fix it, and plan again.",
        })),
  },
  "plan-partial": {
    severity: "medium",
    title: "A plan leaves something for a later one",
    source: "developer.hashicorp.com/terraform/internals/json-format#plan-representation",
    find: ({ stacks }: ReviewContext): readonly Found[] =>
      stacks
        .filter(({ complete, errored }) => !complete && !errored)
        .map(({ stack }) => ({
          address: stack,
          stack,
          what: "the plan is not of everything in the stack",
          why: "It was made with -target, or values were not known yet: what is left is not in this review.",
          fix: "Plan without -target. Otherwise review the next plan of this stack too.",
        })),
  },
  "environment-gone": {
    severity: "high",
    title: "The app no longer defines an environment",
    source: "docs/recipes/delete-an-environment.md",
    find: ({ before, after, stacks }: ReviewContext): readonly Found[] =>
      before === undefined || after !== undefined || stacks.length > 0
        ? []
        : [
            {
              address: before.environment,
              what: "is in the app of the base, and no longer in this one",
              why: "Nothing is planned for it: what is deployed stays in Azure, and nobody changes or protects it any more.",
              fix: "Destroy the environment before its options are removed: destroy --environment.",
            },
          ],
  },
  "stack-not-planned": {
    severity: "medium",
    title: "A stack of the environment has no plan",
    source: "docs/guides/deploy.md",
    find: ({ stacks, after, asked }: ReviewContext): readonly Found[] => {
      if (after === undefined || asked !== "all") return [];
      const planned = new Set(stacks.map(({ stack }) => stack));
      return missingOf(after, planned).map((stack) => ({
        address: stack,
        stack,
        what: "there is no plan of this stack",
        why: "What changes in it is not in this review.",
        fix: "Plan all stacks of the environment: plan --environment, with --out.",
      }));
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;

function missingOf({ stackIds }: BackendPlan, planned: ReadonlySet<string>): readonly string[] {
  return stackRoles.map((role) => stackIds[role]).filter((id) => !planned.has(id));
}
