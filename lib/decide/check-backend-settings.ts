import { isAbsolute, normalize } from "node:path";
import type { AmbientInputs } from "./options/ambient";
import type { ProviderPlan } from "../provider/provider-plan";
import { PROVIDER_VERSION, versionFault } from "../provider/version";
import { nameFault } from "./names/name-rules";
import { ignoredTagFault, tagFaults } from "../azure/names/tags";
import type { AzurermState, CloudState, BackendSettings, LocalState } from "./options/backend-settings";
import { regionNamed, regions } from "../azure/regions";
import { nearest } from "../settings/nearest";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";
import type { Provenance } from "../settings/provenance";
import { KNOWN_AT_SYNTH, isTerraformValue } from "../settings/terraform-value";

/** Where the stacks keep their state, complete. */
export type StatePlan = Required<LocalState> | AzurermState | (CloudState & { readonly hostname: string });

/** Names begin every Azure name: the narrowest of their rules. */
const NAME = /^[a-z](-?[a-z0-9])*$/;
const LONGEST_PROJECT = 40;

interface BackendSettingsInputs {
  readonly project: unknown;
  readonly environment: string;
  readonly common: BackendSettings;
  readonly ambient: AmbientInputs;
  readonly provenance: Provenance;
  /** Options that are refused already: what is missing there is no second problem. */
  readonly refused: ReadonlySet<string>;
}

/** Checks what belongs to no service, and settles location and state. */
export function checkBackendSettings({
  project,
  environment,
  common,
  ambient,
  provenance,
  refused,
}: BackendSettingsInputs): {
  readonly location: string;
  readonly state: StatePlan;
  readonly provider: ProviderPlan;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const problem = (path: string, message: string, fix: string): void => {
    const layers = provenance.layers(path);
    problems.push({ path, message, from: layers.length === 0 ? ["your options"] : layers, fix });
  };
  const location = common.location ?? ambient.location ?? "";
  checkProject();
  checkEnvironment();
  checkLocation();
  checkGroups();
  for (const [tag, fault] of Object.entries(tagFaults(common.tags ?? {})))
    problem(tag === "" ? "tags" : `tags.${tag}`, fault, "change or remove it");
  for (const tag of typeof common.ignoreTags === "object" ? common.ignoreTags : []) {
    const fault = ignoredTagFault(tag);
    if (fault !== undefined) problem("ignoreTags", `${fault}, got ${redacted(tag)}`, "change or remove it");
  }
  const state = settleState(common.state ?? { type: "local" });
  const provider = settleProvider(common.provider?.version ?? PROVIDER_VERSION);
  return { location: regionNamed(location) ?? location, state, provider, problems };

  function checkProject(): void {
    if (refused.has("project")) return;
    if (isTerraformValue(project)) problem("project", KNOWN_AT_SYNTH.message, KNOWN_AT_SYNTH.fix);
    else if (project === undefined || project === "")
      problem("project", "not given", 'set project, or "project" in the context of cdktf.json');
    else if (typeof project !== "string" || project.length > LONGEST_PROJECT || !NAME.test(project))
      problem(
        "project",
        `takes lower-case letters, digits and single hyphens, beginning with a letter, at most ${LONGEST_PROJECT}; got ${redacted(project)}`,
        'choose a name such as "feedback"',
      );
  }

  function checkEnvironment(): void {
    if (!refused.has("environment") && !NAME.test(environment))
      problem(
        "environment",
        `takes lower-case letters, digits and single hyphens, beginning with a letter; got ${redacted(environment)}`,
        'choose a name such as "staging"',
      );
  }

  function checkLocation(): void {
    if (refused.has("location") || regionNamed(location) !== undefined) return;
    if (isTerraformValue(location)) {
      problem("location", KNOWN_AT_SYNTH.message, KNOWN_AT_SYNTH.fix);
      return;
    }
    if (location === "") {
      problem("location", "not given", 'set location, or "location" in the context of cdktf.json');
      return;
    }
    const meant = nearest(location.toLowerCase().replaceAll(" ", ""), Object.keys(regions));
    problem(
      "location",
      `Azure has no region ${redacted(location)}${meant === undefined ? "" : `. Did you mean "${meant}"?`}`,
      "use a name that `az account list-locations` prints",
    );
  }

  function settleProvider(version: string): ProviderPlan {
    const fault = versionFault(version);
    if (fault === undefined) return { version };
    problem("provider.version", `${fault.message}; got ${redacted(version)}`, fault.fix);
    return { version: PROVIDER_VERSION };
  }

  /** Each stack makes its own: a second one would find it there. */
  function checkGroups(): void {
    const groups: readonly [string, string][] = Object.entries(common.names?.resourceGroups ?? {});
    groups.forEach(([role, name], index) => {
      const twin = groups.slice(0, index).find(([, other]) => other.toLowerCase() === name.toLowerCase());
      if (twin !== undefined)
        problem(
          `names.resourceGroups.${role}`,
          `is the group that the ${twin[0]} stack makes, got ${redacted(name)}`,
          "give each stack a group of its own",
        );
    });
  }

  function settleState(given: LocalState | AzurermState | CloudState): StatePlan {
    switch (given.type) {
      case "local":
        return settleLocalState(given);
      case "cloud":
        return { ...given, hostname: given.hostname ?? "app.terraform.io" };
      case "azurerm": {
        const account = nameFault("storageAccount", given.storageAccountName);
        if (account !== undefined)
          problem(
            "state.storageAccountName",
            `${account}, got ${redacted(given.storageAccountName)}`,
            "name the account",
          );
        const container = nameFault("storageContainer", given.containerName);
        if (container !== undefined)
          problem(
            "state.containerName",
            `${container}, got ${redacted(given.containerName)}`,
            "name the container",
          );
        return given;
      }
    }
  }

  function settleLocalState({ directory = "state" }: LocalState): StatePlan {
    const normal = normalize(directory).replaceAll("\\", "/").replace(/\/+$/, "");
    if (isAbsolute(directory) || /^[A-Za-z]:/.test(directory))
      problem(
        "state.directory",
        `is a path of one machine, got ${redacted(directory)}`,
        "give it relative to the folder that holds cdktf.out",
      );
    // The CLI empties cdktf.out of what is no longer synthesised.
    else if (normal === "cdktf.out" || normal.startsWith("cdktf.out/"))
      problem(
        "state.directory",
        "cdktf.out is emptied by every synth",
        'choose another folder, such as "state"',
      );
    return { type: "local", directory: normal };
  }
}
