import type { ExistingResources } from "../services/contract/existing-resource";
import { existingKinds, externalNames } from "./existing/kinds";
import { type Data, isDataObject } from "../settings/merge";
import { didYouMean } from "../settings/nearest";
import type { Problem } from "../settings/problems";
import type { Provenance } from "../settings/provenance";
import { redacted } from "../settings/redacted";
import { transformNames } from "../services";

/** Checks the option group `transform`, as far as it can be before there is a configuration to change. */
export function checkTransforms(
  transform: Data,
  existing: ExistingResources,
  provenance: Provenance,
): { readonly transforms: Readonly<Record<string, unknown>>; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const problem = (path: string, message: string, fix: string): void => {
    problems.push({ path, message, from: provenance.nearestLayers(path), fix });
  };
  if (transform === undefined) return { transforms: {}, problems };
  if (!isDataObject(transform)) {
    problem(
      "transform",
      `must be an object, got ${redacted(transform)}`,
      "write it like { functionApp: { httpsOnly: true } }",
    );
    return { transforms: {}, problems };
  }
  for (const [name, change] of Object.entries(transform)) {
    const path = `transform.${name}`;
    if (!Object.hasOwn(transformNames, name)) {
      const known = Object.keys(transformNames);
      problem(path, `unknown resource${didYouMean(name, known)}`, `use one of ${known.join(", ")}`);
    } else if (typeof change !== "function" && !isDataObject(change))
      problem(path, `must be an object or a function, got ${redacted(change)}`, "give the fields to change");
    else checkExisting(name, path);
  }
  return { transforms: transform, problems };

  function checkExisting(name: string, path: string): void {
    for (const key of externalNames) {
      const plan = existing[key];
      const { resources, children }: { resources: readonly string[]; children: readonly string[] } =
        existingKinds[key];
      if (plan === undefined) continue;
      if (resources.includes(name))
        problem(
          path,
          `external.${key} is an existing resource, and the backend does not change existing resources`,
          `remove ${path}`,
        );
      else if (children.includes(name) && !plan.createChildren)
        problem(
          path,
          `it belongs to the existing resource of external.${key}, in which the backend creates nothing`,
          `remove ${path}, or set external.${key}.createChildren to true`,
        );
    }
  }
}
