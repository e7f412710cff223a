import type { BuiltResource } from "../../lib/decide/plan-channel";
import { readRefresh } from "../../lib/drift/read-refresh";
import { type StackDrift, stackDrift } from "../../lib/drift/stack-drift";
import type { Data, DataObject } from "../../lib/settings/data";

/** A resource as a test says that Azure has it. */
export interface Drifted {
  readonly address: string;
  readonly before: DataObject;
  /** Null for what is deleted; left out for what has only moved. */
  readonly after?: DataObject | null;
  readonly sensitive?: DataObject;
}

/** Terraform's JSON of a refresh-only plan. */
export function refreshPlan(
  drifted: readonly Drifted[],
  others: readonly Known[] = [],
  more: object = {},
): string {
  return JSON.stringify({
    format_version: "1.2",
    resource_drift: drifted.map(({ address, before, after = before, sensitive = {} }) => ({
      address,
      mode: "managed",
      type: address.split(".")[0],
      change: {
        actions: [after === null ? "delete" : after === before ? "no-op" : "update"],
        before,
        after,
        before_sensitive: sensitive,
        after_sensitive: after === null ? false : sensitive,
      },
    })),
    prior_state: {
      values: { root_module: { resources: others.map((each) => ({ mode: "managed", ...each })) } },
    },
    ...more,
  });
}

/** Another resource of the state. */
export interface Known {
  readonly type: string;
  readonly values: DataObject;
}

/** What a test knows of a stack. */
export interface StackOfTest {
  /** Bodies of resources by address. */
  readonly configured?: Readonly<Record<string, DataObject>>;
  readonly built?: readonly BuiltResource[];
  readonly wasKnown?: (address: string) => boolean;
}

/** What is left of a plan, in the stack `shop-dev-platform`. */
export function driftIn(
  plan: string,
  { configured = {}, built = [], wasKnown = () => true }: StackOfTest = {},
): StackDrift {
  return stackDrift(readRefresh(plan), {
    stack: "shop-dev-platform",
    configuration: { resource: nested(configured) },
    built,
    wasKnown,
  });
}

function nested(configured: Readonly<Record<string, DataObject>>): DataObject {
  const types: Record<string, Record<string, Data>> = {};
  for (const [address, body] of Object.entries(configured)) {
    const [type = "", name = ""] = address.split(".");
    types[type] = { ...types[type], [name]: body };
  }
  return types;
}
