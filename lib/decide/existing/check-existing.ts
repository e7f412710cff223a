import { type App, TerraformStack } from "cdktf";
import type { ReadExternal } from "./read-existing";
import type { ExistingResource, ExistingResources } from "../../services/contract/existing-resource";
import { hasState } from "../../services/contract/existing-construct";
import type { ExternalName } from "../../services/contract/external-options";
import { existingKinds, externalNames } from "./kinds";
import type { BackendSettings } from "../options/backend-settings";
import { type ServicePlans, groupOf } from "../../services";
import { publicContainers } from "../../services/cdn/public-containers";
import { existingEngine } from "../../services/redis/external";
import { PACKAGE_CONTAINER, keepsCodeWithHost } from "../../services/storage/package-container";
import type { Draft } from "../../services/contract/draft";
import { grantLine } from "../grants-report";
import type { GrantPlan } from "../../services/contract/grant-plan";

/** Everything that what is brought contradicts: options, names, places. */
export function checkExisting(
  draft: Draft,
  { plans, elements }: ReadExternal,
  { names = {}, subscriptionId }: BackendSettings,
  backend: { readonly project: string; readonly environment: string },
  app: App | undefined,
): void {
  for (const key of externalNames) {
    const plan = plans[key];
    if (plan === undefined) continue;
    const { service, label, keeps, names: kinds, always, settle } = existingKinds[key];
    settle?.(draft, backend);
    if (always !== undefined && isElsewhere(plan))
      draft.problem(
        plan.option,
        `the ${label} is in another subscription than the backend, which ${always}`,
        "bring one of the backend's subscription",
        "subscriptionId",
      );
    const kept = keeps(draft.settings, plan.createChildren);
    const group = groupOf(service);
    for (const setting of draft.chosenSettings(service).filter((each) => !kept.includes(each)))
      draft.problem(
        `${group}.${setting}`,
        `configures a ${label} that external.${key} brings as it is`,
        `leave ${group}.${setting} out, or external.${key}`,
        `external.${key}`,
      );
    for (const kind of kinds)
      if (names[kind as keyof typeof names] !== undefined)
        draft.problem(
          `names.${kind}`,
          `names a ${label} that external.${key} brings`,
          `leave names.${kind} out, or external.${key}`,
          `external.${key}`,
        );
  }
  for (const plan of allOf(plans)) {
    checkSubscription(plan);
    checkApp(plan);
  }

  function isElsewhere({ parts }: ExistingResource): boolean {
    const theirs = parts?.subscriptionId;
    if (theirs === undefined || subscriptionId === undefined) return false;
    return theirs.toLowerCase() !== subscriptionId.toLowerCase();
  }

  /** A stack has one provider, and its provider one subscription. */
  function checkSubscription(plan: ExistingResource): void {
    const { option, createChildren, roleAssignments } = plan;
    if (!isElsewhere(plan)) return;
    if (createChildren)
      draft.problem(
        `${option}.createChildren`,
        "what is brought is in another subscription than the backend, which makes nothing there",
        `leave ${option}.createChildren out`,
        "subscriptionId",
      );
    // learn.microsoft.com/azure/private-link/private-endpoint-overview
    if (option === "external.vnet" && draft.settings.networking.privateEndpoints)
      draft.problem(
        option,
        "the network is in another subscription than the backend, and a private endpoint is in that of its network",
        "set networking.privateEndpoints to false, or bring a network of the backend's subscription",
        "subscriptionId",
        "networking.privateEndpoints",
      );
    if (option === "external.cosmos" && roleAssignments)
      draft.problem(
        `${option}.roleAssignments`,
        "the account is in another subscription, and its own roles can be given from there only",
        `set ${option}.roleAssignments to false, and give the role "Cosmos DB Built-in Data Contributor" there`,
        "subscriptionId",
      );
    // ARM gives the policy, in a deployment of the backend's subscription.
    if (option === "external.redis" && existingEngine(plan) === "managed" && roleAssignments)
      draft.problem(
        `${option}.roleAssignments`,
        "the cache is in another subscription, and access policies of Azure Managed Redis can be given from there only",
        `set ${option}.roleAssignments to false, and give the access policy "default" there`,
        "subscriptionId",
      );
  }

  function checkApp({ option, parts, construct }: ExistingResource): void {
    const element = elements.get(option);
    if (element === undefined || parts !== undefined) return;
    if (element.node.root === app) {
      if (!hasState(element))
        draft.problem(
          option,
          `its name is read from the state of stack ${TerraformStack.of(element).node.id}, which has none that others can read`,
          'give that stack a backend first, such as new LocalBackend(stack, { path: "../../../state/<stack>.tfstate" })',
        );
      return;
    }
    draft.problem(
      option,
      `${construct ?? "it"} belongs to another App, and its name is known to Terraform only`,
      "give that App as options.app, give the resource a plain name and resource group, or give its id",
    );
  }
}

function allOf(plans: ExistingResources): readonly ExistingResource[] {
  const { privateDnsZones, ...others } = plans;
  const zones = privateDnsZones === "policy" ? [] : Object.values(privateDnsZones);
  return [...Object.values(others), ...zones];
}

/** Says what a backend counts on inside of what is brought. */
export function noteExpected(draft: Draft, services: ServicePlans): void {
  const { cosmos, keyVault, storage, networking } = services;
  const { existing, settings, requirements } = draft;
  if (cosmos.existing?.createChildren === false) {
    const needed = requirements.cosmosContainers.map(({ name }) => name);
    const containers = [...new Set([...cosmos.containers.map(({ name }) => name), ...needed])];
    draft.note(
      cosmos.existing.option,
      `expected in it: ${listed([`database ${cosmos.databaseName}`, ...containers.map((name) => `container ${name}`)])}`,
    );
  }
  if (storage.existing?.createChildren === false) {
    const host =
      settings.storage.hostAccount === "separate" && keepsCodeWithHost(settings) ? [] : [PACKAGE_CONTAINER];
    const elsewhere = publicContainers(settings);
    const needed = requirements.blobContainers.map(({ name }) => name).filter((name) => !elsewhere.has(name));
    const containers = [...new Set([...host, ...needed])];
    const queues = [...new Set(requirements.queues.map(({ name }) => name))];
    const tables = [...new Set(requirements.tables.map(({ name }) => name))];
    const expected = [
      ...containers.map((name) => `container ${name}`),
      ...queues.map((name) => `queue ${name}`),
      ...tables.map((name) => `table ${name}`),
    ];
    draft.note(storage.existing.option, `expected in it: ${listed(expected)}`);
  }
  if (keyVault.existing?.createChildren === false)
    draft.note(
      keyVault.existing.option,
      `expected in it: ${listed(Object.keys(settings.keyVault.secrets).map((name) => `secret ${name}`))}`,
    );
  for (const key of externalNames) {
    const plan = existing[key];
    const { expects } = existingKinds[key];
    if (plan?.createChildren === false && expects !== undefined)
      draft.note(plan.option, `expected in it: ${listed([...new Set(expects(requirements))])}`);
  }
  noteSharedAccount(draft, services);
  noteMadeZones(draft, services);
  if (networking.vnet && networking.existing !== undefined && !networking.existing.createChildren)
    draft.note(
      networking.existing.option,
      "expected in it: a subnet for the function app, delegated to its plan" +
        (networking.privateEndpoints
          ? ", and one for private endpoints"
          : ", with the service endpoint Microsoft.KeyVault"),
    );
  if (settings.networking.privateEndpoints)
    for (const key of PRIVATE)
      if (existing[key] !== undefined)
        draft.note(
          `external.${key}`,
          "gets no private endpoint from this backend: whoever owns it makes one",
        );
}

/** The composed name of a database has no environment: others of the project would take it for theirs. */
function noteSharedAccount(draft: Draft, { cosmos }: ServicePlans): void {
  if (cosmos.existing === undefined || !cosmos.children || draft.chosen("cosmos.database")) return;
  draft.note(
    "cosmos.database",
    `"${cosmos.databaseName}" is made in ${cosmos.existing.option}: another environment of the project that makes its database in the same account needs another cosmos.database`,
  );
}

/** A network is linked to one zone of a name: learn.microsoft.com/azure/dns/private-dns-virtual-network-links */
function noteMadeZones(draft: Draft, { networking }: ServicePlans): void {
  if (!networking.vnet || networking.existing === undefined || networking.zones === "policy") return;
  const made = networking.zones.filter(({ existing }) => existing === undefined).map(({ name }) => name);
  if (made.length > 0)
    draft.note(
      networking.existing.option,
      `is linked to zones that this backend makes: ${listed(made)}. Azure refuses that where it is linked to zones of these names already: give those in external.privateDnsZones`,
    );
}

/** What would have a private endpoint if it were made here. */
const PRIVATE = [
  "cosmos",
  "storage",
  "keyVault",
  "containerRegistry",
  "redis",
  "serviceBus",
] as const satisfies readonly ExternalName[];

/** Says which roles whoever brings something has to give. */
export function noteLeftGrants(draft: Draft, grants: readonly GrantPlan[]): void {
  for (const grant of grants)
    if (grant.leftToOwnerOf !== undefined)
      draft.note(
        grant.leftToOwnerOf,
        `expected for the function app and each of its slots: ${grantLine(grant)}`,
      );
}

/** Zones that are brought, and that nothing goes into. */
export function noteUnusedZones(draft: Draft, zones: readonly string[]): void {
  const { privateDnsZones } = draft.existing;
  if (privateDnsZones === "policy" || zones.length === 0) return;
  for (const [zone, { option }] of Object.entries(privateDnsZones))
    if (!zones.includes(zone))
      draft.note(option, "not used: no private endpoint of this backend goes into it");
}

function listed(things: readonly string[]): string {
  return things.length === 0 ? "nothing" : things.join(", ");
}
