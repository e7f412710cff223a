import type { Components } from "../components/component";
import { frozen } from "../components/frozen";
import { mergeTags } from "../azure/names/tags";
import type { ExistingConstruct } from "../services/contract/existing-construct";
import { BackendConfigError, type Problem } from "../settings/problems";
import type { Draft } from "../services/contract/draft";
import type { BackendPlan } from "./backend-plan";
import { type CheckedSettings, checkBackendSettings } from "./check-backend-settings";
import { decideServices } from "./decide-services";
import { noteExpected, noteLeftGrants, noteUnusedZones } from "./existing/note-existing";
import { noteImports } from "./imports/note-imports";
import { type MergedCall, mergeCall } from "./merge-call";
import { type Naming, namingOf } from "./names/naming";
import { noteTags } from "./note-tags";
import type { BackendOptions } from "./options/backend-options";
import {
  type PlannedServices,
  appSettingsOf,
  furtherAppSettingsOf,
  byRole,
  grantsOf,
  planServices,
  resourceProvidersOf,
} from "./plan-services";
import { readCall } from "./read-call";
import { type Identity, type Settled, settle } from "./settle";

/**
 * Decides everything and builds nothing.
 *
 * @param components - at least one
 * @throws {@link BackendConfigError} with every problem at once
 */
export function planBackend(components: Components, options: BackendOptions = {}): BackendPlan {
  return decideBackend(components, options).plan;
}

/** A plan, and what of the user's belongs to it and is no data. */
export interface DecidedBackend {
  readonly plan: BackendPlan;
  /** Constructs that are existing resources, by option. */
  readonly elements: ReadonlyMap<string, ExistingConstruct>;
  /** Changes to configurations, by resource. */
  readonly transforms: Readonly<Record<string, unknown>>;
}

/**
 * Reads a call, settles every setting, plans every service, and puts the plan together.
 *
 * @param decide - lets every service decide
 */
export function decideBackend(
  components: Components,
  options: BackendOptions,
  decide: (draft: Draft) => void = decideServices,
): DecidedBackend {
  const call = readCall(components, options);
  const { project, environment, subject } = call;
  const merged = mergeCall(call);
  const checked = checkBackendSettings(call, merged);
  const found = [...call.problems, ...checked.problems];
  // Without its environment nothing can be decided, and without its project nothing named.
  if (!call.hasEnvironment || typeof environment !== "string" || typeof project !== "string")
    throw new BackendConfigError(subject, distinct(found));

  const identity = { project, environment };
  const settled = settle(call, identity, merged, checked, found, decide);
  const planned = planServices(identity, merged, checked, settled);
  noteExpected(settled.draft, planned.services);
  noteImports(settled.draft, settled.imports, settled.transforms);
  noteUnusedZones(settled.draft, planned.context.endpoints);
  const problems = [...settled.problems, ...planned.problems];
  const { location } = settled.draft;
  if (problems.length > 0 || location === undefined)
    throw new BackendConfigError(subject, distinct(problems));

  const plan = planOf({ ...identity, location }, merged, checked, settled, planned);
  return { plan, elements: settled.existing.elements, transforms: settled.transforms };
}

function planOf(
  identity: Identity & Pick<BackendPlan, "location">,
  { common, naming, provenance }: MergedCall,
  { state, provider, life }: CheckedSettings,
  { draft, requirements, existing, transforms, imports }: Settled,
  planned: PlannedServices,
): BackendPlan {
  const { project, environment } = identity;
  const tags = mergeTags({ project, environment, ...life.tags }, common.tags ?? {});
  const { requiredTags = [] } = common;
  noteTags(draft, tags, planned.services, requiredTags);
  const grants = grantsOf(planned);
  noteLeftGrants(draft, grants);
  return frozen<BackendPlan>({
    ...identity,
    stackIds: byRole((role) => `${project}-${environment}-${role}`),
    resourceGroups: planned.resourceGroups,
    ...(planned.context.existingGroups.length === 0
      ? {}
      : { existingGroups: planned.context.existingGroups }),
    names: planned.names(),
    ...planOfNaming(namingOf(naming)),
    ...(life.pullRequest === undefined ? {} : { pullRequest: life.pullRequest }),
    ...(life.expires === undefined ? {} : { expires: life.expires }),
    tags,
    ignoreTags: common.ignoreTags ?? false,
    ...(requiredTags.length === 0 ? {} : { requiredTags }),
    ...(common.samples === false ? { samples: false } : {}),
    state,
    provider,
    ...(common.subscriptionId === undefined ? {} : { subscriptionId: common.subscriptionId }),
    ...(common.tenantId === undefined ? {} : { tenantId: common.tenantId }),
    settings: draft.settings,
    services: planned.services,
    appSettings: appSettingsOf(planned),
    ...furtherSettings(planned),
    grants: grants.filter(({ leftToOwnerOf }) => leftToOwnerOf === undefined),
    existing: existing.plans,
    privateEndpoints: planned.context.endpoints,
    transforms: Object.keys(transforms),
    imports,
    resourceProviders: resourceProvidersOf(planned),
    requirements,
    origins: provenance.origins.all(),
    notes: draft.notes,
  });
}

function planOfNaming(naming: Naming): Pick<BackendPlan, "naming"> {
  if (naming === "default") return {};
  return { naming: naming === "caf" ? naming : "function" };
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.path} ${problem.message}`, problem])).values()];
}

function furtherSettings(planned: PlannedServices): Pick<BackendPlan, "furtherAppSettings"> {
  const furtherAppSettings = furtherAppSettingsOf(planned);
  return Object.keys(furtherAppSettings).length === 0 ? {} : { furtherAppSettings };
}
