import type { OfType, RecordedActions } from "../../lib/rights/type-actions";
import { requestActions } from "../../lib/rights/request-actions";
import { isOwnNamespace, ownerOf, spelled } from "./recorded-types";
import type { Recording, RecordedRequest } from "./recording";

/** What was done with a resource in one run of Terraform. */
type Done = "create" | "delete" | "read" | "update";

type Found = Map<string, Map<keyof OfType, Set<string>>>;

/** What recordings add to what earlier ones have found; the same whatever their order. */
export function merged(earlier: RecordedActions, recordings: readonly Recording[]): RecordedActions {
  const types: Found = new Map(
    Object.entries(earlier.types).map(([type, ofType]) => [
      type,
      new Map(ORDER.flatMap((done) => (ofType[done] === undefined ? [] : [[done, new Set(ofType[done])]]))),
    ]),
  );
  const beside = { plan: new Set(earlier.beside.plan), apply: new Set(earlier.beside.apply) };
  for (const { requests } of recordings) addLife(requests, types, beside);
  return {
    lives: sorted([...earlier.lives, ...recordings.map(({ life }) => life)]),
    types: Object.fromEntries(
      [...types]
        .sort(([one], [other]) => compared(one, other))
        .map(([type, ofType]) => [type, orderedRow(ofType)]),
    ),
    beside: { plan: sorted([...beside.plan]), apply: sorted([...beside.apply]) },
  };
}

const ORDER = ["read", "create", "update", "delete", "retry"] as const;

function orderedRow(ofType: ReadonlyMap<keyof OfType, ReadonlySet<string>>): OfType {
  return Object.fromEntries(
    ORDER.flatMap((done) => {
      const actions = ofType.get(done);
      return actions === undefined ? [] : [[done, sorted([...actions])]];
    }),
  );
}

function addLife(
  requests: readonly RecordedRequest[],
  types: Found,
  beside: { readonly plan: Set<string>; readonly apply: Set<string> },
): void {
  const there = new Set<string>();
  const failed = new Set<string>();
  const runs = new Set(requests.map(({ run }) => run));
  for (const run of runs) {
    const ofRun = requests.filter((each) => each.run === run);
    const done = doneIn(ofRun, there);
    for (const request of ofRun) {
      const needed = requestActions(request);
      if (needed === undefined || !isOfLibrary(request.path)) continue;
      // Which resource providers are registered follows from the types.
      if (/\/register\/action$/i.test(needed.own.action)) continue;
      const owner = ownerOf(request.path);
      const isPlan = request.command === "plan";
      if (owner === undefined) {
        beside[isPlan ? "plan" : "apply"].add(spelled(needed.own.action));
        continue;
      }
      const actions = [needed.own, ...needed.linked].map(({ action }) => spelled(action));
      add(types, owner.type, done.get(owner.id) ?? "read", actions);
      if (failed.has(owner.id)) add(types, owner.type, "retry", actions);
      if (request.status >= 400 && request.status !== 404) failed.add(owner.id);
      for (const { action } of needed.deployed)
        add(types, spelled(action).split("/").slice(0, -1).join("/"), "create", [spelled(action)]);
    }
  }
}

/** False for a resource of somebody else's, and for the stand-in's own paths. */
export function isOfLibrary(path: string): boolean {
  const [, namespace] = /\/providers\/([^/]+)[^?]*$/i.exec(path) ?? [];
  if (ownerOf(path) !== undefined) return true;
  return belongsToNone(path) && (namespace === undefined || isOwnNamespace(namespace));
}

/** What belongs to no resource: names, resource providers, what was deleted and is kept; in a group, lists alone. */
function belongsToNone(path: string): boolean {
  if (/^\/subscriptions(\/[^/]+)?$/i.test(path)) return true;
  const [, group, after = ""] =
    /^\/subscriptions\/[^/]+(\/resourceGroups\/[^/]+)?\/providers\/?([^?]*)$/i.exec(path) ?? [];
  if (after.includes("/providers/")) return false;
  return path.toLowerCase().includes("/providers") && (group === undefined || after.split("/").length === 2);
}

/** What is done with each resource in a run, by its id in lower case; remembers what is there afterwards. */
function doneIn(requests: readonly RecordedRequest[], there: Set<string>): ReadonlyMap<string, Done> {
  const done = new Map<string, Done>();
  for (const { method, path, status } of requests) {
    const owner = ownerOf(path);
    if (owner === undefined) continue;
    const isOwn = path.toLowerCase() === owner.id;
    if (method === "GET" && isOwn && status === 200 && !done.has(owner.id)) there.add(owner.id);
    if (method === "DELETE" && isOwn) {
      done.set(owner.id, "delete");
      there.delete(owner.id);
    } else if (["PUT", "PATCH"].includes(method) && done.get(owner.id) !== "create") {
      done.set(owner.id, isOwn && !there.has(owner.id) ? "create" : "update");
      if (status < 300) there.add(owner.id);
    }
  }
  return done;
}

function add(types: Found, type: string, done: keyof OfType, actions: readonly string[]): void {
  const ofType = types.get(type) ?? new Map<keyof OfType, Set<string>>();
  types.set(type, ofType);
  const found = ofType.get(done) ?? new Set();
  ofType.set(done, found);
  for (const action of actions) found.add(action);
}

/** Azure compares actions without case: of two that differ in it alone, the first stays. */
function sorted(values: readonly string[]): readonly string[] {
  const once = new Map<string, string>();
  for (const value of [...values].sort(compared))
    if (!once.has(value.toLowerCase())) once.set(value.toLowerCase(), value);
  return [...once.values()].sort(compared);
}

function compared(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
