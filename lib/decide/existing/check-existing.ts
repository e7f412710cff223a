import { type App, TerraformStack } from "cdktf";
import type { ReadExternal } from "./read-existing";
import type { ExistingGroups } from "./read-groups";
import { redacted } from "../../settings/redacted";
import { stackRoles } from "../../services/contract/service";
import type { ExistingResource, ExistingResources } from "../../services/contract/existing-resource";
import { type ExistingConstruct, hasState } from "../../services/contract/existing-construct";
import type { ExternalName } from "../../services/contract/external-options";
import { existingKinds, externalNames, isExternalName } from "./kinds";
import type { BackendSettings } from "../options/backend-settings";
import { groupOf } from "../../services";
import type { Draft } from "../../services/contract/draft";
import { pathOfText } from "../../services/contract/path-of-text";

/** Everything that existing resources contradict: options, names, places. */
export function checkExisting(
  draft: Draft,
  { plans, groups, elements }: ReadExternal,
  { names = {}, subscriptionId }: BackendSettings,
  backend: { readonly project: string; readonly environment: string },
  app: App | undefined,
): void {
  checkGroups(draft, groups, names);
  for (const name of externalNames) {
    const existing = plans[name];
    if (existing === undefined) continue;
    const { label, always, settle } = existingKinds[name];
    settle?.(draft, backend);
    if (always !== undefined && isElsewhere(existing, subscriptionId))
      draft.problem(
        existing.option,
        `the existing ${label} is in another subscription, but the backend ${always}`,
        "use one in the subscription of the backend",
        "subscriptionId",
      );
    refuseSettings(draft, name, existing);
    refuseNames(draft, name, names);
  }
  for (const [name, existing] of inOrderOfOptions(plans)) {
    if (isElsewhere(existing, subscriptionId)) checkElsewhere(draft, name, existing);
    checkConstruct(draft, existing, elements.get(existing.option), app);
  }
}

/** A group that exists is neither named nor imported, and is not the stack's own. */
function checkGroups(
  draft: Draft,
  groups: ExistingGroups,
  { resourceGroups = {} }: NonNullable<BackendSettings["names"]>,
): void {
  for (const role of stackRoles) {
    const path = `external.resourceGroups.${role}` as const;
    if (groups[role] === undefined) continue;
    if (resourceGroups[role] !== undefined)
      draft.problem(
        `names.resourceGroups.${role}`,
        "names the resource group that a stack makes, but the stack uses an existing one",
        `remove names.resourceGroups.${role}, or ${path}`,
        path,
      );
    if (draft.settings.safeguards.budgets.amounts[role] !== undefined)
      draft.note(
        `safeguards.budgets.amounts.${role}`,
        `is of the whole existing resource group ${redacted(groups[role])}: what others have in it counts, too`,
      );
  }
}

function isElsewhere({ parts }: ExistingResource, subscriptionId: string | undefined): boolean {
  const theirs = parts?.subscriptionId;
  if (theirs === undefined || subscriptionId === undefined) return false;
  return theirs.toLowerCase() !== subscriptionId.toLowerCase();
}

/** Options of the service that would have made it, and have no meaning for an existing one. */
function refuseSettings(draft: Draft, name: ExternalName, { createChildren }: ExistingResource): void {
  const { service, label, keeps } = existingKinds[name];
  const kept = keeps(draft.settings, createChildren);
  const group = groupOf(service);
  for (const setting of draft.chosenSettings(service).filter((each) => !kept.includes(each)))
    draft.problem(
      pathOfText(`${group}.${setting}`),
      `configures a ${label}, but external.${name} is an existing one, which the backend does not change`,
      `remove ${group}.${setting}, or external.${name}`,
      `external.${name}`,
    );
}

function refuseNames(draft: Draft, name: ExternalName, chosen: NonNullable<BackendSettings["names"]>): void {
  const { label, names } = existingKinds[name];
  const given: Readonly<Record<string, unknown>> = chosen;
  for (const kind of names)
    if (given[kind] !== undefined)
      draft.problem(
        `names.${kind}`,
        `names a ${label}, but external.${name} is an existing one`,
        `remove names.${kind}, or external.${name}`,
        `external.${name}`,
      );
}

/** Only links of zones are made with a provider of another subscription. */
function checkElsewhere(draft: Draft, name: ExternalName | undefined, existing: ExistingResource): void {
  const { option, createChildren, parts } = existing;
  if (createChildren && name === undefined)
    draft.note(
      option,
      `is linked in subscription ${parts?.subscriptionId ?? ""}: the deployer needs Private DNS Zone Contributor on it there`,
    );
  else if (createChildren)
    draft.problem(
      `${option}.createChildren`,
      "the existing resource is in another subscription, in which the backend creates nothing",
      `remove ${option}.createChildren`,
      "subscriptionId",
    );
  if (name !== undefined) existingKinds[name].checkElsewhere?.(existing, draft);
}

/** A name that only Terraform knows is read from the state of the construct's stack. */
function checkConstruct(
  draft: Draft,
  { option, parts, construct }: ExistingResource,
  element: ExistingConstruct | undefined,
  app: App | undefined,
): void {
  if (element === undefined || parts !== undefined) return;
  if (element.node.root !== app)
    draft.problem(
      option,
      `${construct ?? "it"} belongs to another App, and only Terraform knows its name`,
      "pass that App as options.app, give the resource a literal name and resource group, or give its id",
    );
  else if (!hasState(element))
    draft.problem(
      option,
      `its name is read from the state of stack ${TerraformStack.of(element).node.id}, but that stack has no backend from which other stacks can read`,
      'add a backend to that stack first, such as new LocalBackend(stack, { path: "../../../state/<stack>.tfstate" })',
    );
}

/** As they are written in `external`, private DNS zones last: those have no name of their own. */
function inOrderOfOptions(
  plans: ExistingResources,
): readonly (readonly [ExternalName | undefined, ExistingResource])[] {
  const { privateDnsZones, ...others } = plans;
  const zones = privateDnsZones === "policy" ? [] : Object.values(privateDnsZones);
  return [
    ...Object.entries(others).map(
      ([name, existing]) => [isExternalName(name) ? name : undefined, existing] as const,
    ),
    ...zones.map((zone) => [undefined, zone] as const),
  ];
}
