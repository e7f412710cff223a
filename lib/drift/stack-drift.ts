import type { BuiltResource } from "../decide/plan-channel";
import { type DataObject, isDataObject } from "../settings/data";
import { type AttributeChange, type PathStep, attributeChanges } from "./attribute-change";
import { type Danger, dangersOfChanged, dangersOfDeleted, rankOf } from "./danger";
import { fixOf, setBy } from "./fix";
import { type NoiseContext, type NoiseRule, movedRule, noiseRules } from "./noise";
import { textIn } from "../settings/json-parts";
import type { DriftedResource, Refresh } from "./read-refresh";
import { type ShownChange, shownChange } from "./shown-value";

/** One resource that is not as it was deployed. No secret is in it. */
export interface DriftFinding {
  readonly stack: string;
  readonly address: string;
  readonly what: "changed" | "deleted";
  /** Why it comes first; empty where it does not. */
  readonly dangers: readonly Danger[];
  /** What has changed; empty for what is deleted. */
  readonly attributes: readonly ShownChange[];
  /** Deleted resources that were within this one, and are not listed. */
  readonly within: readonly string[];
  /** The option that sets it: `transform.storageAccount.networkRules`. */
  readonly setBy?: string;
  readonly fix: string;
}

/** A difference that a rule takes out. */
export interface IgnoredDrift {
  /** The id of the rule. */
  readonly rule: string;
  readonly address: string;
  /** Left out where it is about the whole resource. */
  readonly attribute?: string;
}

/** What one stack has that its state has not. */
export interface StackDrift {
  readonly findings: readonly DriftFinding[];
  readonly ignored: readonly IgnoredDrift[];
  /** Outputs that would have another value: a consequence, or a change of the app that is not deployed. */
  readonly outputs: readonly string[];
}

/** What a stack is judged with. */
export interface StackFacts {
  readonly stack: string;
  /** The synthesised stack. */
  readonly configuration: DataObject;
  /** What the library has built, of all stacks. */
  readonly built: readonly BuiltResource[];
  /** Whether the version of the provider that wrote the state knew an attribute of a resource. */
  readonly wasKnown: (address: string, path: readonly PathStep[]) => boolean;
}

/** Judges a refresh: what is left after the rules of noise, the dangerous first. */
export function stackDrift(refresh: Refresh, facts: StackFacts): StackDrift {
  const ignored: IgnoredDrift[] = [];
  const findings: DriftFinding[] = [];
  for (const resource of outermost(refresh.drifted)) {
    const { address, what } = resource;
    if (what === "moved") ignored.push({ rule: movedRule.id, address });
    else if (what === "deleted") findings.push(deletedFinding(resource, refresh, facts));
    else {
      const context = contextOf(resource, refresh, facts);
      const judged = changesOf(resource).map((change) => ({ change, rule: ruleFor(change, context) }));
      for (const { change, rule } of judged)
        if (rule !== undefined)
          ignored.push({ rule: rule.id, address, attribute: attributeOf(resource, change) });
      const left = judged.flatMap(({ change, rule }) => (rule === undefined ? [change] : []));
      if (left.length > 0) findings.push(changedFinding(resource, left, context, facts));
    }
  }
  return { findings: [...findings].sort(bySeriousness), ignored, outputs: refresh.outputs };
}

/** The dangerous first, then by stack and address. */
export function bySeriousness(one: DriftFinding, other: DriftFinding): number {
  return (
    rankOfFinding(one) - rankOfFinding(other) ||
    compared(one.stack, other.stack) ||
    compared(one.address, other.address)
  );
}

function rankOfFinding({ dangers: [danger] }: DriftFinding): number {
  return danger === undefined ? Number.MAX_SAFE_INTEGER : rankOf(danger);
}

function compared(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function changesOf({
  before,
  after,
  beforeSensitive,
  afterSensitive,
}: DriftedResource): readonly AttributeChange[] {
  return attributeChanges(
    { value: before, sensitive: beforeSensitive },
    { value: after, sensitive: afterSensitive },
  );
}

function ruleFor(change: AttributeChange, context: NoiseContext): NoiseRule | undefined {
  return noiseRules.find((rule) => rule.matches(change, context));
}

function attributeOf({ type }: DriftedResource, change: AttributeChange): string {
  return shownChange(type, change).path;
}

function contextOf(
  resource: DriftedResource,
  { known }: Refresh,
  { configuration, wasKnown }: StackFacts,
): NoiseContext {
  return {
    resource,
    configured: configuredResource(resource.address, configuration),
    known,
    wasKnown: (path) => wasKnown(resource.address, path),
  };
}

/** The body of a resource in the stack; empty where the stack has it no longer. An index of `count` or `for_each` shares one. */
function configuredResource(address: string, { resource }: DataObject): DataObject {
  const [type = "", name = ""] = address.replace(/\[[^\]]*\]$/, "").split(".");
  const named = isDataObject(resource) ? resource[type] : undefined;
  const body = isDataObject(named) ? named[name] : undefined;
  return isDataObject(body) ? body : {};
}

/** Without those that went with another one. They are in {@link DriftFinding.within} of that. */
function outermost(drifted: readonly DriftedResource[]): readonly DriftedResource[] {
  const gone = drifted.filter(({ what }) => what === "deleted");
  return drifted.filter((each) => each.what !== "deleted" || !gone.some((other) => isWithin(each, other)));
}

function isWithin(one: DriftedResource, other: DriftedResource): boolean {
  const [inner, outer] = [one, other].map(({ before }) => textIn(before["id"]).toLowerCase());
  return outer !== undefined && outer !== "" && (inner ?? "").startsWith(`${outer}/`);
}

function deletedFinding(resource: DriftedResource, { drifted }: Refresh, facts: StackFacts): DriftFinding {
  const { stack } = facts;
  const { address } = resource;
  const option = setBy(address, [], facts);
  return {
    stack,
    address,
    what: "deleted",
    dangers: dangersOfDeleted(resource),
    attributes: [],
    within: drifted
      .filter((each) => each.what === "deleted" && isWithin(each, resource))
      .map((each) => each.address)
      .sort(),
    ...(option === undefined ? {} : { setBy: option }),
    fix: fixOf({
      resource,
      changes: [],
      configured: configuredResource(address, facts.configuration),
      facts,
    }),
  };
}

function changedFinding(
  resource: DriftedResource,
  changes: readonly AttributeChange[],
  { configured }: NoiseContext,
  facts: StackFacts,
): DriftFinding {
  const { stack } = facts;
  const { address, type } = resource;
  const option = setBy(
    address,
    changes.map(({ path }) => path),
    facts,
  );
  return {
    stack,
    address,
    what: "changed",
    dangers: dangersOfChanged(resource, changes),
    attributes: changes
      .map((change) => shownChange(type, change))
      .sort((one, other) => compared(one.path, other.path)),
    within: [],
    ...(option === undefined ? {} : { setBy: option }),
    fix: fixOf({ resource, changes, configured, facts }),
  };
}
