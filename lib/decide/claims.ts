import type { ExistingResource } from "../services/contract/existing-resource";
import { allNameRules } from "./names/name-rules";
import { type StackRole, stackRoles } from "../services/contract/service";
import type { BackendPlan } from "./backend-plan";

/** Something that only one backend can make. */
export interface Claim {
  /** The same for everything that Azure takes for one: it compares names without case. */
  readonly key: string;
  /** Where this backend says it. */
  readonly path: string;
  /** What messages call it: `storage account "stshop"`. */
  readonly what: string;
  readonly kind: ClaimKind;
}

export type ClaimKind = "name" | "group" | "zone" | "groupZone" | "child" | "subnet" | "host";

/** Everything that a backend makes of which there can be one only. */
export function claimsOf(plan: BackendPlan): readonly Claim[] {
  return [
    ...names(plan),
    ...groups(plan),
    ...inExistingGroups(plan),
    ...zones(plan),
    ...subnets(plan),
    ...children(plan),
    ...hosts(plan),
  ];
}

function names({ names: given }: BackendPlan): readonly Claim[] {
  return Object.entries(given).flatMap(([kind, name]): readonly Claim[] => {
    const { scope, label } = allNameRules[kind as keyof typeof given];
    if (scope !== "global") return [];
    return [claim("name", label, name, `names.${kind}`, `${label} "${name}"`)];
  });
}

function groups(plan: BackendPlan): readonly Claim[] {
  return stackRoles
    .filter((role) => !isExistingGroup(plan, role))
    .map((role) => {
      const name = plan.resourceGroups[role];
      const path = `names.resourceGroups.${role}`;
      return claim("group", subscriptionOf(plan), name, path, `resource group "${name}"`);
    });
}

/** A network is linked to one zone of a name: learn.microsoft.com/azure/dns/private-dns-virtual-network-links */
/** In a group that both use, what is named alike is the same; other names have the project and the environment. */
function inExistingGroups(plan: BackendPlan): readonly Claim[] {
  const { networking } = plan.services;
  const group = `${subscriptionOf(plan)} ${plan.resourceGroups.network}`;
  if (!isExistingGroup(plan, "network") || !networking.vnet || networking.zones === "policy") return [];
  return networking.zones
    .filter((zone) => zone.existing === undefined)
    .map(({ name }) =>
      claim("groupZone", group, name, "external.resourceGroups.network", `private DNS zone "${name}"`),
    );
}

function isExistingGroup({ existingGroups = [] }: BackendPlan, role: StackRole): boolean {
  return existingGroups.includes(role);
}

function zones(plan: BackendPlan): readonly Claim[] {
  const { networking } = plan.services;
  if (!networking.vnet || networking.existing === undefined || networking.zones === "policy") return [];
  const network = placeOf(networking.existing, plan);
  return networking.zones
    .filter(({ linked }) => linked)
    .map(({ name }) => claim("zone", network, name, "external.privateDnsZones", name));
}

function subnets(plan: BackendPlan): readonly Claim[] {
  const { networking } = plan.services;
  if (!networking.vnet || networking.existing === undefined) return [];
  const network = placeOf(networking.existing, plan);
  return networking.subnets.map(({ name, addressPrefix }) =>
    claim("subnet", network, addressPrefix, `networking.subnets.${name}.addressPrefix`, addressPrefix),
  );
}

/** A host name leads to one app or gateway of a region: several regions can share one behind Traffic Manager. */
function hosts({ services: { functionApp, apim }, location }: BackendPlan): readonly Claim[] {
  const gateway = apim.enabled && !("existing" in apim) ? apim.customDomains : undefined;
  const all = [
    { option: "functionApp.customDomains", domains: functionApp.customDomains },
    { option: "optional.apim.customDomains", domains: gateway },
  ];
  return all.flatMap(({ option, domains = [] }) =>
    domains.map(({ host, zone }) => claim("host", zone?.id ?? location, host, `${option}.${host}`, host)),
  );
}

/** What is made inside of resources that others own. */
function children(plan: BackendPlan): readonly Claim[] {
  const { cosmos, storage, keyVault, serviceBus, eventHubs, eventGrid, apim } = plan.services;
  const within = (
    existing: ExistingResource | undefined,
    label: string,
    all: readonly string[],
    path: string,
  ) =>
    existing === undefined
      ? []
      : all.map((name) =>
          claim(
            "child",
            `${placeOf(existing, plan)} ${label}`,
            name,
            path,
            `${label} "${name}" of ${existing.option}`,
          ),
        );
  const bus = serviceBus.enabled && "existing" in serviceBus ? serviceBus : undefined;
  const hubs = eventHubs.enabled && "existing" in eventHubs ? eventHubs : undefined;
  const gateway = apim.enabled && "existing" in apim ? apim : undefined;
  const namesOf = (all: readonly { readonly name: string }[] = []): readonly string[] =>
    all.map(({ name }) => name);
  return [
    ...within(cosmos.existing, "database", cosmos.children ? [cosmos.databaseName] : [], "cosmos.database"),
    ...within(storage.existing, "container", namesOf(storage.children.containers), "storage.containers"),
    ...within(storage.existing, "queue", storage.children.queues, "storage.queues"),
    ...within(storage.existing, "table", storage.children.tables, "storage.tables"),
    // A storage account has one topic of its events: learn.microsoft.com/azure/event-grid/system-topics
    ...within(
      storage.existing,
      "system topic",
      eventGrid.systemTopic === undefined ? [] : ["events"],
      "external.storage",
    ),
    ...within(keyVault.existing, "secret", namesOf(keyVault.secrets), "keyVault.secrets"),
    ...within(bus?.existing, "queue", namesOf(bus?.queues), "optional.serviceBus.queues"),
    ...within(bus?.existing, "topic", namesOf(bus?.topics), "optional.serviceBus.topics"),
    ...within(hubs?.existing, "event hub", namesOf(hubs?.hubs), "optional.eventHubs.hubs"),
    ...within(
      gateway?.existing,
      "API path",
      gateway === undefined ? [] : [gateway.api.path],
      "optional.apim.path",
    ),
  ];
}

function claim(kind: ClaimKind, within: string, name: string, path: string, what: string): Claim {
  return { kind, key: `${kind} ${within} ${name}`.toLowerCase(), path, what };
}

/** Without a subscription in the options it is that of the identity that applies, the same for all. */
function subscriptionOf({ subscriptionId = "" }: Pick<BackendPlan, "subscriptionId">): string {
  return subscriptionId;
}

function placeOf({ parts, construct = "", armType }: ExistingResource, plan: BackendPlan): string {
  if (parts === undefined) return construct;
  const { subscriptionId = subscriptionOf(plan), resourceGroupName, name } = parts;
  return [armType, subscriptionId, resourceGroupName, name].join(" ");
}
