import { allNameRules } from "./names/name-rules";
import { stackRoles } from "../services/contract/service";
import type { ComposedKind } from "../services/words";
import { type Data, isDataObject } from "../settings/merge";
import { groupOfPath, pathBelow } from "../settings/option-path";
import { grantLines } from "./grants-report";
import type { BackendPlan } from "./backend-plan";
import { redacted } from "../settings/redacted";

/**
 * A plan as text: every setting, its value, and who decided it.
 *
 * @param topic - an option group (`cosmos`), one option (`cosmos.mode`), `expires`, `ignoreTags`, `requiredTags`, `samples`, `provider`, `names`,
 *   `external`, `importFrom`, `privateEndpoints`, `grants` or `notes`; all of them when left out
 * @throws Error when there is no such topic, or nothing is decided about the option
 */
export function explain(plan: BackendPlan, topic?: string): string {
  const topics: Readonly<Record<string, readonly string[]>> = {
    ...Object.fromEntries(
      Object.entries(plan.settings).map(([group, settings]) => [
        group,
        settingLines(plan, group, settings as unknown as Data),
      ]),
    ),
    expires: plan.expires === undefined ? [] : settingLines(plan, "expires", plan.expires),
    ignoreTags: plan.ignoreTags === false ? [] : settingLines(plan, "ignoreTags", plan.ignoreTags),
    requiredTags:
      plan.requiredTags === undefined ? [] : settingLines(plan, "requiredTags", plan.requiredTags),
    samples: plan.samples === undefined ? [] : settingLines(plan, "samples", plan.samples),
    provider: providerLines(plan),
    names: nameLines(plan),
    external: existingLines(plan),
    importFrom: plan.imports.map(({ option, id }) => `${option} = ${id}`),
    privateEndpoints: plan.privateEndpoints.map(
      ({ name, service, subresource, zone }) => `${name}: ${service}, ${subresource}, in zone ${zone}`,
    ),
    grants: grantLines(plan),
    notes: plan.notes.map(({ level, path, message }) => `${level}: ${path}: ${message}`),
  };
  const heading = `${plan.project} (${plan.environment}) in ${plan.location}`;
  if (topic === undefined) return [heading, ...Object.values(topics).flat()].join("\n");
  const group = groupOfPath(topic);
  if (!Object.hasOwn(topics, group))
    throw new Error(`unknown topic ${redacted(topic)}: use one of ${Object.keys(topics).join(", ")}`);
  const lines = topics[group] ?? [];
  if (topic === group) return lines.join("\n");
  const found = lines.filter((line) => isAt(line, topic));
  if (found.length === 0)
    throw new Error(
      `there is no setting ${redacted(topic)}; explain("${group}") lists the settings of ${group}`,
    );
  return found.join("\n");
}

function isAt(line: string, topic: string): boolean {
  return line.startsWith(`${topic} `) || line.startsWith(`${topic}.`);
}

function settingLines(plan: BackendPlan, path: string, value: Data): readonly string[] {
  if (isDataObject(value) && Object.keys(value).length > 0 && plan.origins[path] === undefined)
    return Object.entries(value).flatMap(([key, below]) => settingLines(plan, pathBelow(path, [key]), below));
  const origin = plan.origins[path];
  if (origin === undefined) return [`${path} = ${redacted(value)}`];
  const alias = origin.path === path ? "" : ` as ${origin.path}`;
  const because = origin.because === undefined ? "" : `: ${origin.because}`;
  return [`${path} = ${redacted(value)}  (${origin.layer}${alias}${because})`];
}

function providerLines({ provider, origins }: BackendPlan): readonly string[] {
  const line = (path: string, value: string): string =>
    `${path} = ${redacted(value)}  (${origins[path]?.layer ?? "the library's default"})`;
  const { version, deployedWith } = provider;
  return [
    line("provider.version", version),
    ...(deployedWith === undefined ? [] : [line("provider.deployedWith", deployedWith)]),
  ];
}

function existingLines({ existing: { privateDnsZones, ...resources } }: BackendPlan): readonly string[] {
  const zones = privateDnsZones === "policy" ? [] : Object.values(privateDnsZones);
  const lines = [...Object.values(resources), ...zones].map(({ option, parts, construct }) => {
    const where =
      parts === undefined
        ? ""
        : ` ${[parts.subscriptionId, parts.resourceGroupName, parts.name].filter(Boolean).join("/")}`;
    return `${option} =${where}${construct === undefined ? "" : ` (construct ${construct})`}`;
  });
  return privateDnsZones === "policy"
    ? [...lines, "external.privateDnsZones = policy: an Azure Policy puts endpoints into zones"]
    : lines;
}

function nameLines(plan: BackendPlan): readonly string[] {
  const { stackIds, resourceGroups, existingGroups = [], names, naming } = plan;
  const stacks = stackRoles.map((role) => {
    const kind = existingGroups.includes(role) ? "existing resource group" : "resource group";
    return `stack ${stackIds[role]} in ${kind} ${resourceGroups[role]}`;
  });
  return [
    ...(naming === undefined ? [] : settingLines(plan, "naming", naming)),
    ...stacks,
    ...Object.entries(names).map(([kind, name]) => `${allNameRules[kind as ComposedKind].label} ${name}`),
  ];
}
