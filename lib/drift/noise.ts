import { RELEASED_IMAGE, RELEASED_PACKAGE, SWAPPED_SHARE } from "../services/function-app/released-arguments";
import { differences } from "../provider/differences";
import { secretAttribute } from "../scan/secret-attributes";
import type { Data, DataObject } from "../settings/data";
import { type AttributeChange, type PathStep, isEmpty, isEmptyChange } from "./attribute-change";
import { isBelow, plainPath, stepsOf } from "./attribute-path";
import { changedByAzure } from "./changed-by-azure";
import { objectIn, textIn } from "../settings/json-parts";
import type { DriftedResource, KnownResource } from "./read-refresh";

/** What is known of a resource that a change is judged with. */
export interface NoiseContext {
  readonly resource: DriftedResource;
  /** The resource as the stack has it; empty where the stack does not have it any more. */
  readonly configured: DataObject;
  /** Everything that the stack manages. */
  readonly known: readonly KnownResource[];
  /** Whether the version of the provider that wrote the state knew an attribute. */
  readonly wasKnown: (path: readonly PathStep[]) => boolean;
}

/** Differences that nobody has to act on. They are counted, with the reason. */
export interface NoiseRule {
  readonly id: string;
  readonly reason: string;
  /** Where Azure, Terraform or the provider says so. */
  readonly source: string;
  readonly matches: (change: AttributeChange, context: NoiseContext) => boolean;
}

const OF_A_RELEASE = [...RELEASED_PACKAGE, ...SWAPPED_SHARE, ...RELEASED_IMAGE].map(stepsOf);
const IGNORE_CHANGES = "developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes";

/** The rules, in the order in which they are asked: the first that matches gives the reason. */
export const noiseRules: readonly NoiseRule[] = [
  {
    id: "empty",
    reason: 'nothing on both sides: the provider reads null, "", false, 0 and an empty block for it',
    source: "github.com/hashicorp/terraform/pull/32424, github.com/hashicorp/terraform-plugin-sdk/issues/741",
    matches: isEmptyChange,
  },
  {
    id: "release",
    reason: "a release or a swap sets it: Terraform leaves the code of an app alone",
    source: "learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package",
    matches: (change, context) =>
      isIgnoredByStack(change, context) && OF_A_RELEASE.some((released) => isBelow(change.path, released)),
  },
  {
    id: "released-image",
    reason: "it names the image that a release has set",
    source: "azurerm 4.81, internal/services/appservice/helpers/function_app_schema.go",
    matches: ({ path }, context) =>
      /^site_config\.(linux|windows)_fx_version$/.test(plainPath(path)) &&
      RELEASED_IMAGE.some((image) => ignoredPaths(context).some((each) => isBelow(stepsOf(image), each))),
  },
  {
    id: "ignored-tags",
    reason: "the option ignoreTags, or a transform, says that others write the tag",
    source: IGNORE_CHANGES,
    matches: (change, context) => change.path[0] === "tags" && isIgnoredByStack(change, context),
  },
  {
    id: "ignore-changes",
    reason: "the stack leaves it alone: lifecycle.ignore_changes of the resource has it",
    source: IGNORE_CHANGES,
    matches: isIgnoredByStack,
  },
  {
    id: "other-name",
    reason: "another name of an argument that the stack sets, and whose own difference is reported",
    source: "azurerm 4.81, internal/services/cosmos/cosmosdb_account_resource.go",
    matches: isOtherName,
  },
  {
    id: "hidden-tag",
    reason: "Azure and its portal write tags that begin with hidden-",
    source: "azurerm 4.81, internal/services/applicationinsights/application_insights_web_test_resource.go",
    matches: ({ path: [argument, tag] }, { configured }) =>
      argument === "tags" &&
      typeof tag === "string" &&
      /^hidden-/i.test(tag) &&
      !Object.hasOwn(objectIn(configured["tags"]), tag),
  },
  {
    id: "cosmos-autoscale",
    reason: "the throughput of the moment: it is scaled up to the maximum of autoscale_settings",
    source: "learn.microsoft.com/azure/cosmos-db/provision-throughput-autoscale",
    matches: ({ path }, { resource: { type, before, after } }) =>
      type.startsWith("azurerm_cosmosdb_") &&
      plainPath(path) === "throughput" &&
      [before, after].every((side) => !isEmpty(side["autoscale_settings"])),
  },
  {
    id: "autoscale-setting",
    reason:
      "the count of instances of the moment: an azurerm_monitor_autoscale_setting of the stack scales it",
    source: "learn.microsoft.com/azure/azure-monitor/autoscale/autoscale-overview",
    matches: (change, context) => isCount(change, context.resource) && isScaled(context),
  },
  {
    id: "scales-itself",
    reason: "the count of instances of the moment: the plan or namespace scales by itself",
    source:
      "learn.microsoft.com/azure/app-service/manage-automatic-scaling, " +
      "learn.microsoft.com/azure/event-hubs/event-hubs-auto-inflate",
    matches: (change, { resource }) => isCount(change, resource) && scalesItself(resource),
  },
  {
    id: "closed-key",
    reason: "another key or password, and the resource accepts neither the old one nor the new one",
    source: "the attributes and what closes them are those of the command scan",
    matches: ({ path }, { resource: { type, before, after } }) => {
      const closedBy = secretAttribute(type, plainPath(path))?.closedBy;
      return [before, after].every((side) => closedBy?.(side) !== undefined);
    },
  },
  {
    id: "unread-secret",
    reason:
      "the state or this login lacks the right to read it, listKeys for example: it is missing on one side",
    source: "docs/guides/permissions.md",
    matches: ({ path, before, after, isSensitive }, { resource, configured }) =>
      (isSensitive || secretAttribute(resource.type, plainPath(path)) !== undefined) &&
      (isEmpty(before) || isEmpty(after)) &&
      !isConfigured(path, configured),
  },
  {
    id: "id-case",
    reason: "the same id: Azure compares ids without regard to case",
    source: "learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
    matches: ({ before, after }) => isSameId(before, after),
  },
  {
    id: "own-resource",
    reason: "a part that is a resource of its own in the stack, whose own differences are reported",
    source: "registry.terraform.io/providers/hashicorp/azurerm/4.81.0/docs/resources/virtual_network",
    matches: isOwnResource,
  },
  {
    id: "new-attribute",
    reason: "an earlier version of the provider wrote the state, and did not know the attribute",
    source: "docs/guides/provider-version.md",
    matches: ({ path, before }, { wasKnown }) => isEmpty(before) && !wasKnown(path),
  },
  {
    id: "defender-scanner",
    reason: "Defender for Storage admits its own scanner",
    source: "github.com/hashicorp/terraform-provider-azurerm/issues/26019",
    matches: ({ path: [argument, , below, scanner] }) =>
      argument === "network_rules" &&
      below === "private_link_access" &&
      typeof scanner === "object" &&
      /\/providers\/Microsoft\.Security\/datascanners\//i.test(scanner.element),
  },
  ...changedByAzure.map(({ id, type, path, reason, source }) => ({
    id,
    reason,
    source,
    matches: (change: AttributeChange, { resource }: NoiseContext) =>
      type.test(resource.type) && path.test(plainPath(change.path)),
  })),
];

/** The rule that takes a resource out of the report as a whole. */
export const movedRule: Omit<NoiseRule, "matches"> = {
  id: "moved",
  reason: "only its address is another: the moved block of the app is not deployed yet",
  source: "developer.hashicorp.com/terraform/language/modules/develop/refactoring",
};

function isIgnoredByStack({ path }: AttributeChange, context: NoiseContext): boolean {
  return (
    lifecycleOf(context)["ignore_changes"] === "all" ||
    ignoredPaths(context).some((each) => isBelow(path, each))
  );
}

function ignoredPaths(context: NoiseContext): readonly (readonly PathStep[])[] {
  const ignored = lifecycleOf(context)["ignore_changes"];
  const paths: readonly Data[] = Array.isArray(ignored) ? ignored : [];
  return paths.flatMap((each) => (typeof each === "string" ? [stepsOf(each)] : []));
}

function lifecycleOf({ configured }: NoiseContext): DataObject {
  return objectIn(configured["lifecycle"]);
}

/** Whether the stack sets the argument that an attribute is in, to whatever value. */
export function isConfigured([argument]: readonly PathStep[], configured: DataObject): boolean {
  return typeof argument === "string" && (configured[argument] ?? null) !== null;
}

/** The provider gives some arguments under two names while users change from one to the other. */
function isOtherName({ path }: AttributeChange, { resource, configured }: NoiseContext): boolean {
  const { type, before, after } = resource;
  const names = (differences[type]?.replaced ?? [])
    .filter(({ in: blocks = [] }) => blocks.length === 0)
    .map(({ from, to }) => [from, to]);
  return names.some((pair) => {
    const other = pair.find((name) => name !== path[0]);
    const isOne = pair.some((name) => name === path[0]);
    if (!isOne || other === undefined || isConfigured(path, configured)) return false;
    return (
      isConfigured([other], configured) && JSON.stringify(before[other]) !== JSON.stringify(after[other])
    );
  });
}

/** Where a resource has its count of instances. */
const COUNTS: readonly { readonly type: string; readonly paths: readonly string[] }[] = [
  { type: "azurerm_service_plan", paths: ["worker_count", "maximum_elastic_worker_count"] },
  { type: "azurerm_api_management", paths: ["sku_name"] },
  { type: "azurerm_eventhub_namespace", paths: ["capacity"] },
  { type: "azurerm_servicebus_namespace", paths: ["capacity"] },
];

function isCount({ path, before, after }: AttributeChange, { type }: DriftedResource): boolean {
  const counted = COUNTS.some((each) => each.type === type && each.paths.includes(plainPath(path)));
  // `Premium_2`: another tier is no count.
  return counted && tierOf(before) === tierOf(after);
}

function tierOf(value: Data): string {
  return textIn(value).replace(/_\d+$/, "");
}

function isScaled({ resource, known }: NoiseContext): boolean {
  return known.some(
    ({ type, values }) =>
      type === "azurerm_monitor_autoscale_setting" &&
      values["enabled"] !== false &&
      isSameId(values["target_resource_id"], resource.before["id"]),
  );
}

function scalesItself({ type, before, after }: DriftedResource): boolean {
  const isOn = (side: DataObject): boolean =>
    type === "azurerm_service_plan"
      ? side["premium_plan_auto_scale_enabled"] === true || /^(Y1|FC1)$/.test(textIn(side["sku_name"]))
      : type === "azurerm_eventhub_namespace" && side["auto_inflate_enabled"] === true;
  return isOn(before) && isOn(after);
}

function isSameId(before: Data, after: Data): boolean {
  if (Array.isArray(before) && Array.isArray(after)) {
    const sorted = (ids: readonly Data[]): readonly string[] =>
      ids.map((id) => textIn(id).toLowerCase()).sort();
    const [first, second] = [sorted(before), sorted(after)];
    return first.length === second.length && first.every((id, index) => isId(id) && id === second[index]);
  }
  return isId(before) && isId(after) && textIn(before).toLowerCase() === textIn(after).toLowerCase();
}

function isId(value: Data): boolean {
  return typeof value === "string" && /^\/(subscriptions|providers)\//i.test(value);
}

/** Arguments that show what are resources of their own. */
const PARTS: readonly {
  readonly type: string;
  readonly argument: string;
  readonly part: string;
  /** What a part names the resource by. */
  readonly within: string;
}[] = [
  {
    type: "azurerm_virtual_network",
    argument: "subnet",
    part: "azurerm_subnet",
    within: "virtual_network_name",
  },
  {
    type: "azurerm_network_security_group",
    argument: "security_rule",
    part: "azurerm_network_security_rule",
    within: "network_security_group_name",
  },
  { type: "azurerm_route_table", argument: "route", part: "azurerm_route", within: "route_table_name" },
];

function isOwnResource(
  { path: [argument, step] }: AttributeChange,
  { resource, known }: NoiseContext,
): boolean {
  const found = PARTS.find((each) => each.type === resource.type && each.argument === argument);
  const name = nameOf(argument, step, resource);
  return (
    found !== undefined &&
    name !== undefined &&
    known.some(
      ({ type, values }) =>
        type === found.part && values["name"] === name && values[found.within] === resource.before["name"],
    )
  );
}

function nameOf(
  argument: PathStep | undefined,
  step: PathStep | undefined,
  { before, after }: DriftedResource,
): string | undefined {
  if (typeof step === "object") return step.element;
  if (typeof step !== "number" || typeof argument !== "string") return undefined;
  const names = [before, after].map((side) => {
    const elements = side[argument];
    const element: Data = Array.isArray(elements) ? (elements as readonly Data[])[step] : undefined;
    return objectIn(element)["name"];
  });
  return names[0] === names[1] && typeof names[0] === "string" ? names[0] : undefined;
}
