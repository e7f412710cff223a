import type { Finding, FindingKind } from "./finding";

/** What azurerm 4.81.0 sends against Microsoft's types, and Azure takes. */
export interface Accepted {
  /** Every type where it is left out. */
  readonly type?: string;
  readonly kind: FindingKind;
  /** Where, as a finding says it; all that the pattern fits. */
  readonly at: RegExp;
  /** Of a text: this one alone. */
  readonly got?: string;
  readonly why: string;
}

const NO_IDENTITY =
  "an empty map of identities is written as null: go-azure-helpers, resourcemanager/identity, the types without omitempty";
const TIER = "the tier that follows from the name is written too, and Azure takes it where it agrees";
const IDENTITY_DELIVERS =
  "the destination stands in deliveryWithResourceIdentity, and the other one is written as null";
const SITE_READ_BEFORE =
  /^properties\.(defaultHostName|enabledHostNames|hostNames|outboundIpAddresses|possibleOutboundIpAddresses|state)$/;
const READ_BEFORE = "a subnet is read, changed and written back, with what Azure alone writes";

export const accepted: readonly Accepted[] = [
  { kind: "null", at: /^identity\.userAssignedIdentities$/, why: NO_IDENTITY },
  { type: "Microsoft.Storage/storageAccounts", kind: "read-only", at: /^sku\.tier$/, why: TIER },
  { type: "Microsoft.ContainerRegistry/registries", kind: "read-only", at: /^sku\.tier$/, why: TIER },
  {
    type: "Microsoft.Storage/storageAccounts",
    kind: "value",
    at: /^properties\.networkAcls\.bypass$/,
    got: "Metrics, AzureServices",
    why: "several are written with commas: learn.microsoft.com/rest/api/storagerp/storage-accounts/create, Bypass",
  },
  {
    type: "Microsoft.DocumentDB/databaseAccounts",
    kind: "read-only",
    at: /^properties\.locations\[\]\.id$/,
    why: "an account that is changed has its regions written back as they were read: cosmosdb_account_resource.go",
  },
  {
    type: "Microsoft.DocumentDB/databaseAccounts",
    kind: "null",
    at: /^properties\.backupPolicy$/,
    why: "an account without a backup block writes null: cosmosdb_account_resource.go",
  },
  {
    type: "Microsoft.EventGrid/eventSubscriptions",
    kind: "null",
    at: /^properties\.(deadLetterDestination|destination)$/,
    why: IDENTITY_DELIVERS,
  },
  {
    type: "Microsoft.EventGrid/systemTopics/eventSubscriptions",
    kind: "null",
    at: /^properties\.(deadLetterDestination|destination)$/,
    why: IDENTITY_DELIVERS,
  },
  {
    type: "Microsoft.EventGrid/topics",
    kind: "null",
    at: /^properties\.inputSchemaMapping$/,
    why: "a topic without a schema of its own: eventgrid_topic_resource.go writes the empty mapping as null",
  },
  {
    type: "Microsoft.Insights/components",
    kind: "read-only",
    at: /^properties\.ApplicationId$/,
    why: "the component's name is written there too: application_insights_resource.go",
  },
  {
    type: "Microsoft.Insights/diagnosticSettings",
    kind: "null",
    at: /^properties\.logs$/,
    why: "a setting of metrics alone: monitor_diagnostic_setting_resource.go writes the empty list as null",
  },
  {
    type: "Microsoft.Insights/scheduledQueryRules",
    kind: "null",
    at: /^properties\.targetResourceTypes$/,
    why: "an empty list is written as null: monitor_scheduled_query_rules_alert_v2_resource.go",
  },
  {
    type: "Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments",
    kind: "pattern",
    at: /^name$/,
    why: "azurerm names it by the object id, with hyphens: managed_redis_access_policy_assignment_resource.go",
  },
  {
    type: "Microsoft.Web/sites",
    kind: "read-only",
    at: SITE_READ_BEFORE,
    why: "a site that is changed is read, changed and written back: linux_function_app_resource.go",
  },
  {
    type: "Microsoft.Web/sites/slots",
    kind: "read-only",
    at: SITE_READ_BEFORE,
    why: "a slot that is changed is read, changed and written back: linux_function_app_slot_resource.go",
  },
  ...["sites", "sites/slots"].map((site) => ({
    type: `Microsoft.Web/${site}/config`,
    kind: "null" as const,
    at: /^properties\.identityProviders\.customOpenIdConnectProviders$/,
    why: "a site without providers of OpenID Connect writes null: auth_v2_schema.go",
  })),
  {
    type: "Microsoft.Web/serverfarms",
    kind: "read-only",
    at: /^properties\.(numberOfSites|provisioningState|status)$/,
    why: "a plan that is changed is read, changed and written back: service_plan_resource.go",
  },
  {
    type: "Microsoft.ApiManagement/service",
    kind: "read-only",
    at: /^properties\.([a-zA-Z]+Url|provisioningState|publicIPAddresses)$/,
    why: "a service that gets a host name is read, changed and written back: api_management_custom_domain_resource.go",
  },
  {
    type: "Microsoft.Network/natGateways",
    kind: "read-only",
    at: /^properties\.(provisioningState|resourceGuid)$/,
    why: "a gateway that gets an address is read, changed and written back: nat_gateway_public_ip_association_resource.go",
  },
  {
    type: "Microsoft.Network/virtualNetworks/subnets",
    kind: "read-only",
    at: /^properties\.(provisioningState|delegations\[\]\.properties\.actions)$/,
    why: READ_BEFORE,
  },
  {
    type: "Microsoft.Network/virtualNetworks/subnets",
    kind: "value",
    at: /^properties\.sharingScope$/,
    got: "",
    why: "what is not said is written as an empty text: subnet_resource.go, sharing_scope",
  },
  {
    type: "Microsoft.Consumption/budgets",
    kind: "range",
    at: /^properties\.amount$/,
    why: "Microsoft's types write every number as an integer; the amount is a decimal in the specification",
  },
  {
    type: "Microsoft.Consumption/budgets",
    kind: "value",
    at: /^properties\.notifications\{\}\.thresholdType$/,
    got: "Forecasted",
    why: "API versions after 2019-10-01 name it; azurerm asks for it with this one, and documents it",
  },
];

/** The entry that a finding falls under. */
export function acceptedAs(type: string, finding: Finding): Accepted | undefined {
  return accepted.find(
    (entry) =>
      (entry.type === undefined || entry.type.toLowerCase() === type.toLowerCase()) &&
      entry.kind === finding.kind &&
      entry.at.test(finding.at) &&
      (entry.got === undefined || entry.got === finding.got),
  );
}

/** An entry in one line, for reports. */
export function acceptedLine({ type = "any type", kind, at, got }: Accepted): string {
  return [type, kind, String(at), ...(got === undefined ? [] : [JSON.stringify(got)])].join(" ");
}
