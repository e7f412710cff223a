import { type JsonObject, type Json, isObject } from "../stand-in/json";

/** Where a relative path of a stack leads from the folder that the stack moves to. */
export type Moved = (path: string) => string;

/** How many labels each block at the top level of a stack has. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  provider: 1,
  module: 1,
  output: 1,
  variable: 1,
  check: 1,
};

/**
 * A synthesised stack as Terraform alone reads it: without what the engine writes for itself, and with relative paths of
 * states and modules from its new folder. Addresses, values and the backend stay.
 */
export function plainStack(stack: JsonObject, moved: Moved): JsonObject {
  return Object.fromEntries(
    Object.entries(stack)
      .filter(([type]) => type !== "//")
      .map(([type, value]) => [type, withMovedPaths(type, withoutComments(value, LABELS[type] ?? 0), moved)]),
  );
}

/** "//" is a comment where arguments are, and the engine writes its metadata there. A map may have such a key. */
function withoutComments(value: Json, labels: number): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => withoutComments(each, labels));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(
    labels === 0 ? entries : entries.map(([key, each]) => [key, withoutComments(each, labels - 1)]),
  );
}

function withMovedPaths(type: string, value: Json, moved: Moved): Json {
  switch (type) {
    case "terraform":
      return at(value, ["backend", "local", "path"], moved);
    case "data":
      return inEach(value, "terraform_remote_state", (state) =>
        state["backend"] === "local" ? at(state, ["config", "path"], moved) : state,
      );
    case "module":
      return isObject(value) ? mapped(value, (each) => at(each, ["source"], moved)) : value;
    default:
      return value;
  }
}

function inEach(value: Json, key: string, change: (each: JsonObject) => Json): Json {
  if (!isObject(value)) return value;
  const below = value[key];
  if (!isObject(below)) return value;
  return { ...value, [key]: mapped(below, (each) => (isObject(each) ? change(each) : each)) };
}

function mapped(value: JsonObject, change: (each: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, change(each)]));
}

/** Changes a relative path at a place; whatever else stands there stays. */
function at(value: Json, path: readonly string[], moved: Moved): Json {
  const [key, ...below] = path;
  if (key === undefined) return typeof value === "string" && /^\.\.?\//.test(value) ? moved(value) : value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => at(each, path, moved));
  if (!isObject(value)) return value;
  const inside = value[key];
  return inside === undefined ? value : { ...value, [key]: at(inside, below, moved) };
}
