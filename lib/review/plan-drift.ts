import type { BuiltResource } from "../decide/plan-channel";
import { type StackDrift, stackDrift } from "../drift/stack-drift";
import type { DataObject } from "../settings/data";
import type { Change } from "./change";
import type { PlanFile } from "./plan-file";

/** The resources of each stack as the app writes them, by the stack's id and by address. */
export type WrittenResources = Readonly<Record<string, Readonly<Record<string, DataObject>>>>;

/** What has changed outside of Terraform, as the command `drift` judges it, by stack. */
export function driftsOf(
  stacks: readonly PlanFile[],
  written: WrittenResources,
  built: readonly BuiltResource[],
): ReadonlyMap<string, StackDrift> {
  return new Map(
    stacks.map(({ stack, drift, changes }) => [
      stack,
      stackDrift(
        {
          drifted: drift.filter(({ managed, kind }) => managed && kind !== "no-op").map(driftedResource),
          known: [...changes, ...drift]
            .filter(({ managed }) => managed)
            .map(({ type, before }) => ({ type, values: before })),
          outputs: [],
        },
        // A plan does not say which version of the provider wrote the state.
        { stack, configuration: stackOf(written[stack] ?? {}), built, wasKnown: () => true },
      ),
    ]),
  );
}

function driftedResource({ address, type, kind, movedFrom, ...values }: Change) {
  const { before, after, beforeSensitive, afterSensitive } = values;
  const isMoved =
    movedFrom !== undefined && kind !== "delete" && JSON.stringify(before) === JSON.stringify(after);
  const what = kind === "delete" ? ("deleted" as const) : isMoved ? ("moved" as const) : ("changed" as const);
  return { address, type, what, before, after, beforeSensitive, afterSensitive };
}

/** In the shape of a stack's JSON. */
function stackOf(resources: Readonly<Record<string, DataObject>>): DataObject {
  const types: Record<string, Record<string, DataObject>> = {};
  for (const [address, body] of Object.entries(resources)) {
    const [type = "", name = ""] = address.split(".");
    types[type] = { ...types[type], [name]: body };
  }
  return { resource: types };
}
