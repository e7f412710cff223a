import type { Found } from "../finding";
import type { ReviewContext, Rule } from "./rule";

/** What the app says in another way, and the plan leaves as it is. */
export const withoutEffectRules = {
  "planned-as-nothing": {
    severity: "medium",
    title: "The configuration of a resource changed, and Terraform plans nothing for it",
    source:
      "github.com/hashicorp/terraform-provider-azurerm, internal/services: DiffSuppressFunc and Set of each resource",
    find: ({ stacks, configuration }: ReviewContext): readonly Found[] =>
      stacks.flatMap(({ stack, changes }) =>
        changes
          .filter(({ kind, managed, imported }) => managed && kind === "no-op" && !imported)
          .flatMap(({ address }): readonly Found[] => {
            const changed = configuration(stack, address);
            return changed.length === 0
              ? []
              : [
                  {
                    address,
                    stack,
                    what: `${changed.join(", ")} changed, and Terraform plans nothing`,
                    why: "The provider does not see the difference, or what is deployed has it already: Azure stays as it is.",
                    fix:
                      "If the base is what is deployed, look into the provider's documentation of this argument; for " +
                      "cosmos.zoneRedundant, plan with provider.version 4.78.0 or later.",
                  },
                ];
          }),
      ),
  },
} as const satisfies Readonly<Record<string, Rule>>;
