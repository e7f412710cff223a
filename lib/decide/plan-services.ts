import { resourceForm } from "../provider/resource-form";
import { providerCan } from "../provider/since";
import { type ServicePlans, serviceNamed, serviceNames } from "../services";
import type { Grant } from "../services/contract/grant";
import type { ServiceName } from "../services/words";
import type { GrantPlan } from "../services/contract/grant-plan";
import { type PrivateEndpointPlan, privateDnsZone } from "../services/contract/private-endpoints";
import { type PlanContext, type StackRole, stackRoles } from "../services/contract/service";
import type { Draft } from "../services/contract/draft";
import type { SettingValue } from "../components/setting-value";
import type { Problem } from "../settings/problems";
import type { CheckedSettings } from "./check-backend-settings";
import { checkDeployments } from "./check-deployments";
import { hasPrivateEndpoints } from "./has-private-endpoints";
import type { MergedCall } from "./merge-call";
import { networkNeedsOf } from "./network-needs";
import { namer } from "./names/namer";
import { namingOf } from "./names/naming";
import type { Identity, Settled } from "./settle";

/** What each service will build, with all names given. */
export interface PlannedServices {
  readonly context: PlanContext;
  readonly services: ServicePlans;
  readonly resourceGroups: Readonly<Record<StackRole, string>>;
  /** Every name that was asked for until now: what follows from plans may ask for more. */
  readonly names: ReturnType<typeof namer>["given"];
  /** What only shows once names and plans are known. */
  readonly problems: readonly Problem[];
}

/** Plans every service from settings that are settled. */
export function planServices(
  { project, environment }: Identity,
  { common, naming, provenance }: MergedCall,
  { location, provider }: CheckedSettings,
  { draft, requirements, existing }: Settled,
): PlannedServices {
  const problems: Problem[] = [];
  const existingGroups = stackRoles.filter((role) => existing.groups[role] !== undefined);
  const names = namer({
    project,
    environment,
    common,
    location,
    naming: namingOf(naming),
    provenance,
    existingGroups: existing.groups,
  });
  const facts: Omit<PlanContext, "endpoints"> = {
    settings: draft.settings,
    project,
    environment,
    location,
    requirements,
    existing: existing.plans,
    existingGroups,
    networkNeeds: networkNeedsOf({ settings: draft.settings, existing: existing.plans }),
    providerCan: (ability) => providerCan(ability, provider.lowest),
    formOf: (ability) => resourceForm(ability, provider),
    name: names.name,
    checkName: names.checkName,
    problem: (path, message, fix) => {
      problems.push({ path, message, from: provenance.layers(path), fix });
    },
  };
  const context: PlanContext = { ...facts, endpoints: endpointsOf(facts) };
  const services = plansOf(context);
  const resourceGroups = byRole((role) => names.name("resourceGroup", role));
  const decided = draft.problems.length;
  checkDeployments(draft, services);
  noteNames(draft, names.notUnique());
  return {
    context,
    services,
    resourceGroups,
    names: names.given,
    problems: [...problems, ...names.problems(), ...draft.problems.slice(decided)],
  };
}

/** What makes a name unique is up to the function that gives it. */
function noteNames(draft: Draft, notUnique: readonly string[]): void {
  if (notUnique.length > 0)
    draft.note(
      "naming",
      `these names must be globally unique, and have nothing of context.suffix: ${notUnique.join(", ")}. The deployment fails if somebody has one of them`,
    );
}

function plansOf(context: PlanContext): ServicePlans {
  return Object.fromEntries(
    serviceNames.map((name) => [name, serviceNamed(name).plan(context)]),
  ) as ServicePlans;
}

/** None where there is no network for them. */
function endpointsOf(facts: Omit<PlanContext, "endpoints">): readonly PrivateEndpointPlan[] {
  if (!hasPrivateEndpoints(facts.settings)) return [];
  return serviceNames.flatMap((service) =>
    (serviceNamed(service).endpoints?.(facts) ?? []).map((endpoint) => ({
      ...endpoint,
      service,
      name: facts.name("privateEndpoint", endpoint.id.replaceAll("_", "-")),
      zone: endpoint.zone ?? privateDnsZone(endpoint.subresource),
    })),
  );
}

type AppSettings = Readonly<Record<string, SettingValue>>;

/** The app settings of every function that services give, by name in order. */
export function appSettingsOf({ services, context }: PlannedServices): AppSettings {
  return inOrder(serviceNames.map((name) => serviceNamed(name).appSettings?.(services[name], context) ?? {}));
}

/** Those of further apps, by app: what services give to all, and what the app has of its own. */
export function furtherAppSettingsOf({
  services,
  context,
}: PlannedServices): Readonly<Record<string, AppSettings>> {
  const own = serviceNames.flatMap((name) => {
    const given = serviceNamed(name).furtherAppSettings?.(services[name]) ?? {};
    return Object.entries(given).map(([app, settings]) => ({ name, app, settings }));
  });
  return Object.fromEntries(
    own.map(({ name, app, settings }) => {
      const others = serviceNames.filter((each) => each !== name);
      const given = others.map((each) => serviceNamed(each).appSettings?.(services[each], context) ?? {});
      return [app, inOrder([...given, settings])];
    }),
  );
}

function inOrder(parts: readonly AppSettings[]): AppSettings {
  const all = parts.flatMap((part) => Object.entries(part));
  return Object.fromEntries(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Every role that the function app needs, those that somebody else gives included. */
export function grantsOf({ services, context }: PlannedServices): readonly GrantPlan[] {
  return serviceNames.flatMap((service) =>
    (serviceNamed(service).grants?.(services[service], context) ?? []).map((grant) =>
      grantPlan(service, grant),
    ),
  );
}

function grantPlan(service: ServiceName, grant: Grant): GrantPlan {
  const plane = serviceNamed(service).ownRoles?.plane ?? "azure";
  const { id, ...rest } = grant;
  // In the order in which plans have always been written.
  return grant.to === undefined ? { service, id, plane, ...rest } : { service, plane, ...grant };
}

/** The resource provider namespaces that each stack needs registered. */
export function resourceProvidersOf({
  services,
}: PlannedServices): Readonly<Record<StackRole, readonly string[]>> {
  return byRole((role) => {
    const all = serviceNames.flatMap(
      (name) => serviceNamed(name).resourceProviders(services[name])[role] ?? [],
    );
    return [...new Set(all)].sort();
  });
}

/** One value for each stack. */
export function byRole<T>(make: (role: StackRole) => T): Readonly<Record<StackRole, T>> {
  return Object.fromEntries(stackRoles.map((role) => [role, make(role)])) as Record<StackRole, T>;
}
