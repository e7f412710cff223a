import { type BackendOptions, type Components, defineQueueProcessor, planBackend } from "../../../lib";
import type { BackendPlan } from "../../../lib/decide/backend-plan";
import type { RuleName } from "../../../lib/review/rules";
import type { ReviewContext } from "../../../lib/review/rules/rule";
import type { DataObject } from "../../../lib/settings/data";
import { contextOf, planOf, planned } from "../planned";

/** For each rule, what it finds something in, and what it does not. */
export type RuleCases = Readonly<
  Record<RuleName, { readonly trips: readonly ReviewContext[]; readonly passes: readonly ReviewContext[] }>
>;

export const worker = defineQueueProcessor({ name: "worker", queue: "jobs", entry: "worker.ts" });

export function plan(options: BackendOptions, components: Components = { worker }): BackendPlan {
  return planBackend(components, { project: "shop", environment: "prod", location: "eastus2", ...options });
}

export const VAULT = "azurerm_key_vault";
export const COSMOS = "azurerm_cosmosdb_account";
export const STORAGE = "azurerm_storage_account";
export const APP = "azurerm_linux_function_app";

/** A change with one argument that differs. */
export function updated(type: string, before: DataObject, after: DataObject): ReviewContext {
  return contextOf(planOf([planned(type, { before, after })]));
}

export function replaced(type: string, before: DataObject = {}, after: DataObject = {}): ReviewContext {
  return contextOf(
    planOf([
      planned(type, { kind: "replace", before, after, more: { replace_paths: [["sku", 0, "name"]] } }),
    ]),
  );
}

export function of(
  kind: "create" | "delete" | "forget" | "no-op",
  type: string,
  value: DataObject = {},
): ReviewContext {
  return contextOf(planOf([planned(type, { kind, before: value, after: value })]));
}

export const drifted = planned(STORAGE, { before: { tags: {} }, after: { tags: { owner: "x" } } });
