import { type TerraformResource, type TerraformResourceLifecycle, TerraformStack, Token } from "cdktf";
import { RootConstruct } from "constructs";
import { isDataObject } from "../../settings/merge";

/** A field that the provider's construct does not read, and which Terraform so never sees. */
export interface UnknownField {
  /** `.siteConfig.corss`, `.siteConfig.ipRestriction[0].nam` */
  readonly path: string;
  /** The fields that it reads there; none where it takes a value of another form. */
  readonly known: readonly string[];
}

/** Read by the engine, which writes out whatever is below them. */
const META: readonly string[] = [
  "connection",
  "count",
  "dependsOn",
  "forEach",
  "lifecycle",
  "provider",
  "provisioners",
];
const LIFECYCLE: Readonly<Record<keyof TerraformResourceLifecycle, true>> = {
  createBeforeDestroy: true,
  preventDestroy: true,
  ignoreChanges: true,
  replaceTriggeredBy: true,
  precondition: true,
  postcondition: true,
};
/** What the engine asks any value for, to know what kind it is. */
const ASKED_OF_ALL: readonly string[] = ["resolve", "length"];

type ResourceClass = new (
  scope: TerraformStack,
  id: string,
  config: object,
) => TerraformResource & {
  synthesizeAttributes(): object;
};

/**
 * Finds fields that the provider's construct does not know, by watching what it reads: what it never asks for cannot
 * reach Terraform. So it is right for every version of the provider's constructs, without a list of their fields.
 *
 * @param resource - what was built
 * @param config - with what it was built
 */
export function unknownFields(resource: TerraformResource, config: object): readonly UnknownField[] {
  const levels: Level[] = [];
  const { lifecycle, ...fields } = config as { readonly lifecycle?: unknown };
  const watched = watch({ ...fields, lifecycle: undefined }, "", levels) as object;
  // In a stack of its own, which nobody writes.
  const stack = new TerraformStack(new RootConstruct(), "transform");
  new (resource.constructor as ResourceClass)(stack, "resource", watched).synthesizeAttributes();
  return [...unreadIn(levels), ...unknownInLifecycle(lifecycle)];
}

/** A list or an object, and what of it was read. */
interface Level {
  readonly path: string;
  readonly keys: readonly string[];
  readonly isList: boolean;
  readonly asked: Set<string>;
}

/** A copy of plain data that remembers what is read of it; constructs and tokens stay what they are. */
function watch(value: unknown, path: string, levels: Level[]): unknown {
  const isList = Array.isArray(value);
  if (!isList && !isDataObject(value)) return value;
  const entries = Object.entries(value as object).filter(([, each]) => each !== undefined);
  // A map or a list that Terraform alone knows.
  if (Token.isUnresolved(value) || entries.some(([key]) => Token.isUnresolved(key))) return value;
  const level = { path, keys: entries.map(([key]) => key), isList, asked: new Set<string>() };
  levels.push(level);
  const watched = entries.map(([key, each]: [string, unknown]): readonly [string, unknown] => {
    if (path === "" && META.includes(key)) return [key, each];
    return [key, watch(each, isList ? `${path}[${key}]` : `${path}.${key}`, levels)];
  });
  return new Proxy<object>(isList ? watched.map(([, each]) => each) : Object.fromEntries(watched), {
    get(target, key): unknown {
      if (typeof key === "string") level.asked.add(key);
      return Reflect.get(target, key) as unknown;
    },
  });
}

function unreadIn(levels: readonly Level[]): readonly UnknownField[] {
  const found: UnknownField[] = [];
  for (const { path, keys, isList, asked } of levels) {
    const isBelow = found.some(
      (field) => path.startsWith(`${field.path}.`) || path.startsWith(`${field.path}[`),
    );
    if (isBelow || found.some((field) => field.path === path)) continue;
    const unread = keys.filter((key) => !asked.has(key));
    const known = isList ? [] : [...asked].filter((key) => !ASKED_OF_ALL.includes(key));
    if (unread.length > 0 && known.length === 0) found.push({ path, known });
    else found.push(...unread.map((key) => ({ path: `${path}.${key}`, known })));
  }
  return found;
}

function unknownInLifecycle(lifecycle: unknown): readonly UnknownField[] {
  if (!isDataObject(lifecycle)) return [];
  const known = Object.keys(LIFECYCLE);
  return Object.keys(lifecycle)
    .filter((key) => lifecycle[key] !== undefined && !known.includes(key))
    .map((key) => ({ path: `.lifecycle.${key}`, known }));
}
