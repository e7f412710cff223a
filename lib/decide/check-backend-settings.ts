import { type Tags, ignoredTagFault, tagFaults } from "../azure/names/tags";
import { regionNamed } from "../azure/regions";
import type { ProviderPlan } from "../provider/provider-plan";
import { bindingsVersion } from "../provider/bindings-version";
import { PROVIDER_VERSION } from "../provider/version";
import { deployedWithFault } from "../provider/deployed-with";
import { lowestVersion } from "../provider/version-range";
import type { Report } from "../services/contract/existing-resource";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";
import { checkRequiredTags } from "./check-required-tags";
import { checkEnvironment, checkLocation, checkProject } from "./check-identity";
import type { MergedCall } from "./merge-call";
import type { BackendSettings, ProviderSettings } from "./options/backend-settings";
import { type Life, settleLife } from "./pull-requests/settle-life";
import type { Call } from "./read-call";
import { type StatePlan, settleState } from "./settle-state";

/** What belongs to no service, settled. */
export interface CheckedSettings {
  /** Azure's name of the region, where there is such a region. */
  readonly location: string;
  readonly state: StatePlan;
  readonly provider: ProviderPlan;
  readonly life: Life;
  readonly problems: readonly Problem[];
}

/** Checks what belongs to no service, and settles location, state and provider. */
export function checkBackendSettings(call: Call, { common, provenance }: MergedCall): CheckedSettings {
  const problems: Problem[] = [];
  const problem: Report = (path, message, fix) => {
    const layers = provenance.layers(path);
    problems.push({ path, message, from: layers.length === 0 ? ["your options"] : layers, fix });
  };
  // What is refused already is no second problem where it is missing.
  const isRefused = (option: string): boolean => call.problems.some(({ path }) => path === option);
  const location = common.location ?? call.ambient.location ?? "";
  if (!isRefused("project")) checkProject(call.project, problem);
  if (!isRefused("environment")) checkEnvironment(String(call.environment), problem);
  if (!isRefused("location")) checkLocation(location, problem);
  checkGroups(common, problem);
  const life = settleLife(call, { common }, problem);
  checkTags(common, Object.keys(life.tags), problem);
  checkRequiredTags(common, { ...defaultTags(call), ...life.tags }, problem, isRefused);
  const longestId = `${String(call.project)}-${String(call.environment)}-workloads`;
  const isMalformed = call.problems.some(({ path }) => /^state(?:\.\w+)?$/.test(path));
  const state = settleState(
    common.state ?? { type: "local" },
    longestId,
    isMalformed ? () => undefined : problem,
  );
  const provider = settleProvider(common.provider ?? {}, problem);
  return { location: regionNamed(location) ?? location, state, provider, life, problems };
}

/** `project`, `environment` and `stack`. */
const DEFAULT_TAGS = 3;

/** What they are called, each with a value: what they say is checked where it is an option. */
function defaultTags({ project, environment }: Call): Tags {
  return { project: String(project), environment: String(environment), stack: "network" };
}

/** Each stack makes its own group: a second one would find it there. */
function checkGroups({ names }: BackendSettings, problem: Report): void {
  const groups: readonly [string, string][] = Object.entries(names?.resourceGroups ?? {});
  groups.forEach(([role, name], index) => {
    const twin = groups.slice(0, index).find(([, other]) => other.toLowerCase() === name.toLowerCase());
    if (twin !== undefined)
      problem(
        `names.resourceGroups.${role}`,
        `is also the resource group of the ${twin[0]} stack, got ${redacted(name)}`,
        "give each stack its own resource group",
      );
  });
}

function checkTags(
  { tags = {}, ignoreTags }: BackendSettings,
  others: readonly string[],
  problem: Report,
): void {
  for (const [tag, fault] of Object.entries(tagFaults(tags, DEFAULT_TAGS + others.length)))
    problem(tag === "" ? "tags" : `tags.${tag}`, fault, "change or remove it");
  for (const tag of typeof ignoreTags === "object" ? ignoreTags : []) {
    const fault = ignoredTagFault(tag);
    if (fault !== undefined) problem("ignoreTags", `${fault}, got ${redacted(tag)}`, "change or remove it");
  }
}

function settleProvider(
  { version = PROVIDER_VERSION, deployedWith }: ProviderSettings,
  problem: Report,
): ProviderPlan {
  const settled = lowestVersion(version, bindingsVersion);
  if (!("lowest" in settled)) {
    problem("provider.version", `${settled.message}; got ${redacted(version)}`, settled.fix);
    return { version: PROVIDER_VERSION, lowest: PROVIDER_VERSION };
  }
  const { lowest } = settled;
  if (deployedWith === undefined) return { version, lowest };
  const fault = deployedWithFault(deployedWith, lowest);
  if (fault !== undefined)
    problem("provider.deployedWith", `${fault.message}; got ${redacted(deployedWith)}`, fault.fix);
  return { version, lowest, ...(fault === undefined ? { deployedWith } : {}) };
}
