import { alertNames } from "../services/monitoring/alerts";
import { eventAlertNames } from "../services/monitoring/event-alerts";
import { type Data, type DataObject, isDataObject } from "./merge";

/** A group of options that are switched together by `true` or `false`, and each by itself. */
const GROUPS: readonly {
  readonly option: readonly [string, string];
  readonly switches: readonly string[];
}[] = [{ option: ["monitoring", "alerts"], switches: [...alertNames, ...eventAlertNames] }];

/** Options that are switched by `true` or `false`, or on by saying anything of them; so is each of `optional`. */
const SWITCHES: readonly (readonly [string, string])[] = [
  ["functionApp", "container"],
  ["monitoring", "availabilityTest"],
];

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
    const said = at(spelt, option);
    if (typeof said === "boolean")
      replace(
        option,
        Object.fromEntries(switches.map((name) => [name, on([...option, name], said, option)])),
      );
    else if (isDataObject(said))
      replace(
        option,
        Object.fromEntries(
          Object.entries(said).map(([name, each]) => [name, on([...option, name], each, [...option, name])]),
        ),
      );
  }
  const optional = isDataObject(value["optional"]) ? Object.keys(value["optional"]) : [];
  for (const option of [...SWITCHES, ...optional.map((name) => ["optional", name] as const)])
    replace(option, on(option, at(spelt, option), option));
  return { value: spelt, saidAs };

  function on(path: readonly string[], said: Data, writtenAt: readonly string[]): Data {
    if (typeof said !== "boolean" && !isDataObject(said)) return said;
    const settings = typeof said === "boolean" ? { enabled: said } : { enabled: true, ...said };
    if (typeof said === "boolean" || said["enabled"] === undefined)
      saidAs[[...path, "enabled"].join(".")] = writtenAt.join(".");
    return settings;
  }

  function replace([group, name]: readonly [string, string], said: Data): void {
    const before = spelt[group];
    if (said !== undefined && isDataObject(before))
      spelt = { ...spelt, [group]: { ...before, [name]: said } };
  }
}

function at(value: DataObject, [group, name]: readonly [string, string]): Data {
  const below = value[group];
  return isDataObject(below) ? below[name] : undefined;
}
