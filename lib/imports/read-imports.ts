import type { BroughtPlans } from "../external/brought-plan";
import { isPlain } from "../external/element";
import { broughtKinds, externalNames } from "../external/kinds";
import { type Data, isDataObject } from "../options/merge";
import { didYouMean } from "../plan/nearest";
import type { Problem } from "../plan/problems";
import type { Provenance } from "../plan/provenance";
import { shown } from "../plan/shown";
import { transformNames } from "../services";
import type { TransformName } from "../transform/transforms";
import { hasFormat, notImported, shownFormat, typesIn } from "./id-formats";
import type { ImportPlan } from "./import-options";

/** Checks the option group `importFrom`, as far as it can be before the resources are there. */
export function readImports(
  importFrom: Data,
  brought: BroughtPlans,
  provenance: Provenance,
): { readonly imports: readonly ImportPlan[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const problem = (path: string, message: string, fix: string): void => {
    problems.push({ path, message, from: provenance.nearestLayers(path), fix });
  };
  if (importFrom === undefined) return { imports: [], problems };
  if (!isDataObject(importFrom)) {
    problem("importFrom", `must be an object, got ${shown(importFrom)}`, "give Azure ids by resource");
    return { imports: [], problems };
  }
  const imports = Object.entries(importFrom).flatMap(([name, said]) => readName(name, said));
  reportTwins();
  return { imports, problems };

  function readName(name: string, said: Data): readonly ImportPlan[] {
    const option = `importFrom.${name}`;
    if (!isTransformName(name)) {
      const known = Object.keys(transformNames);
      problem(option, `is no resource${didYouMean(name, known)}`, `use one of ${known.join(", ")}`);
      return [];
    }
    const types = typesIn(transformNames[name] ?? "");
    const refused = types.flatMap((type) => notImported[type] ?? []);
    for (const { why, fix } of refused) problem(option, why, fix);
    if (refused.length > 0 || isBrought(name, option)) return [];
    if (!isDataObject(said)) return readId(option, said, types) ? [{ option, name, id: said }] : [];
    return Object.entries(said).flatMap(([address, id]) => {
      const at = `${option}.${address}`;
      return readId(at, id, types) ? [{ option: at, name, address, id }] : [];
    });
  }

  function readId(option: string, id: Data, types: readonly string[]): id is string {
    if (typeof id !== "string") {
      problem(
        option,
        `takes an Azure id, got ${shown(id)}`,
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
      `is not the id of ${types.join(" or ")}, got ${shown(id)}`,
      `write it like ${[...new Set(types.map(shownFormat))].join(" or ")}`,
    );
    return false;
  }

  function isBrought(name: TransformName, option: string): boolean {
    const bringing = externalNames.filter((key) => {
      const { resources, children } = broughtKinds[key];
      const plan = brought[key];
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

  function reportTwins(): void {
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
