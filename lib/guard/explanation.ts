import type { BackendPlan } from "../decide/backend-plan";
import { optionsForIdPart } from "../decide/imports/id-options";
import { resourceRecords } from "../services";
import { typesOf } from "../services/contract/resource-record";
import { layersAt } from "../settings/provenance";
import { compareIds } from "../stacks/imports/compare-ids";
import { type GuardDifference, typeOf } from "./differences";
import type { GuardedAddress } from "./guarded-addresses";

/** A difference of something that was guarded. */
export type Loss = Exclude<GuardDifference, { readonly kind: "added" }>;

/** What happens, with before and after. */
export function messageOf(difference: Loss): string {
  const { before, below } = difference;
  const withBelow =
    below.length === 0
      ? ""
      : `, with ${below.length === 1 ? "1 resource" : `${below.length} resources`} in it`;
  switch (difference.kind) {
    case "dropped":
      return `keeps data in ${shown(before.name)} and is not planned any more: Terraform would delete it${withBelow}`;
    case "renamed":
      return (
        `has the name ${shown(before.name)} in Azure and would get ${shown(difference.after.name)}: ` +
        `Terraform would replace it, and its data would be lost${withBelow}`
      );
    case "relocated":
      return `${placesOf(difference).join(", ")}: Terraform would replace ${shown(before.name)}, and its data would be lost${withBelow}`;
    case "moved":
      return difference.hasBlock
        ? `is ${difference.after.address} now: a moved block keeps ${shown(before.name)}`
        : `is ${placed(difference.after, before)} now, and is the same resource ${shown(before.name)}: without a moved block Terraform would delete it and create it again`;
    case "other stack":
      return (
        `is not there any more: ${difference.after.stack} has its ${below.length + 1} resources, and its state is another one. ` +
        (before.id === difference.after.id
          ? "Terraform would create them again, and Azure refuses names that exist"
          : "Terraform would create them again, without their data, beside the old ones")
      );
  }
}

/** Who decided what is other than before. */
export function originOf(difference: Loss, plan: BackendPlan): readonly string[] {
  switch (difference.kind) {
    case "dropped":
      return ["your options or your components"];
    case "moved":
      return [];
    case "other stack":
      return [`the project "${plan.project}" and the environment "${plan.environment}"`];
    case "renamed":
    case "relocated": {
      const decided = optionsOf(difference, plan).flatMap((option) =>
        layersAt(plan.origins, option).map((layer) => `${layer} (${option})`),
      );
      if (decided.length > 0) return decided;
      const composedBy = ["nameSuffix", "naming"].flatMap((option) =>
        layersAt(plan.origins, option).map((layer) => `${layer} (${option})`),
      );
      return [
        `the project "${plan.project}", the environment "${plan.environment}" and the location "${plan.location}"`,
        ...composedBy,
      ];
    }
  }
}

/** The way through: what keeps the resource, else how the change is acknowledged. */
export function fixOf(difference: Loss, plan: BackendPlan, file: string): string {
  const { before } = difference;
  const address = difference.kind === "other stack" ? "*" : before.address;
  const acknowledged = `acknowledged: ${before.stack} ${address} until <YYYY-MM-DD>: <reason>`;
  const otherwise = `If the data may go, add this line to ${file}: ${acknowledged}`;
  switch (difference.kind) {
    case "dropped": {
      const options = keepingOptions(before);
      const keep =
        options.length === 0 ? "bring back what defined it" : `keep it with ${options.join(" or ")}`;
      return `${keep}. If the data may go, follow docs/guides/safeguards.md, and add this line to ${file}: ${acknowledged}`;
    }
    case "renamed":
      return `set ${optionsOf(difference, plan).join(" or ") || "the name"} so that the name is ${shown(before.name)} again. ${otherwise}`;
    case "relocated": {
      const options = optionsOf(difference, plan);
      return `${options.length === 0 ? "undo the change" : `set ${options.join(" or ")} as before`}. ${otherwise}`;
    }
    case "moved":
      return difference.after.stack === before.stack
        ? `call moveFromId("${before.address}") on ${difference.after.address}: it writes the block moved { from = ${before.address}, to = ${difference.after.address} }`
        : `take it out of the state of ${before.stack} with a removed block, import ${before.id} in ${difference.after.stack}, and add this line to ${file}: ${acknowledged}`;
    case "other stack":
      return `set project and environment as before, with the names that you want in names. ${otherwise}`;
  }
}

/** `has the resource group "a" and would get "b"` */
function placesOf({ before, after }: Extract<Loss, { readonly kind: "relocated" }>): readonly string[] {
  const { others } = compareIds(after.id, before.id);
  if (others.length === 0) return [`has the id ${before.id} in Azure and would get ${after.id}`];
  return others.map(
    ({ after: what, expected, found }) =>
      `is in ${what}/${found} in Azure and would be in ${what}/${expected}`,
  );
}

/** The options that decide what is other than before. */
function optionsOf(
  { before, after }: Extract<Loss, { readonly after: GuardedAddress }>,
  plan: BackendPlan,
): readonly string[] {
  const { others } = compareIds(after.id, before.id);
  const ofParts = others.flatMap(({ after: what, expected }) => optionsForIdPart(what, expected, plan));
  if (ofParts.length > 0) return [...new Set(ofParts)];
  return recordsOf(before).flatMap(({ namedBy }) =>
    namedBy === undefined || namedBy.includes("{name}") ? [] : [namedBy],
  );
}

/** The options that bring back what is not planned any more. */
function keepingOptions(before: GuardedAddress): readonly string[] {
  const options = recordsOf(before).flatMap(
    ({ namedBy }) => namedBy?.replace("{name}", () => before.name) ?? [],
  );
  return [...new Set(options)];
}

function recordsOf(before: GuardedAddress): readonly { readonly namedBy?: string }[] {
  return Object.values(resourceRecords).filter(
    (record) => record.keepsData !== undefined && typesOf(record).some(({ type }) => type === typeOf(before)),
  );
}

function placed(after: GuardedAddress, before: GuardedAddress): string {
  return after.stack === before.stack ? after.address : `${after.address} in ${after.stack}`;
}

function shown(name: string): string {
  return JSON.stringify(name);
}
