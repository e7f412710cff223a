import { environments as builtIn } from "../defaults";
import { didYouMean } from "../plan/nearest";
import { type Problem, shown } from "../plan/problems";
import type { EnvironmentDefinition } from "./backend-options";
import { type Data, type DataObject, type Layer, isDataObject } from "./merge";
import { type OptionFault, optionFaults } from "./option-faults";

/** Options as written to a layer of the merge: checked, in one spelling, without what is wrong. */
export function asLayer(
  name: string,
  chosen: boolean,
  written: DataObject,
  at: string,
): { layer: Layer; problems: readonly Problem[] } {
  const said = withoutUndefined(written) as DataObject;
  const faults = optionFaults(said);
  const problems = faults.map((fault) => problemOf(fault, name, at));
  const sound = faults.reduce((value, fault) => without(value, fault.keys), said);
  const spelling = oneSpelling(sound, name, at);
  return {
    layer: { name, chosen, value: spelling.value, saidAs: spelling.saidAs },
    problems: [...problems, ...spelling.problems],
  };
}

function problemOf({ keys, message, fix }: OptionFault, layer: string, at: string): Problem {
  const path = [...(at === "" ? [] : [at]), ...keys].join(".");
  return { path, message, from: [layer], fix };
}

/** `logRetention` is the specification's word for `logs.retentionInDays`. */
function oneSpelling(
  value: DataObject,
  layer: string,
  at: string,
): { value: DataObject; saidAs: Readonly<Record<string, string>>; problems: readonly Problem[] } {
  const { logRetention, ...rest } = value;
  if (logRetention === undefined) return { value: rest, saidAs: {}, problems: [] };
  const logs = isDataObject(rest["logs"]) ? rest["logs"] : {};
  const other = logs["retentionInDays"];
  const path = at === "" ? "logRetention" : `${at}.logRetention`;
  return {
    value: { ...rest, logs: { ...logs, retentionInDays: logRetention } },
    saidAs: { "logs.retentionInDays": "logRetention" },
    problems:
      other === undefined || other === logRetention
        ? []
        : [
            {
              path,
              message: `says ${shown(logRetention)} days, logs.retentionInDays says ${shown(other)}`,
              from: [`${layer} (logRetention and logs.retentionInDays)`],
              fix: "leave one of them out",
            },
          ],
  };
}

function withoutUndefined(value: Data): Data {
  if (!isDataObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, said]) =>
      said === undefined ? [] : [[key, withoutUndefined(said)]],
    ),
  );
}

/** The value without what stands at `keys`, so that the rest can still be judged. */
function without(value: DataObject, [key, ...rest]: readonly string[]): DataObject {
  if (key === undefined) return value;
  const { [key]: there, ...others } = value;
  return rest.length > 0 && isDataObject(there) ? { ...others, [key]: without(there, rest) } : others;
}

/**
 * The layers of an environment, weakest first: where it starts from, then itself. Undefined when the name leads
 * nowhere.
 */
export function environmentLayers(
  environment: string,
  from: string,
  own: Readonly<Record<string, EnvironmentDefinition>>,
): { layers: readonly Layer[] | undefined; problems: readonly Problem[] } {
  const known = [...Object.keys(builtIn), ...Object.keys(own)];
  const problems: Problem[] = Object.keys(own)
    .filter((name) => Object.hasOwn(builtIn, name))
    .map((name) => ({
      path: `environments.${name}`,
      message: `${name} is one of the library's own environments`,
      from: ["your options"],
      fix: `give it another name, with extends: "${name}"`,
    }));
  const layers = chain(environment, []);
  return { layers, problems };

  function chain(name: string, through: readonly string[]): readonly Layer[] | undefined {
    const predefined = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
    if (predefined !== undefined) {
      const { layer } = asLayer(`environment "${name}"`, false, predefined as DataObject, "");
      return [layer];
    }
    const definition = Object.hasOwn(own, name) ? own[name] : undefined;
    const path = through.length === 0 ? "environment" : `environments.${through.at(-1)}.extends`;
    if (definition === undefined) {
      problems.push({
        path,
        message: `${shown(name)} is none of ${known.join(", ")}${didYouMean(name, known)}`,
        from: [through.length === 0 ? from : "your options"],
        fix: "use one of them, or add it to environments",
      });
      return undefined;
    }
    if (through.includes(name)) {
      problems.push({
        path,
        message: `goes round in a circle: ${[...through, name].join(" → ")}`,
        from: ["your options"],
        fix: "let one of them extend dev or prod",
      });
      return undefined;
    }
    const { extends: base, ...written } = definition;
    const { layer, problems: found } = asLayer(
      `your environment "${name}"`,
      true,
      written as DataObject,
      `environments.${name}`,
    );
    problems.push(...found);
    const below = chain(base, [...through, name]);
    return below === undefined ? undefined : [...below, layer];
  }
}
