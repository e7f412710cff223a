import { keptEntries } from "../../settings/kept-entries";
import type { ExistingResource, ExistingResources } from "../contract/existing-resource";
import type { OtherGrant } from "../contract/grant";
import type { PlanContext } from "../contract/service";
import type { ExternalPath } from "../option-path";
import type { AllSettings, ServiceName } from "../words";
import { type PeopleRole, rolesOf } from "./roles";
import type { PeopleGroupSettings, PeoplePrincipalType, PeopleSettings } from "./settings";

/** One role of a group of people. */
export interface PeopleGrant extends OtherGrant {
  readonly plane: PeopleRole["plane"];
  /** Ends the construct id, which begins with that of the principal. */
  readonly roleId: string;
  readonly principal: {
    /** `people_developers` */
    readonly id: string;
    readonly principalId: string;
    readonly type: PeoplePrincipalType;
  };
}

/** A role that the owner of an existing resource gives. */
export interface LeftPeopleGrant extends PeopleGrant {
  readonly leftToOwnerOf: ExternalPath;
}

/** What will be built of `people`. */
export interface PeoplePlan {
  readonly grants: readonly PeopleGrant[];
  readonly left: readonly LeftPeopleGrant[];
}

/** Groups by name, without those that were removed. */
export function groupsOf({
  groups,
}: PeopleSettings): readonly (readonly [name: string, group: PeopleGroupSettings])[] {
  return keptEntries(groups);
}

export function planPeople({ settings, existing }: PlanContext): PeoplePlan {
  const { people } = settings;
  const groups = people.enabled ? groupsOf(people) : [];
  const all = groups.flatMap(([name, group]) =>
    rolesOf(group)
      .filter(({ service }) => isThere(service, settings, existing))
      .map((role) => ({ grant: grantOf(name, group, role), owner: ownerOf(role, existing) })),
  );
  return {
    grants: all.flatMap(({ grant, owner }) => (owner === undefined ? [grant] : [])),
    left: all.flatMap(({ grant, owner }) =>
      owner === undefined ? [] : [{ ...grant, leftToOwnerOf: owner }],
    ),
  };
}

function isThere(service: ServiceName, { optional }: AllSettings, existing: ExistingResources): boolean {
  return service !== "serviceBus" || optional.serviceBus.enabled || existing.serviceBus !== undefined;
}

/** The existing resource whose owner gives the role; undefined where the backend gives it. */
function ownerOf({ service, on }: PeopleRole, existing: ExistingResources): ExternalPath | undefined {
  const resource = existingOf(service, on, existing);
  return resource?.roleAssignments === false ? resource.option : undefined;
}

function existingOf(
  service: PeopleRole["service"],
  on: string,
  { cosmos, storage, keyVault, serviceBus, logAnalytics }: ExistingResources,
): ExistingResource | undefined {
  switch (service) {
    case "cosmos":
      return cosmos;
    case "storage":
      return storage;
    case "keyVault":
      return keyVault;
    case "serviceBus":
      return serviceBus;
    case "logs":
      // Application Insights is always the backend's own.
      return on === "workspace" ? logAnalytics : undefined;
  }
}

function grantOf(
  name: string,
  { objectId, principalType = "Group", reason }: PeopleGroupSettings,
  { role, service, on, thing, plane }: PeopleRole,
): PeopleGrant {
  const principal = { id: `people_${name}`, principalId: objectId, type: principalType };
  const roleId = roleIdOf(role, on);
  return {
    id: `${principal.id}_${roleId}`,
    identity: `people ${name}`,
    role,
    on: thing,
    scope: { service, on },
    reason,
    plane,
    roleId,
    principal,
  };
}

/** `storage_blob_data_reader` */
function roleIdOf(role: string, on: string): string {
  const words = role
    .replace(/^Cosmos DB Built-in/, "Cosmos")
    .replace(/^Azure /, "")
    .toLowerCase()
    .replaceAll(" ", "_");
  return on === "workspace" ? `${words}_workspace` : words;
}
