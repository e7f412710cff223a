/** What a backend has only when it is asked for, and what fails with it. */
export type AskedFor = "API Management" | "Front Door" | "Service Bus" | "a registry";

/** A check of checkov or trivy that a backend fails on purpose. */
export interface AcceptedCheck {
  readonly id: string;
  readonly title: string;
  /** Where it fails: with the defaults everywhere, or in dev only; or where more is asked for. */
  readonly where:
    "prod and dev" | "dev" | `with ${AskedFor}` | `dev with ${AskedFor}` | `prod with ${AskedFor}`;
  /** Why, and the option that makes it pass, if there is one. */
  readonly reason: string;
}

const NO_NETWORK =
  "dev has no virtual network: `networking: { vnet: true, privateEndpoints: true }` closes it";
const CUSTOMER_KEYS = "Azure's own keys encrypt everything; a key of your own goes in with `transform`";
const DIAGNOSTICS = "the classic logging of storage: diagnostic settings send the same to the workspace";
const ZONES = "three instances are paid for instead of one: `functionApp.zoneRedundant`";
const ENTRY = "the function app is the public entry: `functionApp.publicNetworkAccess: false` closes it";
const PUBLIC =
  "the account of public assets is there for everybody to read, and holds nothing else: `optional.cdn`";
const SIGNED = "Docker Content Trust ends on 2028-03-31, and signing is a process of your own";
const ONE_REGION = "another region is paid for as a registry more: `georeplications` go in with `transform`";
const QUARANTINE = "images stay there until a scanner of yours lets them out";
const BASIC =
  'Premium has it, at about $50 a month: `optional.containerRegistry: { sku: { name: "Premium" } }`';
const PURGE = "what cannot be purged keeps its name: `keyVault.enablePurgeProtection`";

/** Everything that checkov 3.3 and trivy report of `dev` and `prod`, and that is meant to be so. */
export const acceptedChecks: readonly AcceptedCheck[] = [
  check("CKV2_AZURE_1", "storage encrypted with a customer's key", "prod and dev", CUSTOMER_KEYS),
  check("CKV_AZURE_100", "Cosmos DB encrypted with a customer's key", "prod and dev", CUSTOMER_KEYS),
  check("AZU-0060", "storage encrypted with a customer's key", "prod and dev", CUSTOMER_KEYS),
  check("CKV_AZURE_33", "queue logging", "prod and dev", DIAGNOSTICS),
  check("CKV2_AZURE_21", "blob read logging", "prod and dev", DIAGNOSTICS),
  check("AZU-0009", "queue logging", "prod and dev", DIAGNOSTICS),
  check("AZU-0057", "storage logging", "prod and dev", DIAGNOSTICS),
  check("CKV_AZURE_212", "plan with more than one instance", "prod and dev", ZONES),
  check("CKV_AZURE_225", "zone-redundant plan", "prod and dev", ZONES),
  check("CKV_AZURE_221", "function app closed to the internet", "prod and dev", ENTRY),
  check("CKV_AZURE_59", "storage closed to the internet", "dev", NO_NETWORK),
  check("CKV_AZURE_35", "storage denies by default", "dev", NO_NETWORK),
  check("AZU-0012", "storage denies by default", "dev", NO_NETWORK),
  check("CKV2_AZURE_33", "storage with a private endpoint", "dev", NO_NETWORK),
  check("CKV_AZURE_99", "Cosmos DB with restricted access", "dev", NO_NETWORK),
  check("CKV_AZURE_101", "Cosmos DB closed to the internet", "dev", NO_NETWORK),
  check("CKV_AZURE_109", "key vault with a firewall", "dev", NO_NETWORK),
  check("AZU-0013", "key vault denies by default", "dev", NO_NETWORK),
  check("CKV_AZURE_189", "key vault closed to the internet", "dev", NO_NETWORK),
  check("CKV_AZURE_193", "Event Grid topic closed to the internet", "dev", NO_NETWORK),
  check("CKV2_AZURE_32", "key vault with a private endpoint", "dev", NO_NETWORK),
  check("CKV_AZURE_42", "key vault recoverable", "dev", PURGE),
  check("CKV_AZURE_110", "purge protection", "dev", PURGE),
  check("AZU-0016", "purge protection", "dev", PURGE),
  check(
    "CKV_AZURE_174",
    "API Management closed to the internet",
    "with API Management",
    "Azure refuses it for a new service, and it is about managing it: `optional.apim.virtualNetworkType` closes the gateway",
  ),
  check("CKV_AZURE_107", "API Management in a network", "dev with API Management", NO_NETWORK),
  check("CKV_AZURE_34", "container private", "with Front Door", PUBLIC),
  check("AZU-0007", "container private", "with Front Door", PUBLIC),
  check("CKV_AZURE_190", "storage without public blobs", "with Front Door", PUBLIC),
  check("CKV2_AZURE_47", "storage without anonymous reading", "with Front Door", PUBLIC),
  check("CKV_AZURE_59", "storage closed to the internet", "prod with Front Door", PUBLIC),
  check("CKV_AZURE_35", "storage denies by default", "prod with Front Door", PUBLIC),
  check("AZU-0012", "storage denies by default", "prod with Front Door", PUBLIC),
  check("CKV2_AZURE_33", "storage with a private endpoint", "prod with Front Door", PUBLIC),
  check("CKV_AZURE_164", "registry of signed images", "with a registry", SIGNED),
  check("CKV_AZURE_165", "registry in several regions", "with a registry", ONE_REGION),
  check("CKV_AZURE_166", "registry with a quarantine", "with a registry", QUARANTINE),
  check("CKV_AZURE_139", "registry closed to the internet", "dev with a registry", NO_NETWORK),
  check("CKV_AZURE_163", "registry that scans images", "dev with a registry", BASIC),
  check("CKV_AZURE_167", "registry that drops untagged images", "dev with a registry", BASIC),
  check("CKV_AZURE_233", "registry spread over zones", "dev with a registry", BASIC),
  check("CKV_AZURE_237", "registry with data endpoints of its own", "dev with a registry", BASIC),
  check(
    "CKV_AZURE_202",
    "Service Bus with an identity",
    "with Service Bus",
    "it signs in to nothing: one goes in with `transform.serviceBus`",
  ),
  check("CKV_AZURE_201", "Service Bus encrypted with a customer's key", "with Service Bus", CUSTOMER_KEYS),
  check("CKV_AZURE_199", "Service Bus encrypted twice", "with Service Bus", CUSTOMER_KEYS),
  check(
    "CKV_AZURE_204",
    "Service Bus closed to the internet",
    "with Service Bus",
    'Basic and Standard cannot be: `optional.serviceBus.sku.name: "Premium"` where there are private endpoints',
  ),
  check("CKV_AZURE_206", "replicated storage", "dev", "one copy of each zone is enough: `storage.sku`"),
  check("AZU-0058", "geo-redundant storage", "dev", "one copy of each zone is enough: `storage.sku`"),
];

function check(id: string, title: string, where: AcceptedCheck["where"], reason: string): AcceptedCheck {
  return { id, title, where, reason };
}

/** The checks that fail in one environment, with what is asked for there. */
export function acceptedIn(environment: "dev" | "prod", asked: readonly AskedFor[] = []): readonly string[] {
  return accepted(environment, asked).map(({ id }) => id);
}

function accepted(environment: "dev" | "prod", asked: readonly AskedFor[]): readonly AcceptedCheck[] {
  const where = [
    "prod and dev",
    environment,
    ...asked.flatMap((each) => [`with ${each}`, `${environment} with ${each}`]),
  ];
  return acceptedChecks.filter((check) => where.includes(check.where));
}

/**
 * A configuration of checkov that skips what is accepted in one environment. checkov skips a check for every resource: what
 * fails of public assets alone has to be found of the account for data.
 */
export function checkovConfiguration(environment: "dev" | "prod"): string {
  const skipped = accepted(environment, ["API Management", "Service Bus", "a registry"]).filter(({ id }) =>
    id.startsWith("CKV"),
  );
  return [
    `# What checkov reports of ${environment} and is meant to be so. Generated by \`npm run generate\`;`,
    "# docs/policies.md has the reasons.",
    "framework:",
    "  - terraform_json",
    "compact: true",
    "skip-check:",
    ...skipped.map(({ id, title }) => `  - ${id} # ${title}`),
    "",
  ].join("\n");
}

/** `docs/policies.md` */
export function policyReference(): string {
  const row = ({ id, title, where, reason }: AcceptedCheck): string =>
    `| ${id} | ${title} | ${where} | ${reason} |`;
  return [
    "# Policies",
    "",
    "Generated by `npm run generate`. What [checkov](https://www.checkov.io) 3.3 and [trivy](https://trivy.dev) look for in",
    "these resources holds in `prod` and, as far as it costs nothing, in `dev`: a test compares the synthesised stacks",
    "with every check. These fail on purpose:",
    "",
    "| Check | Looks for | Fails in | Why |",
    "| --- | --- | --- | --- |",
    ...acceptedChecks.map(row),
    "",
    "`.checkov.yaml` carries this list for prod, `.checkov.dev.yaml` for dev; copy them beside your `cdktf.json`:",
    "",
    "```sh",
    "npx cdktf synth",
    "checkov --config-file .checkov.yaml -d cdktf.out/stacks/feedback-prod-platform",
    "checkov --config-file .checkov.dev.yaml -d cdktf.out/stacks/feedback-dev-platform",
    "```",
    "",
    "checkov reads `cdk.tf.json` as it is. trivy looks into nested blocks only in a plan: `terraform show -json tfplan`,",
    "then `trivy config plan.json`. Neither has a check for Application Insights, Log Analytics, roles, private endpoints,",
    "Flex Consumption or diagnostic settings: the project's own tests do.",
    "",
    "What fails with Front Door fails for the account of public assets alone. checkov skips a check for every resource or for",
    "none, so that the files do not skip these: the account for data must not fail them unseen.",
    "",
  ].join("\n");
}
