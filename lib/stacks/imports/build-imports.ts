import type { TerraformResource } from "cdktf";
import { didYouMean } from "../../settings/nearest";
import type { BackendPlan } from "../../decide/backend-plan";
import type { Report } from "../../services/contract/existing-resource";
import type { Problem } from "../../settings/problems";
import { layersAt } from "../../settings/provenance";
import { redacted } from "../../settings/redacted";
import { resourceTypes } from "../../services";
import { type StackRole, stackRoles } from "../../services/contract/service";
import type { BackendStack } from "../backend-stack";
import type { TransformName } from "../../services/contract/transforms";
import { type OtherPart, compareIds } from "./compare-ids";
import { ExpectedIds } from "./expected-id";
import { hasFormat, shownFormat } from "../../decide/imports/id-formats";
import { optionsForIdPart } from "../../decide/imports/id-options";
import type { ImportPlan } from "../../decide/imports/import-options";
import type { ImportPath } from "../../services/option-path";

/** A resource that an import can mean. */
interface Candidate {
  readonly address: string;
  readonly resource: TerraformResource;
  readonly expected: string;
}

/** What a backend has built, by the names that `transform` knows. */
type Made = (name: TransformName) => ReadonlySet<string>;

/**
 * Gives resources their `import` blocks.
 *
 * @param made - the names in Terraform of what was built under a name that `transform` knows
 * @returns what is wrong; nothing is imported then
 */
export function buildImports(
  plan: BackendPlan,
  stacks: Readonly<Record<StackRole, BackendStack>>,
  made: Made,
): readonly Problem[] {
  if (plan.imports.length === 0) return [];
  const problems: Problem[] = [];
  const problem: Report = (path, message, fix) => {
    problems.push({ path, message, from: layersAt(plan.origins, path), fix });
  };
  const ids = stackRoles.map((role) => [role, new ExpectedIds(stacks[role], plan.subscriptionId)] as const);
  const blocks = plan.imports.flatMap((each) => {
    const candidate = candidateOf(each, candidatesFor(each.name, ids, made), problem);
    return candidate === undefined ? [] : blockOf(each, candidate, plan, problem);
  });
  if (problems.length === 0) for (const { resource, id } of blocks) resource.importFrom(id);
  return problems;
}

/** The resources that were built under a name. */
function candidatesFor(
  name: TransformName,
  ids: readonly (readonly [StackRole, ExpectedIds])[],
  made: Made,
): readonly Candidate[] {
  const types = resourceTypes[name] ?? [];
  const names = made(name);
  return ids.flatMap(([role, expectedIds]) =>
    expectedIds
      .all()
      .filter(
        ({ terraformResourceType: type, friendlyUniqueId }) =>
          types.includes(type) && names.has(friendlyUniqueId),
      )
      .map((resource) => ({
        // Each stack has a group, under one name.
        address: name === "resourceGroups" ? role : resource.friendlyUniqueId,
        resource,
        expected: expectedIds.idOf(resource),
      })),
  );
}

/** The one that an import means. */
function candidateOf(
  { option, name, address }: ImportPlan,
  candidates: readonly Candidate[],
  problem: Report,
): Candidate | undefined {
  const known = candidates.map((each) => each.address);
  if (known.length === 0) {
    problem(option, "this backend does not have this resource", `remove ${option}`);
    return undefined;
  }
  if (address !== undefined) {
    const found = candidates.find((each) => each.address === address);
    if (found === undefined)
      problem(
        option,
        `this backend has no ${name} with this name${didYouMean(address, known)}`,
        `use one of ${known.join(", ")}`,
      );
    return found;
  }
  if (known.length === 1) return candidates[0];
  problem(
    option,
    `is one id, but this backend has ${known.length} of these resources: ${known.join(", ")}`,
    `give ids by name, { "${known[0] ?? ""}": "/subscriptions/…" }`,
  );
  return undefined;
}

/** One `import` block; none where the id is of another type. */
function blockOf(
  { option, id }: ImportPlan,
  { resource, expected }: Candidate,
  plan: BackendPlan,
  problem: Report,
): readonly { readonly resource: TerraformResource; readonly id: string }[] {
  const type = resource.terraformResourceType;
  if (!hasFormat(type, id)) {
    problem(option, `is not the id of ${type}, got ${redacted(id)}`, `write it like ${shownFormat(type)}`);
    return [];
  }
  const compared = compareIds(expected, id);
  for (const other of compared.others) reportOtherPart(option, other, plan, problem);
  return [{ resource, id: compared.id }];
}

/** Terraform would make another resource of what is named otherwise, and destroy what it has imported. */
function reportOtherPart(
  option: ImportPath,
  { after, expected, found }: OtherPart,
  plan: BackendPlan,
  problem: Report,
): void {
  const places = optionsForIdPart(after, expected, plan);
  const what = WORDS[after] ?? "name";
  problem(
    option,
    `has the ${what} ${redacted(found)}, but the backend expects ${redacted(expected)}: Terraform would replace the resource`,
    places.length === 0
      ? `set the id of the resource with ${redacted(expected)}, or remove ${option}`
      : `set ${places.join(" or ")} to ${redacted(found)}`,
  );
}

const WORDS: Readonly<Record<string, string>> = {
  subscriptions: "subscription",
  resourceGroups: "resource group",
};
