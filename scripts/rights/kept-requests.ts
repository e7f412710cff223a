import { requestActions } from "../../lib/rights/request-actions";
import { isDataObject } from "../../lib/settings/data";
import { isOfLibrary } from "./merged";
import type { Recording } from "./recording";

/** A recorded request that tests repeat: the first of those that take the same actions. */
export interface KeptRequest {
  readonly who: "applier" | "planner";
  readonly method: string;
  readonly path: string;
  /** Only what decides which rights it takes. */
  readonly body?: unknown;
}

/** One request for each set of actions and each of both identities, in the order of their actions. */
export function keptRequests(
  earlier: readonly KeptRequest[],
  recordings: readonly Recording[],
): readonly KeptRequest[] {
  const all = [
    ...earlier,
    ...recordings.flatMap(({ requests }) =>
      requests
        .filter(({ path }) => isOfLibrary(path))
        .map(({ command, method, path, body }): KeptRequest => ({
          who: command === "plan" ? "planner" : "applier",
          method,
          path,
          ...shortened(body),
        })),
    ),
  ];
  const byActions = new Map<string, KeptRequest>();
  for (const request of all) {
    const key = keyOf(request);
    if (key !== undefined && !byActions.has(key)) byActions.set(key, request);
  }
  return [...byActions].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, request]) => request);
}

function keyOf(request: KeptRequest): string | undefined {
  const needed = requestActions(request);
  if (needed === undefined) return undefined;
  const actions = [needed.own, ...needed.deployed, ...needed.linked].map(({ action }) =>
    action.toLowerCase(),
  );
  return [request.who, request.method, ...new Set(actions)].join(" ");
}

/** Ids and types alone: everything else of a body takes no right. */
function shortened(body: unknown): { readonly body?: unknown } {
  const short = idsIn(body);
  return short === undefined ? {} : { body: short };
}

function idsIn(value: unknown, name = ""): unknown {
  if (typeof value === "string")
    return value.startsWith("/subscriptions/") || name === "type" ? value : undefined;
  if (Array.isArray(value)) {
    const kept = value.map((each) => idsIn(each)).filter((each) => each !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  if (!isDataObject(value)) return undefined;
  const kept = Object.entries(value)
    .map(([key, each]) => [key, key.startsWith("/subscriptions/") ? {} : idsIn(each, key)] as const)
    .filter(([, each]) => each !== undefined);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
