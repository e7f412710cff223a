import type { DataObject } from "../../lib/settings/data";
import type { Change } from "../../lib/review/change";
import { driftsOf } from "../../lib/review/plan-drift";
import { type PlanFile, readPlan } from "../../lib/review/plan-file";
import type { ReviewContext } from "../../lib/review/rules/rule";

/** Terraform's actions of a change. */
const ACTIONS: Readonly<Record<Change["kind"], readonly string[]>> = {
  create: ["create"],
  update: ["update"],
  replace: ["delete", "create"],
  delete: ["delete"],
  forget: ["forget"],
  read: ["read"],
  "no-op": ["no-op"],
};

interface Planned {
  readonly kind?: Change["kind"];
  readonly address?: string;
  readonly before?: DataObject;
  readonly after?: DataObject;
  readonly more?: DataObject;
  /** Beside `change`. */
  readonly beside?: DataObject;
}

/** A resource of a plan as Terraform writes it. */
export function planned(
  type: string,
  { kind = "update", address, before, after, more, beside }: Planned = {},
): DataObject {
  const isMade = kind === "create";
  const isGone = kind === "delete";
  return {
    address: address ?? `${type}.it`,
    mode: "managed",
    type,
    name: "it",
    provider_name: "registry.terraform.io/hashicorp/azurerm",
    change: {
      actions: ACTIONS[kind],
      before: isMade ? null : (before ?? {}),
      after: isGone ? null : (after ?? before ?? {}),
      after_unknown: {},
      before_sensitive: {},
      after_sensitive: {},
      ...more,
    },
    ...beside,
  };
}

/** A plan of one stack. */
export function planJson(resources: readonly DataObject[], more: DataObject = {}): string {
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {},
    complete: true,
    resource_changes: resources,
    ...more,
  });
}

export function planOf(resources: readonly DataObject[], more: DataObject = {}): PlanFile {
  return readPlan("shop-prod-platform", planJson(resources, more), "plan.json");
}

/** What rules look at: one stack, of resources that are not the library's. */
export function contextOf(stack: PlanFile, more: Partial<ReviewContext> = {}): ReviewContext {
  return {
    stacks: [stack],
    asked: "all",
    drifts: driftsOf([stack], {}, []),
    built: () => undefined,
    configuration: () => [],
    ...more,
  };
}
