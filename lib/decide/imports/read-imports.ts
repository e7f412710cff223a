import type { ExistingResources } from "../../services/contract/existing-resource";
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

/** Checks the option group `importFrom`, as far as it can be before the resources are there. */
export function readImports(
  importFrom: Data,
  existing: ExistingResources,
  provenance: Provenance,
): { readonly imports: readonly ImportPlan[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const problem = (path: string, message: string, fix: string): void => {
    problems.push({ path, message, from: provenance.nearestLayers(path), fix });
  };
  if (importFrom === undefined) return { imports: [], problems };
  if (!isDataObject(importFrom)) {
    problem("importFrom", `must be an object, got ${redacted(importFrom)}`, "give Azure ids by resource");
    return { imports: [], problems };
  }
  const imports = Object.entries(importFrom).flatMap(([name, given]) => readName(name, given));
  reportNamesDifferingInCase();
  return { imports, problems };

  function readName(name: string, given: Data): readonly ImportPlan[] {
    const option = `importFrom.${name}`;
    if (!isTransformName(name)) {
      const known = Object.keys(transformNames);
      problem(option, `is no resource${didYouMean(name, known)}`, `use one of ${known.join(", ")}`);
      return [];
    }
    const types = resourceTypes[name] ?? [];
    const refused = types.flatMap((type) => notImported[type] ?? []);
    for (const { why, fix } of refused) problem(option, why, fix);
    if (refused.length > 0 || isExisting(name, option)) return [];
    if (!isDataObject(given)) return readId(option, given, types) ? [{ option, name, id: given }] : [];
    return Object.entries(given).flatMap(([address, id]) => {
      const at = `${option}.${address}`;
      return readId(at, id, types) ? [{ option: at, name, address, id }] : [];
    });
  }

  function readId(option: string, id: Data, types: readonly string[]): id is string {
    if (typeof id !== "string") {
      problem(
        option,
        `takes an Azure id, got ${redacted(id)}`,
        "give a string, or ids by their names in Terraform",
      );
      return false;
    }
    // It says where the block goes, before anything of Terraform's is known.
    if (!isPlain(id)) {
      problem(option, "holds a value that only Terraform will know", "give the id in plain text");
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

  function isExisting(name: TransformName, option: string): boolean {
    const bringing = externalNames.filter((key) => {
      const { resources, children } = existingKinds[key];
      const plan = existing[key];
      if (plan === undefined) return false;
      return resources.includes(name) || (children.includes(name) && !plan.createChildren);
    });
    for (const key of bringing)
      problem(
        option,
        `external.${key} brings it, and what is brought does not become the backend's own`,
        `leave ${option} out, or external.${key}`,
      );
    return bringing.length > 0;
  }

  function reportNamesDifferingInCase(): void {
    const seen = new Map<string, string>();
    for (const { name, option, id } of imports) {
      // A policy has the id of what it belongs to.
      const key = `${transformNames[name] ?? ""} ${id.toLowerCase()}`;
      const other = seen.get(key);
      if (other !== undefined)
        problem(
          option,
          `is the id that ${other} has, and one thing cannot be two resources`,
          "leave one of them out",
        );
      seen.set(key, option);
    }
  }
}

function isTransformName(name: string): name is TransformName {
  return Object.hasOwn(transformNames, name);
}
