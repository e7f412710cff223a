import type { BuiltResource } from "../decide/plan-channel";
import { differences } from "../provider/differences";
import { dataKeepers } from "../services";
import type { DataObject } from "../settings/data";
import type { AttributeChange, PathStep } from "./attribute-change";
import { isConfigured } from "./noise";
import type { DriftedResource } from "./read-refresh";

interface Facts {
  readonly stack: string;
  readonly built: readonly BuiltResource[];
}

/** What the advice is about. */
interface Judged {
  readonly resource: DriftedResource;
  readonly changes: readonly AttributeChange[];
  /** The resource as the stack has it; empty where it has not. */
  readonly configured: DataObject;
  readonly facts: Facts;
}

/**
 * The option by which an attribute is set: `transform.storageAccount.networkRules`. Of a resource that has no name for `transform`, the
 * service that it belongs to; undefined for a resource that the library has not built.
 */
export function setBy(
  address: string,
  paths: readonly (readonly PathStep[])[],
  { stack, built }: Facts,
): string | undefined {
  const found = builtAs(address, stack, built);
  if (found?.name === undefined) return found?.service;
  const [type = ""] = address.split(".");
  const names = paths.flatMap(([argument]) =>
    typeof argument === "string" ? [inBindings(type, argument)] : [],
  );
  const options = [...new Set(names)].sort().map((name) => `.${camelCase(name)}`);
  const own = `transform.${found.name}`;
  return options.length === 0 ? own : options.map((option) => own + option).join(", ");
}

function builtAs(address: string, stack: string, built: readonly BuiltResource[]): BuiltResource | undefined {
  const plain = address.replace(/\[[^\]]*\]$/, "");
  return built.find((each) => each.stack === stack && each.address === plain);
}

/** The bindings, and so `transform`, have the earlier name of an argument that the provider has renamed. */
function inBindings(type: string, argument: string): string {
  const renamed = differences[type]?.replaced?.find(
    ({ in: blocks = [], to }) => blocks.length === 0 && to === argument,
  );
  return renamed?.from ?? argument;
}

/** `network_rules` as the bindings call it. */
function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_underscore, letter: string) => letter.toUpperCase());
}

/** What to do: put it back, or accept it. */
export function fixOf(judged: Judged): string {
  const { resource, configured, facts } = judged;
  if (Object.keys(configured).length === 0)
    return `the app no longer has the resource: deploy ${facts.stack}, which deletes it or forgets it as planned`;
  return resource.what === "deleted" ? fixOfDeleted(judged) : fixOfChanged(judged);
}

function fixOfDeleted({ resource: { address }, facts: { stack, built } }: Judged): string {
  const { name } = builtAs(address, stack, built) ?? {};
  const keepsData = name !== undefined && Object.hasOwn(dataKeepers, name);
  const again = `deploy ${stack} to create it again`;
  return keepsData
    ? `restore it with its data first, if Azure still has them (soft delete, backup); ${again}, which is empty then`
    : `${again}, or remove it from the app`;
}

function fixOfChanged({ changes, configured, facts: { stack } }: Judged): string {
  if (changes.every(({ path }) => path[0] === "tags")) return fixOfTags(stack, changes);
  const [set, left] = [true, false].map((isSet) =>
    argumentsOf(changes.filter(({ path }) => isConfigured(path, configured) === isSet)),
  );
  return [
    ...(set === undefined || set.length === 0
      ? []
      : [`deploy ${stack} to put ${set.join(", ")} back, or accept the change in the app`]),
    ...(left === undefined || left.length === 0
      ? []
      : [
          `the stack does not set ${left.join(", ")}: the plan shows whether a deployment changes it; set a value to be sure`,
        ]),
  ].join("; ");
}

function argumentsOf(changes: readonly AttributeChange[]): readonly string[] {
  return [
    ...new Set(changes.map(({ path: [argument] }) => (typeof argument === "string" ? argument : "it"))),
  ].sort();
}

function fixOfTags(stack: string, changes: readonly AttributeChange[]): string {
  const several = changes.length > 1;
  return `deploy ${stack} to put the ${several ? "tags" : "tag"} back; if others write ${several ? "them" : "it"}, name ${several ? "them" : "it"} in ignoreTags`;
}
