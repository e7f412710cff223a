import type { ExistingResources, Report } from "../../services/contract/existing-resource";
import { isPlain } from "../../services/contract/existing-construct";
import { existingKinds, externalNames } from "../existing/kinds";
import { type Data, isDataObject } from "../../settings/merge";
import { didYouMean } from "../../settings/nearest";
import type { Problem } from "../../settings/problems";
import type { Provenance } from "../../settings/provenance";
import { redacted } from "../../settings/redacted";
import { resourceTypes, transformNames } from "../../services";
import type { TransformName } from "../../services/contract/transforms";
import { hasFormat, notImported, shownFormat } from "./id-formats";
import type { ImportPlan } from "./import-options";
import type { ImportPath } from "../../services/option-path";

/** What is to be imported, and what is wrong with it. */
interface ReadImports {
  readonly imports: readonly ImportPlan[];
  readonly problems: readonly Problem[];
}

/** Checks the option group `importFrom`, as far as it can be before the resources are there. */
export function readImports(
  importFrom: Data,
  existing: ExistingResources,
  provenance: Provenance,
): ReadImports {
  const problems: Problem[] = [];
  const problem: Report = (path, message, fix) => {
    problems.push({ path, message, from: provenance.nearestLayers(path), fix });
  };
  if (importFrom === undefined) return { imports: [], problems };
  if (!isDataObject(importFrom)) {
    problem(
      "importFrom",
      `must be an object, got ${redacted(importFrom)}`,
      'write it like { cosmos: "/subscriptions/…" }',
    );
    return { imports: [], problems };
  }
  const imports = Object.entries(importFrom).flatMap(([name, given]) =>
    readName(name, given, existing, problem),
  );
  reportSameIds(imports, problem);
  return { imports, problems };
}

/** The ids that are given for one name of `transform`'s. */
function readName(
  name: string,
  given: Data,
  existing: ExistingResources,
  problem: Report,
): readonly ImportPlan[] {
  const option = `importFrom.${name}` as const;
  if (!isTransformName(name)) {
    const known = Object.keys(transformNames);
    problem(option, `unknown resource${didYouMean(name, known)}`, `use one of ${known.join(", ")}`);
    return [];
  }
  const types = resourceTypes[name] ?? [];
  const refused = types.flatMap((type) => notImported[type] ?? []);
  for (const { why, fix } of refused) problem(option, why, fix);
  if (refused.length > 0 || refuseExisting(name, option, existing, problem)) return [];
  if (!isDataObject(given))
    return isImportId(option, given, types, problem) ? [{ option, name, id: given }] : [];
  return Object.entries(given).flatMap(([address, id]) => {
    const at = `${option}.${address}` as const;
    return isImportId(at, id, types, problem) ? [{ option: at, name, address, id }] : [];
  });
}

/** True for an id of one of these types; reports what anything else lacks. */
function isImportId(option: ImportPath, id: Data, types: readonly string[], problem: Report): id is string {
  if (typeof id !== "string") {
    problem(
      option,
      `must be an Azure resource id, got ${redacted(id)}`,
      "give a string, or an object with ids by their Terraform names",
    );
    return false;
  }
  // It says where the block goes, before anything of Terraform's is known.
  if (!isPlain(id)) {
    problem(option, "contains a value that only Terraform knows", "give the id as a literal string");
    return false;
  }
  if (types.some((type) => hasFormat(type, id))) return true;
  problem(
    option,
    `is not the id of ${types.join(" or ")}, got ${redacted(id)}`,
    `write it like ${[...new Set(types.map(shownFormat))].join(" or ")}`,
  );
  return false;
}

/** Reports a resource that is used as an existing one, or is inside of one: true then. */
function refuseExisting(
  name: TransformName,
  option: ImportPath,
  existing: ExistingResources,
  problem: Report,
): boolean {
  const bringing = externalNames.filter((key) => {
    const { resources, children } = existingKinds[key];
    const plan = existing[key];
    if (plan === undefined) return false;
    return resources.includes(name) || (children.includes(name) && !plan.createChildren);
  });
  for (const key of bringing)
    problem(
      option,
      `external.${key} is an existing resource, which this backend uses and does not import`,
      `remove ${option}, or external.${key}`,
    );
  return bringing.length > 0;
}

/** Azure compares ids without case. */
function reportSameIds(imports: readonly ImportPlan[], problem: Report): void {
  const seen = new Map<string, string>();
  for (const { name, option, id } of imports) {
    // A policy has the id of what it belongs to.
    const key = `${transformNames[name] ?? ""} ${id.toLowerCase()}`;
    const other = seen.get(key);
    if (other !== undefined)
      problem(
        option,
        `is also the id of ${other}; an Azure resource can be imported only once`,
        "remove one of them",
      );
    seen.set(key, option);
  }
}

function isTransformName(name: string): name is TransformName {
  return Object.hasOwn(transformNames, name);
}
