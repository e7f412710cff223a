import type { ProviderPlan } from "./provider-plan";
import { type ProviderAbility, providerCan } from "./since";

/**
 * How something is made that only later versions of the provider have a resource for: by the deployment of a `template`, by that
 * `resource`, or by an `import` of what a template has made into that resource.
 */
export type ResourceForm = "template" | "resource" | "import";

/** What a resource of later versions takes the place of a template deployment for, by the ability of the provider. */
export const ownResources = {
  managedRedisAccess: {
    type: "azurerm_managed_redis_access_policy_assignment",
    what: "the access policy of Azure Managed Redis for each identity",
  },
  serviceBusDefaultRule: {
    type: "azurerm_servicebus_subscription_rule",
    what: "the rule `$Default` of each Service Bus subscription",
  },
} as const satisfies Readonly<Partial<Record<ProviderAbility, OwnResource>>>;

/** A resource of the provider, and what it makes. */
interface OwnResource {
  readonly type: string;
  readonly what: string;
}

export type ResourceAbility = keyof typeof ownResources;

export const resourceAbilities = Object.keys(ownResources) as readonly ResourceAbility[];

export function resourceForm(
  ability: ResourceAbility,
  { lowest, deployedWith }: Pick<ProviderPlan, "lowest" | "deployedWith">,
): ResourceForm {
  if (!providerCan(ability, lowest)) return "template";
  return deployedWith === undefined || providerCan(ability, deployedWith) ? "resource" : "import";
}
