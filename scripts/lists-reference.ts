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
    "What exists already. Each takes a resource or data source of the engine, or `{ id }`; with options it is",
    "`{ resource, createChildren: true }` or `{ id, createChildren: true }`.",
    "",
    "| Option | Takes | A literal may also say | Options |",
    "| --- | --- | --- | --- |",
    ...Object.entries(existingKinds).map(
      ([name, { label, armType, endpoints, options }]) =>
        `| \`external.${name}\` | ${label} (\`${armType}\`) | ${coded(endpoints)} | ${coded(options)} |`,
    ),
    '| `external.privateDnsZones` | `"policy"`, or private DNS zones by name | | `createChildren` of each |',
    "",
    "| Option | Default | |",
    "| --- | --- | --- |",
    "| `createChildren` | `false` | Makes what the backend needs inside of it: databases, containers, queues, tables, secrets, subnets, zone links. Otherwise they are expected to exist. |",
    "| `roleAssignments` | `true` | Gives the function app its roles on it. Switched off, somebody else does. |",
    '| `external.vnet.subnets` | `{ functions: "functions", "private-endpoints": "private-endpoints", apim: "apim" }` | Names of subnets in that network, or whole ids. |',
    "",
    `Zones: ${privateDnsZones.map((zone) => `\`${zone}\``).join(", ")}.`,
    "",
    "## transform",
    "",
    "Changes the provider's own configuration of a resource, last of all: fields that are merged into it, or a function",
    "`(config, id) => config`. Names, location and resource group are options of their own.",
    "",
    "| Option | Resource |",
    "| --- | --- |",
    ...Object.entries(transformNames).map(([name, type]) => `| \`transform.${name}\` | ${type} |`),
    "",
    "Lists that hold the backend up keep the library's elements: your own are added. What is decided cannot be changed",
    "here. Every other list is replaced by yours.",
    "",
    "| Resource | List | | Because it |",
    "| --- | --- | --- | --- |",
    ...Object.entries({ "every resource": sharedListRules, ...listRules }).flatMap(([name, rules]) =>
      Object.entries(rules).flatMap(([path, rule]) =>
        rule.rule === "open" ? [] : [`| ${name} | \`${path}\` | ${rule.rule} | ${rule.because} |`],
      ),
    ),
    "",
    "## importFrom",
    "",
    "An Azure id where the backend has one such resource, ids by their names in Terraform where it has several",
    "(`resourceGroups`: by stack). The names are those of `transform`; those of template deployments are refused.",
    "",
    "| Type | Id |",
    "| --- | --- |",
    ...Object.keys(idFormats).map((type) => `| ${type} | \`${shownFormat(type).replaceAll("|", "\\|")}\` |`),
    "",
    "## Diagnostics",
    "",
    "What each resource sends to the workspace; `logs.diagnostics.<category>: false` leaves a category out. Those on request",
    "are sent where it says `true`: Azure takes them of some tiers only.",
    "",
    "| Resource | Below it | Logs | Metrics | On request |",
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
