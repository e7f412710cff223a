import { Token } from "cdktf";
import { type Data, isAnotherThing, isDataObject } from "../../settings/merge";
import { type Held, identityOf } from "./list-elements";
import { listRule } from "./list-rules";

/**
 * A configuration with fields of the user's: the one merge rule, over what may hold constructs and tokens, which are
 * replaced whole. Lists that hold the backend up are united instead, the library's elements first.
 *
 * @param name - the resource, as `transform` knows it
 */
export function withChange(name: string, config: object, change: object, at = ""): object {
  const merged = new Map<string, unknown>(Object.entries(config));
  for (const [key, given] of Object.entries(change) as [string, Data][]) {
    if (given === undefined) continue;
    merged.set(key, changedField(name, merged.get(key), given, at === "" ? key : `${at}.${key}`));
  }
  return Object.fromEntries(merged);
}

function changedField(name: string, earlier: unknown, given: unknown, path: string): unknown {
  if (isDataObject(given) && isDataObject(earlier) && !isAnotherThing(earlier, given))
    return withChange(name, earlier, given, path);
  const rule = listRule(name, path);
  if (rule?.rule !== "held" || !Array.isArray(earlier) || !Array.isArray(given)) return given;
  // Left as they are, these have nothing of the library's, and are refused.
  if (Token.isUnresolved(given) || (rule.alone !== undefined && given.includes(rule.alone))) return given;
  return united(name, rule, earlier, given, path);
}

/** The library's elements, each with what the user says about it, then the user's own. */
function united(
  name: string,
  rule: Held,
  earlier: readonly unknown[],
  given: readonly unknown[],
  path: string,
): readonly unknown[] {
  const elements = new Map(earlier.map((element) => [identityOf(rule, element), element]));
  for (const element of given) {
    const identity = identityOf(rule, element);
    const known = elements.get(identity);
    elements.set(
      identity,
      isDataObject(element) && isDataObject(known)
        ? withChange(name, known, element, `${path}[]`)
        : (known ?? element),
    );
  }
  return [...elements.values()];
}
