import type { BackendPlan } from "../decide/backend-plan";
import type { BuiltResource } from "../decide/plan-channel";
import type { OptionDifference } from "../difference/environment-difference";
import { reasonsOf, switchOf } from "../eject/reasons";
import { snakeCase } from "../kit/snake-case";
import { groupOf } from "../services";
import { isWithin, keysOf } from "../settings/option-path";
import { redacted } from "../settings/redacted";
import { type Change, changedValues } from "./change";

/** What is known of why a resource changes. */
export interface Known {
  readonly before?: BackendPlan;
  readonly after?: BackendPlan;
  /** Options that are decided in another way than at the base. */
  readonly options: readonly OptionDifference[];
}

/** More of them say less. */
const MOST = 3;

/** Reasons that name no option and no component. */
const SAYS_WHAT_IT_IS = /^(?:Part of|Reaches) /;

/** Options of no service, which every resource follows. */
const EVERYWHERE = ["location", "provider", "subscriptionId", "tenantId"];

/**
 * The options and components that a change follows, the likeliest first: options of its service that changed, or else what it is there for.
 */
export function causesOf(change: Change, built: BuiltResource | undefined, known: Known): readonly string[] {
  if (built === undefined) return known.after === undefined ? [] : ["a construct of your own"];
  const options = optionsOf(change, built, known.options);
  if (options.length > 0) {
    const shown = options.slice(0, MOST).map(optionText);
    return options.length > MOST ? [...shown, `${options.length - MOST} more options`] : shown;
  }
  const plan = change.kind === "delete" ? (known.before ?? known.after) : (known.after ?? known.before);
  if (plan === undefined) return [];
  const isTransformed = built.name !== undefined && plan.transforms.includes(built.name);
  if (isTransformed) return [`transform.${built.name}`];
  return change.kind === "create" || change.kind === "delete"
    ? reasonsOf(built, plan)
        .filter((reason) => !SAYS_WHAT_IT_IS.test(reason))
        .slice(0, MOST)
    : [];
}

function optionsOf(
  change: Change,
  { name, service }: BuiltResource,
  options: readonly OptionDifference[],
): readonly OptionDifference[] {
  const ofKind = switchOf(name);
  const ofTags = isTagged(change) ? ["tags", "ignoreTags"] : [];
  const groups = [
    ...(service === undefined ? [] : [groupOf(service), `external.${service}`]),
    ...(name === undefined ? [] : [`transform.${name}`]),
    ...(ofKind === undefined ? [] : [ofKind]),
    ...ofTags,
    ...EVERYWHERE,
  ];
  const near = options.filter(
    (option) =>
      groups.some((group) => isWithin(option.path, group)) ||
      isTransformOf(name, option) ||
      isNameOf(change, option),
  );
  const named = near.filter((option) => isNamedIn(change, option));
  // Tags alone: what else changed in the service is not why.
  const onlyTags = isTagged(change) && argumentsOf(change).every((argument) => argument.startsWith("tags"));
  if (onlyTags) return near.filter(({ path }) => isWithin(path, "tags") || isWithin(path, "ignoreTags"));
  return [...named, ...near.filter((option) => !named.includes(option))];
}

/** A plan lists the names of what is transformed: what is done there is code. */
function isTransformOf(
  name: string | undefined,
  { path, first = "", second = "" }: OptionDifference,
): boolean {
  if (path !== "transform" || name === undefined) return false;
  return first.includes(`"${name}"`) !== second.includes(`"${name}"`);
}

function isNameOf({ before, after }: Change, { path, first }: OptionDifference): boolean {
  if (path === "naming") return before["name"] !== after["name"];
  return isWithin(path, "names") && first !== undefined && first === redacted(before["name"]);
}

function argumentsOf(change: Change): readonly string[] {
  return changedValues(change).map(({ argument }) => argument);
}

function isTagged(change: Change): boolean {
  return argumentsOf(change).some((argument) => argument.startsWith("tags"));
}

/** `keyVault.softDeleteRetentionInDays` is as good as named in `soft_delete_retention_days`. */
function isNamedIn(change: Change, { path }: OptionDifference): boolean {
  const words = snakeCase(keysOf(path).at(-1) ?? "")
    .split("_")
    .filter((word) => word.length > 2);
  return (
    words.length > 0 &&
    argumentsOf(change).some(
      (argument) => words.filter((word) => argument.includes(word)).length * 2 > words.length,
    )
  );
}

/** `functionApp.plan: "Y1" to "EP1" (environment "prod")` */
export function optionText({ path, first, second, firstOrigin, secondOrigin }: OptionDifference): string {
  const origin = secondOrigin ?? firstOrigin;
  return `${path}: ${first ?? "not set"} to ${second ?? "not set"}${origin === undefined ? "" : ` (${origin})`}`;
}
