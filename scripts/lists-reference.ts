import { diagnosticSources } from "../lib/stacks/diagnostic-sources";
import { existingKinds } from "../lib/decide/existing/kinds";
import { idFormats, shownFormat } from "../lib/decide/imports/id-formats";
import { privateDnsZones } from "../lib/services/contract/private-endpoints";
import { transformNames } from "../lib/services";
import { listRules, sharedListRules } from "../lib/stacks/transform/list-rules";

/** The sections of `docs/reference/configuration.md` that are made from lists in the code, not from the options' schema. */
export function listSections(): readonly string[] {
  return [
    "## external",
    "",
    "Existing resources that the backend uses. Each option takes a Terraform resource or data source, or `{ id }`. To add options, write",
    "`{ resource, createChildren: true }` or `{ id, createChildren: true }`.",
    "",
    "| Option | Resource | More fields beside `id` | Options |",
    "| --- | --- | --- | --- |",
    ...Object.entries(existingKinds).map(
      ([name, { label, armType, endpoints, options }]) =>
        `| \`external.${name}\` | ${label} (\`${armType}\`) | ${coded(endpoints)} | ${coded(options)} |`,
    ),
    '| `external.privateDnsZones` | `"policy"`, or private DNS zones by name | | `createChildren` of each |',
    "| `external.resourceGroups` | names of resource groups by stack: `network`, `platform`, `workloads` | | |",
    "",
    "| Option | Default | Description |",
    "| --- | --- | --- |",
    "| `createChildren` | `false` | Creates what the backend needs in the resource: databases, containers, queues, tables, secrets, subnets, zone links. With `false` they have to exist. |",
    "| `roleAssignments` | `true` | Creates the role assignments of the function app on the resource. With `false`, the owner of the resource creates them. |",
    '| `external.vnet.subnets` | `{ functions: "functions", "private-endpoints": "private-endpoints", apim: "apim" }` | Names of the subnets in that network, or their ids. |',
    "",
    `Zones: ${privateDnsZones.map((zone) => `\`${zone}\``).join(", ")}.`,
    "",
    "## transform",
    "",
    "Changes the arguments of a Terraform resource, after all options: fields that are merged into the arguments, or a function",
    "`(config, id) => config`. Use `names`, `location` and the options of each service for the name, location and resource group.",
    "",
    "| Option | Resource |",
    "| --- | --- |",
    ...Object.entries(transformNames).map(([name, type]) => `| \`transform.${name}\` | ${type} |`),
    "",
    "Some lists contain elements that the backend needs. A `held` list keeps the elements of the library, and yours are added. A `decided`",
    "list cannot be changed here. Your value replaces every other list.",
    "",
    "| Resource | List | Rule | Because it |",
    "| --- | --- | --- | --- |",
    ...Object.entries({ "every resource": sharedListRules, ...listRules }).flatMap(([name, rules]) =>
      Object.entries(rules).flatMap(([path, rule]) =>
        rule.rule === "open" ? [] : [`| ${name} | \`${path}\` | ${rule.rule} | ${rule.because} |`],
      ),
    ),
    "",
    "## importFrom",
    "",
    "Existing resources that Terraform imports into the state. If the backend has one such resource, the value is its Azure id. If it has",
    "several, the value is an object of ids by their names in Terraform (`resourceGroups`: by stack). The names are those of `transform`;",
    "template deployments cannot be imported.",
    "",
    "| Type | Id |",
    "| --- | --- |",
    ...Object.keys(idFormats).map((type) => `| ${type} | \`${shownFormat(type).replaceAll("|", "\\|")}\` |`),
    "",
    "## Diagnostics",
    "",
    "The logs and metrics that each resource sends to the workspace. `logs.diagnostics.<category>: false` switches a category off. A",
    'category in the column "On request" is off until you set it to `true`: only some tiers in Azure have it.',
    "",
    "| Resource | Subresource | Logs | Metrics | On request |",
    "| --- | --- | --- | --- | --- |",
    ...Object.entries(diagnosticSources).flatMap(([type, sources]) =>
      sources.map(
        ({ path = "", logs, metrics, onRequest = [], onlyWith }) =>
          `| ${type} | ${path}${onlyWith === undefined ? "" : `, with ${onlyWith} of the backend`} | ${logs.join(", ")} | ${metrics.join(", ")} | ${onRequest.join(", ")} |`,
      ),
    ),
    "",
  ];
}

function coded(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
