/** A built-in definition of Azure Policy that prod does not meet on purpose. */
interface BuiltInPolicy {
  /** Its display name, shortened. */
  readonly title: string;
  readonly where: string;
  readonly reason: string;
}

/** github.com/Azure/azure-policy, built-in-policies/policyDefinitions, at f4a50bac of 2026-04-29 */
const BUILT_INS: readonly BuiltInPolicy[] = [
  {
    title: "Key Vault secrets should have an expiration date",
    where: "secrets without `expires`",
    reason:
      "you choose the date, because you rotate the secret: `keyVault.secrets.<name>.expires` ([operations](../guides/secrets.md)). checkov's CKV_AZURE_41 checks `azurerm_key_vault_secret` only, and does not see secrets that a template deployment creates",
  },
  {
    title: "Function apps should have authentication enabled",
    where: "app and slots",
    reason:
      "function keys and API Management decide who can call: `functionApp.signIn` requires every caller to sign in instead",
  },
  {
    title: "Function apps should disable public network access",
    where: "app",
    reason: "the function app is the public entry point: `functionApp.publicNetworkAccess: false` closes it",
  },
  {
    title: "Function app slots should disable public network access",
    where: "slots",
    reason:
      "the policy reads one property. Access rules deny all requests instead, and stay with the slot in a swap",
  },
  {
    title: "Application Insights and Log Analytics should block ingestion and querying from public networks",
    where: "both",
    reason:
      "this needs an Azure Monitor Private Link Scope, which changes how every network that uses its zones resolves Azure Monitor. Keys are off for both",
  },
  {
    title: "Subnets should be private",
    where: "`functions`; `apim` with API Management in it",
    reason:
      "the app calls Microsoft Entra ID and Azure Monitor at their public addresses: `networking.restrictOutbound` limits the destinations",
  },
  {
    title: "Audit flow logs configuration for every virtual network",
    where: "the network",
    reason:
      "flow logs are billed by volume. They belong to the network watcher, which exists once per subscription and region: its owner creates them",
  },
  {
    title: "Function apps should use end to end encryption",
    where: "app and slots",
    reason: "azurerm has no argument for it",
  },
  {
    title: "Zone redundancy of Cosmos DB accounts and service plans",
    where: "both",
    reason:
      "it costs more, and Azure refuses it in a region without capacity: `cosmos.zoneRedundant`, `functionApp.zoneRedundant`",
  },
  {
    title: "Storage and Cosmos DB should use customer-managed keys",
    where: "all accounts",
    reason: "Azure's keys encrypt all data; use `transform` for a key of your own",
  },
  {
    title: "API Management calls to API backends should be authenticated",
    where: "with API Management",
    reason: "the network decides; `optional.apim.functionKey: true` also sends the function key",
  },
  {
    title: "Azure Front Door should be Premium, with a managed firewall",
    where: "with Front Door",
    reason: "it serves only public assets",
  },
];

/** A section of `docs/reference/policy-scanners.md`. */
export function builtInPolicies(): readonly string[] {
  return [
    "## Azure Policy",
    "",
    "In `prod`, Azure Policy reports these built-in definitions as not compliant, for example in a landing zone. The other definitions of",
    "the Microsoft cloud security benchmark that we read are compliant (2026-11-28). Not verified on Azure.",
    "",
    "| Definition | Resource | Reason |",
    "| --- | --- | --- |",
    ...BUILT_INS.map(({ title, where, reason }) => `| ${title} | ${where} | ${reason} |`),
    "",
    'Set `keyVault: { access: "declared" }` if you can. By default, the app can read every secret of the vault, so an attacker who',
    "controls one component reads them all. The report of grants shows it. Declare each secret in the component that uses it, then set the",
    "option.",
    "",
  ];
}
