import { EVERY_PULL_REQUEST, pullRequestOf } from "../../azure/names/pull-request";
import { environments as builtIn } from "../environments";
import { fixedEnvironments } from "../environments/fixed";
import { pullRequest } from "../environments/pull-request";
import { type NotTakenOver, takenOver } from "../pull-requests/not-taken-over";
import { didYouMean } from "../../settings/nearest";
import type { Problem } from "../../settings/problems";
import { redacted } from "../../settings/redacted";
import type { EnvironmentDefaults } from "./backend-options";
import { environmentNames } from "./environment-names";
import { type Data, type DataObject, type Layer, isDataObject } from "../../settings/merge";
import { pathBelow, pathOf, valueAt, withValue, without } from "../../settings/option-path";
import { impossibleValues } from "../../settings/impossible-values";
import { type OptionFault, optionFaults } from "./option-faults";
import { spelledOut } from "./switches";
import { unsetValues } from "./unset-values";

/** What an environment has beside the options of a call. */
const environmentOptions = ["extends"];

/** Options as written to a layer of the merge: checked, in one spelling, without what is wrong. */
export function asLayer(
  name: string,
  chosen: boolean,
  written: DataObject,
  beside: readonly string[],
  at: string,
): { layer: Layer; problems: readonly Problem[] } {
  // First: the merge would take some of these for "not said".
  const lost = [...impossibleValues(written), ...unsetValues(written)];
  const kept = lost.reduce((value, { keys }) => without(value, keys), written);
  const { external, transform, importFrom, ...all } = withoutUndefined(kept) as DataObject;
  // The schema knows the names of presets.
  const { function: naming, given } = withoutFunction(all);
  const faults = optionFaults(given, [...beside, "external", "transform", "importFrom"]);
  const problems = [...lost, ...faults].map((fault) => problemOf(fault, name, at));
  const sound = faults.reduce((value, fault) => without(value, fault.keys), given);
  const spelling = oneSpelling(sound, name, at);
  return {
    // These hold constructs, functions and ids of either, and are checked when all layers are one.
    layer: {
      name,
      chosen,
      value: { ...spelling.value, ...naming, external, transform, importFrom },
      saidAs: spelling.saidAs,
    },
    problems: [...problems, ...spelling.problems],
  };
}

/** `naming` apart, where it is a function. */
function withoutFunction(all: DataObject): { readonly function: DataObject; readonly given: DataObject } {
  const { naming, ...given } = all;
  return typeof naming === "function" ? { function: { naming }, given } : { function: {}, given: all };
}

/** How messages name what every environment of a pull request begins with. */
export const PULL_REQUEST_LAYER = "environments of pull requests";

/** What the library has of an environment: a test knows that nothing is wrong with it. */
function predefinedLayer(name: string, written: DataObject): Layer {
  const { value, saidAs } = oneSpelling(written, name, "");
  return { name, chosen: false, value, saidAs };
}

/** `Did you mean "prod"?`, of `production` too. */
function meant(name: string, known: readonly string[]): string {
  const other = environmentNames[name.toLowerCase()];
  return other !== undefined && known.includes(other)
    ? `. Did you mean "${other}"?`
    : didYouMean(name, known);
}

export function problemOf({ keys, message, fix }: OptionFault, layer: string, at: string): Problem {
  const path = pathBelow(at, keys);
  return { path, message, from: [layer], fix };
}

/** Other words for an option: those of the specification's tables, and of its switches. */
const SPELLINGS: readonly {
  readonly alias: readonly string[];
  readonly option: readonly string[];
}[] = [
  { alias: ["logRetention"], option: ["logs", "retentionInDays"] },
  { alias: ["vnet"], option: ["networking", "vnet"] },
  { alias: ["privateEndpoints"], option: ["networking", "privateEndpoints"] },
  { alias: ["defaults", "vnet"], option: ["networking", "vnet"] },
  { alias: ["defaults", "privateEndpoints"], option: ["networking", "privateEndpoints"] },
  { alias: ["apim"], option: ["optional", "apim", "enabled"] },
  { alias: ["defaults", "apim"], option: ["optional", "apim", "enabled"] },
  { alias: ["organization"], option: ["optional", "apim", "publisherName"] },
];

/** Every option under its own name; an option and its alias that disagree are a problem. */
function oneSpelling(
  value: DataObject,
  layer: string,
  at: string,
): { value: DataObject; saidAs: Readonly<Record<string, string>>; problems: readonly Problem[] } {
  // First, so that a spelling that says one setting of a thing finds it as an object.
  const switched = spelledOut(value);
  const saidAs: Record<string, string> = { ...switched.saidAs };
  const problems: Problem[] = [];
  let spelt = switched.value;
  for (const { alias, option } of SPELLINGS) {
    const given = valueAt(spelt, alias) as Data;
    if (given === undefined) continue;
    spelt = without(spelt, alias);
    const path = pathOf(option);
    const other = valueAt(spelt, option);
    if (other !== undefined && other !== given) {
      const otherwise = saidAs[path] ?? path;
      problems.push({
        path: pathBelow(at, alias),
        message: `is ${redacted(given)}, but ${otherwise}, the same option, is ${redacted(other)}`,
        from: [`${layer} (${pathOf(alias)} and ${otherwise})`],
        fix: "remove one of them",
      });
      continue;
    }
    // A value that was written under the option's own name keeps it.
    if (other === undefined) saidAs[path] = pathOf(alias);
    spelt = withValue(spelt, option, given);
  }
  const { defaults, ...rest } = spelt;
  const isEmpty = isDataObject(defaults) && Object.keys(defaults).length === 0;
  return { value: defaults === undefined || isEmpty ? rest : spelt, saidAs, problems };
}

function withoutUndefined(value: Data): Data {
  if (!isDataObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, given]) =>
      given === undefined ? [] : [[key, withoutUndefined(given)]],
    ),
  );
}

/**
 * The layers of an environment, weakest first: where it starts from, then itself. Undefined when the name leads
 * nowhere.
 *
 * @param environment - what was asked for, a text unless somebody wrote something else
 * @param from - where it was asked for
 */
export function environmentLayers(
  environment: unknown,
  from: string,
  environments: unknown,
): {
  layers: readonly Layer[] | undefined;
  problems: readonly Problem[];
  /** What an environment of a pull request leaves out of the environments that it extends. */
  notTakenOver: readonly NotTakenOver[];
} {
  const problems: Problem[] = [];
  const notTakenOver: NotTakenOver[] = [];
  const problem = (path: string, message: string, fix: string, source = "your options"): undefined => {
    problems.push({ path, message, from: [source], fix });
    return undefined;
  };
  problems.push(
    ...impossibleValues(environments).map((fault) => problemOf(fault, "your options", "environments")),
  );
  if (!isDataObject(environments)) {
    problem(
      "environments",
      `must be an object, got ${redacted(environments)}`,
      'write it like { staging: { extends: "prod" } }',
    );
    return { layers: undefined, problems, notTakenOver };
  }
  const own = environments;
  const known = [...new Set([...Object.keys(builtIn), ...Object.keys(own)])];
  for (const name of Object.keys(own).filter((each) => Object.hasOwn(fixedEnvironments, each)))
    problem(
      `environments.${name}`,
      `${name} is a predefined environment and cannot be redefined`,
      `choose another name, and set extends: "${name}"`,
    );
  return { layers: chain(environment, []), problems, notTakenOver };

  function chain(name: unknown, through: readonly string[]): readonly Layer[] | undefined {
    const path = through.length === 0 ? "environment" : `environments.${through.at(-1)}.extends`;
    const source = through.length === 0 ? from : "your options";
    if (typeof name !== "string") {
      problem(
        path,
        `must be the name of an environment, got ${redacted(name)}`,
        `use ${Object.keys(builtIn).join(", ")}, or a name of environments`,
        source,
      );
      return;
    }
    const predefined = predefinedNamed(name, through.at(-1));
    if (predefined !== undefined) return [predefinedLayer(`environment "${name}"`, predefined as DataObject)];
    if (!Object.hasOwn(own, name)) {
      if (pullRequestOf(name) !== undefined)
        return Object.hasOwn(own, EVERY_PULL_REQUEST)
          ? chain(EVERY_PULL_REQUEST, through)
          : [predefinedLayer(PULL_REQUEST_LAYER, pullRequest)];
      // What extends itself would be found, and goes nowhere.
      const offered = known.filter((each) => !through.includes(each));
      problem(
        path,
        `must be one of ${offered.join(", ")}, got ${redacted(name)}${meant(name, offered)}`,
        name.startsWith("pr-")
          ? "use the number of a pull request without leading zeros, such as pr-12, or one of them"
          : "use one of them, or add it to environments",
        source,
      );
      return;
    }
    if (through.includes(name)) {
      problem(
        path,
        `is circular: ${[...through, name].join(" → ")}`,
        "set extends of one of them to dev or prod",
      );
      return;
    }
    const definition = own[name];
    if (!isDataObject(definition)) {
      problem(
        `environments.${name}`,
        `must be an object with options, got ${redacted(definition)}`,
        'write it like { extends: "dev" }',
      );
      return;
    }
    const { extends: base, ...written } = definition;
    const { layer, problems: found } = asLayer(
      `your environment "${name}"`,
      true,
      written,
      environmentOptions,
      `environments.${name}`,
    );
    problems.push(...found);
    const below = chain(base, [...through, name]);
    if (below === undefined) return undefined;
    const isPullRequest = name === EVERY_PULL_REQUEST || pullRequestOf(name) !== undefined;
    return [...(isPullRequest ? forPullRequest(below) : below), layer];
  }

  /** One of the library, unless the user has one of that name, which may extend it. */
  function predefinedNamed(name: string, extending: string | undefined): EnvironmentDefaults | undefined {
    const isOwn = Object.hasOwn(own, name) && !Object.hasOwn(fixedEnvironments, name);
    return !Object.hasOwn(builtIn, name) || (isOwn && extending !== name) ? undefined : builtIn[name];
  }

  /** What was chosen for another environment, as far as one of a pull request can have it too. */
  function forPullRequest(below: readonly Layer[]): readonly Layer[] {
    const [first, ...others] = below;
    if (first?.name === PULL_REQUEST_LAYER) return below;
    const taken = others.map(takenOver);
    notTakenOver.push(...taken.flatMap((each) => each.notTakenOver));
    return [predefinedLayer(PULL_REQUEST_LAYER, pullRequest), ...taken.map(({ layer }) => layer)];
  }
}
