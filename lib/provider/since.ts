import { compareVersions } from "./version";

/** What only later versions of the provider can do. */
interface Since {
  /** The first version that has it. */
  readonly since: string;
  /** Where that was read. */
  readonly source: string;
}

const CHANGELOG = "github.com/hashicorp/terraform-provider-azurerm/blob/v4.81.0/CHANGELOG.md";

/** Everything that the library decides by the provider's version. */
const abilities = {
  /** `node_version` of Linux and Windows function apps takes 24. */
  node24: { since: "4.58.0", source: `${CHANGELOG}, #31098 and #31248` },
  /** `maximum_instance_count` of FC1 takes 1 to 39 too. */
  fewFlexInstances: { since: "4.58.0", source: `${CHANGELOG}, #31392` },
  /** `azurerm_managed_redis_access_policy_assignment`. */
  managedRedisAccess: { since: "4.60.0", source: `${CHANGELOG}, #30980` },
  /** `user_assigned_identity_id` of `azurerm_federated_identity_credential`, in place of its parent's id and group. */
  credentialIdentity: { since: "4.65.0", source: `${CHANGELOG}, #31921` },
  /** A changed `geo_location.zone_redundant` shows in a plan. */
  cosmosZoneChanges: { since: "4.78.0", source: `${CHANGELOG}, #32620` },
  /** `…_enabled` beside `…_disabled`, which prints a warning from then on: lib/provider/differences.ts. */
  negatedArguments: {
    since: "4.78.0",
    source:
      "github.com/hashicorp/terraform-provider-azurerm/blob/v4.78.0/website/docs/5.0-upgrade-guide.html.markdown",
  },
  /** Feature `auto_delete_subscription_default_rule`: a new subscription has no rule that is not in the configuration. */
  serviceBusDefaultRule: { since: "4.81.0", source: `${CHANGELOG}, #32452` },
  /** `application_insights.identity_client_id` of `azurerm_api_management_logger`. */
  apimLoggerIdentity: {
    since: "4.81.0",
    source:
      "github.com/hashicorp/terraform-provider-azurerm/blob/v4.81.0/internal/services/apimanagement/api_management_logger_resource.go",
  },
  /** Names that azurerm 5 gave up, and those that it has instead: lib/provider/differences.ts. */
  azurerm5: {
    since: "5.0.0",
    source:
      "github.com/hashicorp/terraform-provider-azurerm/blob/v5.2.0/website/docs/guides/5.0-upgrade-guide.html.markdown",
  },
} as const satisfies Readonly<Record<string, Since>>;

export type ProviderAbility = keyof typeof abilities;

/** The first version that can do it. */
export function firstWith(ability: ProviderAbility): string {
  return abilities[ability].since;
}

/** True where a provider of this version can do it. */
export function providerCan(ability: ProviderAbility, version: string): boolean {
  return compareVersions(version, abilities[ability].since) >= 0;
}
