import { type Data, type DataObject, isDataObject } from "../../settings/merge";
import { pathOf, valueAt, withValue } from "../../settings/option-path";
import { optionRules } from "./option-rules";

/** A group of options that are switched together by `true` or `false`, and each by itself. */
const GROUPS: readonly {
  readonly option: readonly [string, string];
  readonly switches: readonly string[];
}[] = optionRules.flatMap(({ option, rule: { switches } }) =>
  switches === undefined ? [] : [{ option, switches }],
);

/** Options that are switched by `true` or `false`, or on by saying anything of them; so is each of `optional`. */
const SWITCHES: readonly (readonly [string, string])[] = optionRules.flatMap(({ option, rule }) =>
  rule.isSwitch === true ? [option] : [],
);

/**
 * `true`, `false` and what was said of a thing as the one setting `enabled` beside the others, so that layers merge:
 * who says a threshold in one of them and `true` in the next keeps the threshold.
 */
export function spelledOut(value: DataObject): {
  value: DataObject;
  saidAs: Readonly<Record<string, string>>;
} {
  const saidAs: Record<string, string> = {};
  let spelt = value;
  for (const { option, switches } of GROUPS) {
    const given = valueAt(spelt, option) as Data;
    if (typeof given === "boolean")
      replace(
        option,
        Object.fromEntries(switches.map((name) => [name, on([...option, name], given, option)])),
      );
    else if (isDataObject(given))
      replace(
        option,
        Object.fromEntries(
          Object.entries(given).map(([name, each]) => [name, on([...option, name], each, [...option, name])]),
        ),
      );
  }
  const optional = isDataObject(value["optional"]) ? Object.keys(value["optional"]) : [];
  for (const option of [...SWITCHES, ...optional.map((name) => ["optional", name] as const)])
    replace(option, on(option, valueAt(spelt, option) as Data, option));
  return { value: spelt, saidAs };

  function on(path: readonly string[], given: Data, writtenAt: readonly string[]): Data {
    if (typeof given !== "boolean" && !isDataObject(given)) return given;
    const settings = typeof given === "boolean" ? { enabled: given } : { enabled: true, ...given };
    if (typeof given === "boolean" || given["enabled"] === undefined)
      saidAs[pathOf([...path, "enabled"])] = pathOf(writtenAt);
    return settings;
  }

  function replace([group, name]: readonly [string, string], given: Data): void {
    if (given !== undefined && isDataObject(spelt[group])) spelt = withValue(spelt, [group, name], given);
  }
}
