import type { BackendPlan } from "../decide/backend-plan";
import { explain } from "../decide/explain";
import type { BuiltResource } from "../decide/plan-channel";
import { snakeCase } from "../kit/snake-case";
import { groupOf } from "../services";
import { groupOfPath } from "../settings/option-path";
import type { JsonObject } from "../stand-in/json";
import type { Schemas } from "./provider-schema";
import { reasonsOf } from "./reasons";
import { type StackBlock, stackBlocks } from "./stack-blocks";

/** The backend that a stack is of; undefined for a stack of the user's own. */
export interface StackOrigin {
  readonly plan: BackendPlan;
  readonly resources: readonly BuiltResource[];
}

/** The file of each block that is no resource, by its type. */
const FILES: Readonly<Record<string, string>> = {
  terraform: "terraform.tf",
  provider: "terraform.tf",
  data: "data.tf",
  output: "outputs.tf",
  variable: "variables.tf",
  module: "modules.tf",
};

/**
 * A stack in HCL, by file: one for each service, with the reason of each resource above it.
 *
 * @param stack - without what the engine writes for itself
 */
export function stackFiles(
  stack: JsonObject,
  schemas: Schemas,
  origin: StackOrigin | undefined,
): Readonly<Record<string, string>> {
  const byAddress = new Map((origin?.resources ?? []).map((each) => [each.address, each]));
  const files = new Map<string, string[]>();
  for (const block of stackBlocks(stack, schemas)) {
    const resource = byAddress.get(block.words.slice(1).join("."));
    const file = fileOf(block, resource);
    const head = files.get(file) ?? headOf(resource, origin);
    files.set(file, [...head, commented(block, resource, origin)]);
  }
  return Object.fromEntries([...files].map(([file, blocks]) => [file, `${blocks.join("\n\n")}\n`]));
}

function fileOf({ words: [type = ""] }: StackBlock, resource: BuiltResource | undefined): string {
  if (type !== "resource") return FILES[type] ?? "other.tf";
  const name = resource?.service ?? resource?.name;
  return name === undefined ? "other.tf" : `${snakeCase(name)}.tf`;
}

/** The options of a service and who decided each: what `explain` says of them. */
function headOf(resource: BuiltResource | undefined, origin: StackOrigin | undefined): readonly string[] {
  if (resource?.service === undefined || origin === undefined) return [];
  const group = groupOf(resource.service);
  const lines = explain(origin.plan, groupOfPath(group))
    .split("\n")
    .filter((line) => line.startsWith(`${group}.`));
  return lines.length === 0 ? [] : [comment([`The options of ${group}, and who decided each:`, ...lines])];
}

function commented(
  { hcl, words: [type] }: StackBlock,
  resource: BuiltResource | undefined,
  origin: StackOrigin | undefined,
): string {
  if (type !== "resource" || resource === undefined || origin === undefined) return hcl;
  const reasons = reasonsOf(resource, origin.plan);
  return reasons.length === 0 ? hcl : `${comment(reasons)}\n${hcl}`;
}

function comment(lines: readonly string[]): string {
  return lines
    .flatMap((line) => line.split("\n"))
    .map((line) => `# ${line}`.trimEnd())
    .join("\n");
}
