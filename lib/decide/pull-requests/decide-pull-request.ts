import { EVERY_PULL_REQUEST, pullRequestOf } from "../../azure/names/pull-request";
import type { Draft } from "../../services/contract/draft";
import type { AllSettings } from "../../services/words";
import type { OptionPath } from "../../services/option-path";
import { valueAt } from "../../settings/option-path";
import { isDataObject } from "../../settings/data";
import { keptEntries } from "../../settings/kept-entries";
import { redacted } from "../../settings/redacted";
import type { MergedCall } from "../merge-call";
import type { Call } from "../read-call";
import type { NotTakenOver } from "./not-taken-over";

/** What every refusal leads to. */
const INSTEAD = "set it in an environment of environments instead of for all of them, or remove it";

/** Reports what an environment of a pull request cannot have, and says what it costs and what it leaves out. */
export function decidePullRequest(draft: Draft, call: Call, merged: MergedCall): void {
  const { environment } = call;
  const number = typeof environment === "string" ? pullRequestOf(environment) : undefined;
  if (number === undefined) return;
  noteNotTakenOver(draft, call.notTakenOver, merged);
  checkDestroyable(draft);
  checkOwn(draft, merged, number);
  checkHosts(draft, number);
  checkShared(draft);
  checkGroups(draft, merged);
  warnOfCost(draft, merged);
}

/** One line for each environment of the user's. */
function noteNotTakenOver(
  draft: Draft,
  all: readonly NotTakenOver[],
  { settings, common }: MergedCall,
): void {
  const effective = { ...common, ...settings };
  const other = all.filter(
    ({ keys, value }) => JSON.stringify(valueAt(effective, keys)) !== JSON.stringify(value),
  );
  for (const layer of new Set(other.map((each) => each.layer))) {
    const paths = other.filter((each) => each.layer === layer).map(({ path }) => path);
    draft.leftOut(
      "environment",
      `${paths.join(", ")} of ${layer} not taken over, because an environment of a pull request is cheap, ` +
        `shares no name and is destroyed soon: environments["${EVERY_PULL_REQUEST}"] can set it`,
    );
  }
}

/** A pipeline destroys it, and the next one of the same number has the same names. */
function checkDestroyable(draft: Draft): void {
  const { safeguards, keyVault, optional } = draft.settings;
  if (safeguards.locks)
    draft.problem(
      "safeguards.locks",
      "an environment of a pull request is destroyed soon, which a lock prevents",
      INSTEAD,
    );
  if (safeguards.preventDestroy)
    draft.problem(
      "safeguards.preventDestroy",
      "an environment of a pull request is destroyed soon, which prevent_destroy refuses",
      INSTEAD,
    );
  if (keyVault.enablePurgeProtection)
    draft.problem(
      "keyVault.enablePurgeProtection",
      "the name of a protected vault stays taken after an environment of a pull request is destroyed",
      INSTEAD,
    );
  if (optional.b2c.enabled && optional.b2c.createTenant !== undefined)
    draft.problem("optional.b2c.createTenant", "would create a tenant for each pull request", INSTEAD);
}

/** What is another environment's would be taken from it, and destroyed with this one. */
function checkOwn(draft: Draft, { common, importFrom }: MergedCall, number: number): void {
  for (const option of Object.keys(importFrom ?? {}))
    draft.problem(
      `importFrom.${option}`,
      "would be destroyed with the environment of a pull request",
      INSTEAD,
    );
  const { resourceGroups = {}, ...names } = common.names ?? {};
  const groups: readonly [string, string][] = Object.entries(resourceGroups);
  const all = [
    ...Object.entries(names).map(([kind, name]) => [`names.${kind}`, name] as const),
    ...groups.map(([role, name]) => [`names.resourceGroups.${role}`, name] as const),
  ];
  const own = ownNames(number);
  for (const [path, name] of all)
    if (!own.test(name))
      draft.problem(
        path as OptionPath,
        `would be the name of the same resource in other environments, since it lacks pr-${number}; got ${redacted(name)}`,
        "put the environment into the name, or remove it",
      );
}

/** `pr-12` and, where Azure takes no hyphen, `pr12`. */
function ownNames(number: number): RegExp {
  return new RegExp(`pr-?${number}(?!\\d)`, "i");
}

/** A host name leads to one environment: with a record in a zone, a pull request would lead callers of another one to itself. */
function checkHosts(draft: Draft, number: number): void {
  const {
    functionApp,
    optional: { apim, cdn },
  } = draft.settings;
  const own = ownNames(number);
  const all = [
    { group: "functionApp", domains: functionApp.customDomains },
    { group: "optional.apim", domains: apim.enabled ? apim.customDomains : {} },
    { group: "optional.cdn", domains: cdn.enabled ? cdn.customDomains : {} },
  ] as const;
  for (const { group, domains } of all)
    for (const [host] of keptEntries<object>(domains))
      if (!own.test(host))
        draft.problem(
          `${group}.customDomains.${host}`,
          `would lead to another environment too, since it lacks pr-${number}`,
          INSTEAD,
        );
}

/** Its last day stands in the tags of its groups, and a command that destroys it leaves nothing behind. */
function checkGroups(draft: Draft, { external }: MergedCall): void {
  const groups = valueAt(external ?? {}, ["resourceGroups"]);
  for (const role of isDataObject(groups) ? Object.keys(groups) : [])
    draft.problem(
      `external.resourceGroups.${role}` as OptionPath,
      "is of other environments as well, and the environment of a pull request needs groups of its own: their tags have its last day",
      INSTEAD,
    );
}

/** What two environments cannot both have of an existing resource. */
function checkShared(draft: Draft): void {
  const { privateDnsZones: _zones, ...resources } = draft.existing;
  for (const [name, { createChildren }] of Object.entries(resources)) {
    const path = `external.${name}` as OptionPath;
    if (name === "vnet" || name === "apim")
      draft.problem(
        path,
        name === "vnet"
          ? "its address ranges belong to another environment"
          : "its paths belong to the API of another environment",
        INSTEAD,
      );
    else if (createChildren)
      draft.problem(
        `${path}.createChildren` as OptionPath,
        "what it creates there has the names that other environments have, too",
        "set it to false, so that a pull request uses the children of another environment, or set it in an environment of environments",
      );
    else
      draft.note(
        path,
        "is shared with other environments: what a pull request writes there stays when its environment is destroyed",
      );
  }
}

/** What costs while nobody calls it. */
const COSTLY: readonly {
  readonly path: OptionPath;
  readonly isOn: (settings: AllSettings) => boolean;
}[] = [
  { path: "functionApp.plan", isOn: ({ functionApp: { plan } }) => plan.startsWith("EP") },
  { path: "cosmos.mode", isOn: ({ cosmos: { mode } }) => mode === "Autoscale" },
  { path: "networking.privateEndpoints", isOn: ({ networking }) => networking.privateEndpoints },
  { path: "networking.vnet", isOn: ({ networking }) => networking.vnet },
  { path: "optional.apim.enabled", isOn: ({ optional }) => optional.apim.enabled },
  { path: "optional.cdn.enabled", isOn: ({ optional }) => optional.cdn.enabled },
  { path: "optional.containerRegistry.enabled", isOn: ({ optional }) => optional.containerRegistry.enabled },
  { path: "optional.redis.enabled", isOn: ({ optional }) => optional.redis.enabled },
];

/** What was chosen for pull requests alone needs no warning; what was derived has a note. */
function warnOfCost(draft: Draft, { provenance }: MergedCall): void {
  for (const { path, isOn } of COSTLY) {
    if (!isOn(draft.settings) || !draft.chosen(path)) continue;
    const layers = provenance.layers(path);
    const isForAll = layers.includes("your options");
    if (!isForAll && layers.some((layer) => layer.startsWith('your environment "pr-'))) continue;
    draft.warn(
      path,
      "costs by the hour in each environment of a pull request: " +
        (isForAll
          ? "set it in an environment of environments instead of for all of them"
          : `environments["${EVERY_PULL_REQUEST}"] can set it otherwise`),
    );
  }
}
