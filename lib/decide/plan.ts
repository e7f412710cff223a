import { resolve } from "node:path";
import { App } from "cdktf";
import { type AmbientInputs, projectFolder, readAmbientInputs } from "./options/ambient";
import { checkComponents } from "../components/check-components";
import { type Components, isComponent } from "../components/component";
import { frozen } from "../components/frozen";
import { missingEntries } from "../components/missing-entries";
import { requirementsOf } from "../components/requirements";
import { mergeTags } from "../azure/names/tags";
import { readExternal } from "./existing/read-existing";
import type { ExistingConstruct } from "../services/contract/existing-construct";
import { noteImports } from "./imports/note-imports";
import { readImports } from "./imports/read-imports";
import type { BackendOptions } from "./options/backend-options";
import type { BackendSettings } from "./options/backend-settings";
import { asLayer, callOptions, environmentLayers, problemOf } from "./options/layers";
import { type Data, type DataObject, type Layer, isDataObject, mergeLayers } from "../settings/merge";
import { unsetValues } from "./options/unset-values";
import { regionNamed } from "../azure/regions";
import {
  type ServicePlans,
  optionGroups,
  optionalNames,
  groupNames,
  serviceNamed,
  serviceNames,
} from "../services";
import type { AllSettings, ServiceName } from "../services/words";
import { type PlanContext, type StackRole, stackRoles } from "../services/contract/service";
import type { BackendPlan } from "./backend-plan";
import type { Grant } from "../services/contract/grant";
import type { GrantPlan } from "../services/contract/grant-plan";
import { checkBackendSettings } from "./check-backend-settings";
import { callFaults, named, noApp, noOptions, swapped } from "./check-call";
import { checkDeployments } from "./check-deployments";
import { decideServices } from "./decide-services";
import { Draft } from "../services/contract/draft";
import { namer } from "./names/namer";
import { noteTags } from "./note-tags";
import { type PrivateEndpointPlan, privateDnsZone } from "../services/contract/private-endpoints";
import { BackendConfigError, type Problem } from "../settings/problems";
import { checkRetirements } from "../services/contract/report-retirement";
import { checkTransforms } from "./check-transforms";
import { checkExisting } from "./existing/check-existing";
import { noteExpected, noteLeftGrants, noteUnusedZones } from "./existing/note-existing";
import { noteIgnoredTags } from "./note-ignored-tags";
import { Provenance } from "../settings/provenance";
import type { SettingValue } from "../components/setting-value";

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
  /** Constructs that are brought, by option. */
  readonly elements: ReadonlyMap<string, ExistingConstruct>;
  /** Changes to configurations, by resource. */
  readonly transforms: Readonly<Record<string, unknown>>;
}

/** @param decide - lets every service decide */
export function decideBackend(
  components: Components,
  options: BackendOptions,
  decide: (draft: Draft) => void = decideServices,
): DecidedBackend {
  if (!isDataObject(options)) throw new BackendConfigError("backend", [noOptions(options)]);
  if (Object.entries(options).some(([name, value]) => name !== "app" && isComponent(value)))
    throw new BackendConfigError("backend", [swapped]);
  const { app, project: ownProject, environment: ownEnvironment, environments = {}, ...rest } = options;
  const { notes, root = ".", $schema, ...given } = rest;
  if (app !== undefined && !App.isApp(app)) throw new BackendConfigError("backend", [noApp]);
  const ambient = readAmbientInputs(app);
  const project: unknown = ownProject ?? ambient.project;
  const environment: unknown = ownEnvironment ?? ambient.environment ?? "dev";
  const asked: unknown = Object.hasOwn(options, "environment") ? ownEnvironment : environment;
  const subject = `${typeof project === "string" ? project : "backend"} (${String(asked)})`;

  const { sound, problems: componentProblems } = checkComponents(components);
  const environmentSource = ownEnvironment === undefined ? "BACKEND_ENVIRONMENT" : "your options";
  const chain = environmentLayers(environment, environmentSource, environments);
  const yours = asLayer("your options", true, given, callOptions, "");
  const problems: Problem[] = [
    ...componentProblems,
    ...missingEntries(sound, resolve(projectFolder(), typeof root === "string" ? root : ".")),
    ...callFaults(notes, root, $schema),
    ...unsetValues(named(options)).map((fault) => problemOf(fault, "your options", "")),
    ...chain.problems,
    ...yours.problems,
  ];

  const written = [...(chain.layers ?? []), yours.layer];
  const bringsApim = written.some(
    ({ value }) => isDataObject(value["external"]) && value["external"]["apim"] !== undefined,
  );
  const layers = [serviceDefaults(), ...(bringsApim ? [] : [publisherLayer(ambient)]), ...written];
  const merged = mergeLayers(layers);
  const { external, transform, importFrom, ...merging } = merged.value;
  const { settings, common } = split(merging);
  const values = { ...common, ...settings, external, transform, importFrom } as unknown as DataObject;
  const provenance = new Provenance(merged.origins, values, {
    ...(ownProject === undefined && ambient.project === undefined
      ? {}
      : { project: { source: ownProject === undefined ? ambient.source : "your options", value: project } }),
    environment: { source: environmentSource, value: environment },
    ...(ambient.location === undefined
      ? {}
      : { location: { source: ambient.source, value: ambient.location } }),
  });
  const checked = checkBackendSettings({
    project,
    environment: String(environment),
    common,
    ambient,
    provenance,
    refused: new Set(problems.map(({ path }) => path)),
  });
  problems.push(...checked.problems);
  // Without its environment nothing can be decided, and without its project nothing named.
  if (chain.layers === undefined || typeof environment !== "string" || typeof project !== "string")
    throw new BackendConfigError(subject, distinct(problems));

  const existing = readExternal(external, provenance, { app, subscriptionId: common.subscriptionId });
  const hasServiceBus = settings.optional.serviceBus.enabled || existing.plans.serviceBus !== undefined;
  const requirements = requirementsOf(sound, hasServiceBus ? "serviceBus" : "storage");
  const changes = checkTransforms(transform, existing.plans, provenance);
  const adopted = readImports(importFrom, existing.plans, provenance);
  problems.push(...existing.problems, ...changes.problems, ...adopted.problems);
  const draft = new Draft(
    settings,
    provenance,
    regionNamed(checked.location),
    requirements,
    existing.plans,
    new Set(problems.map(({ path }) => path)),
    checked.provider,
  );
  checkExisting(draft, existing, common, { project, environment }, app);
  decide(draft);
  checkRetirements(draft);
  noteIgnoredTags(draft, common);
  problems.push(...draft.problems);

  const names = namer({ project, environment, common, location: checked.location, provenance });
  const facts: Omit<PlanContext, "endpoints"> = {
    settings: draft.settings,
    project,
    environment,
    location: checked.location,
    requirements,
    existing: existing.plans,
    name: names.name,
    checkName: names.checkName,
    problem: (path, message, fix) => {
      problems.push({ path, message, from: provenance.layers(path), fix });
    },
  };
  const context: PlanContext = { ...facts, endpoints: endpointsOf(facts) };
  const services = plansOf(context);
  const resourceGroups = byRole((role) => names.name("resourceGroup", role));
  problems.push(...names.problems());
  const decided = draft.problems.length;
  checkDeployments(draft, services);
  problems.push(...draft.problems.slice(decided));
  noteExpected(draft, services);
  noteImports(draft, adopted.imports, changes.transforms);
  noteUnusedZones(draft, context.endpoints);
  if (problems.length > 0 || draft.location === undefined)
    throw new BackendConfigError(subject, distinct(problems));

  const tags = mergeTags({ project, environment }, common.tags ?? {});
  noteTags(draft, tags, services);
  const needed = grantsOf(services, context);
  noteLeftGrants(draft, needed);
  const plan = frozen<BackendPlan>({
    project,
    environment,
    location: draft.location,
    stackIds: byRole((role) => `${project}-${environment}-${role}`),
    resourceGroups,
    names: names.given(),
    tags,
    ignoreTags: common.ignoreTags ?? false,
    state: checked.state,
    provider: checked.provider,
    ...(common.subscriptionId === undefined ? {} : { subscriptionId: common.subscriptionId }),
    ...(common.tenantId === undefined ? {} : { tenantId: common.tenantId }),
    settings: draft.settings,
    services,
    appSettings: appSettingsOf(services, context),
    grants: needed.filter(({ leftToOwnerOf }) => leftToOwnerOf === undefined),
    existing: existing.plans,
    privateEndpoints: context.endpoints,
    transforms: Object.keys(changes.transforms),
    imports: adopted.imports,
    resourceProviders: byRole((role) => providersOf(role, services)),
    requirements,
    origins: merged.origins,
    notes: draft.notes,
  });
  return { plan, elements: existing.elements, transforms: changes.transforms };
}

function serviceDefaults(): Layer {
  const defaultsOf = (names: readonly ServiceName[]): DataObject =>
    Object.fromEntries(names.map((name) => [name, serviceNamed(name).defaults as Data]));
  const value = { ...defaultsOf(groupNames), optional: defaultsOf(optionalNames) };
  return { name: "service defaults", chosen: false, value };
}

/** Who publishes the API may be said once for all backends of a repository. */
function publisherLayer({ organization, publisherEmail, source }: AmbientInputs): Layer {
  const given = { publisherName: organization, publisherEmail };
  const isGiven = organization !== undefined || publisherEmail !== undefined;
  return { name: source, chosen: true, value: isGiven ? { optional: { apim: given } } : {} };
}

/** The settings of services, free to be adjusted, and those of the backend as a whole. */
function split(value: DataObject): { settings: AllSettings; common: BackendSettings } {
  const entries = Object.entries(structuredClone(value));
  const isService = ([key]: readonly [string, unknown]): boolean =>
    optionGroups.includes(key as keyof AllSettings);
  return {
    settings: Object.fromEntries(entries.filter(isService)) as unknown as AllSettings,
    common: Object.fromEntries(entries.filter((entry) => !isService(entry))),
  };
}

function byRole<T>(make: (role: StackRole) => T): Readonly<Record<StackRole, T>> {
  return Object.fromEntries(stackRoles.map((role) => [role, make(role)])) as Record<StackRole, T>;
}

function plansOf(context: PlanContext): ServicePlans {
  return Object.fromEntries(
    serviceNames.map((name) => [name, serviceNamed(name).plan(context)]),
  ) as unknown as ServicePlans;
}

function appSettingsOf(plans: ServicePlans, context: PlanContext): Readonly<Record<string, SettingValue>> {
  const all = serviceNames.flatMap((name) =>
    Object.entries(serviceNamed(name).appSettings?.(plans[name], context) ?? {}),
  );
  return Object.fromEntries(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function grantsOf(plans: ServicePlans, context: PlanContext): readonly GrantPlan[] {
  return serviceNames.flatMap((service) =>
    (serviceNamed(service).grants?.(plans[service], context) ?? []).map((grant) => grantPlan(service, grant)),
  );
}

function grantPlan(service: ServiceName, grant: Grant): GrantPlan {
  const plane = serviceNamed(service).ownRoles?.plane ?? "azure";
  const { id, ...rest } = grant;
  // In the order in which plans have always been written.
  return grant.to === undefined ? { service, id, plane, ...rest } : { service, plane, ...grant };
}

/** None where there is no network for them. */
function endpointsOf(facts: Omit<PlanContext, "endpoints">): readonly PrivateEndpointPlan[] {
  if (!serviceNames.some((name) => serviceNamed(name).hasPrivateEndpoints?.(facts.settings) === true))
    return [];
  return serviceNames.flatMap((service) =>
    (serviceNamed(service).endpoints?.(facts) ?? []).map((endpoint) => ({
      ...endpoint,
      service,
      name: facts.name("privateEndpoint", endpoint.id.replaceAll("_", "-")),
      zone: endpoint.zone ?? privateDnsZone(endpoint.subresource),
    })),
  );
}

function providersOf(role: StackRole, plans: ServicePlans): readonly string[] {
  const all = serviceNames.flatMap((name) => serviceNamed(name).resourceProviders(plans[name])[role] ?? []);
  return [...new Set(all)].sort();
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.path} ${problem.message}`, problem])).values()];
}
