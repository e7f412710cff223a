import { fixedEnvironments } from "../../decide/environments/fixed";
import optionsSchema from "../../decide/options/options.schema.json";
import { callOptions } from "../../decide/options/call-options";
import { groupOfPath } from "../../settings/option-path";
import type { Problem } from "../../settings/problems";

/** An edit of the options that an environment is defined with, as data. */
export type Patch =
  | { readonly op: "remove"; readonly path: string }
  | { readonly op: "set"; readonly path: string; readonly value: unknown };

/**
 * The edit that a fix describes, where it is certain: the whole fix is `remove X`, or `set X to` a value in JSON, and X
 * stands in the options of the call. A fix that leaves a choice, or is about components, gives none.
 *
 * @param environment - undefined where it is not known
 */
export function patchOf(problem: Problem, environment: string | undefined): Patch | undefined {
  const { fix } = problem;
  const [, left] = /^remove (\S+)$/.exec(fix) ?? [];
  if (left !== undefined) return removal(left, problem, environment);
  const [, path, json = ""] = /^set (\S+) to (.+)$/.exec(fix) ?? [];
  return path === undefined ? undefined : assignment(path, json, problem);
}

function removal(left: string, { path, from }: Problem, environment: string | undefined): Patch | undefined {
  const meant = left === "it" ? path : left;
  // An environment of the user's own may say the same again.
  const isOnly =
    groupOfPath(meant) === "environments" ||
    (environment !== undefined && Object.hasOwn(fixedEnvironments, environment));
  return isOnly && isWritten(meant, path, from) ? { op: "remove", path: meant } : undefined;
}

function assignment(to: string, json: string, { path, from }: Problem): Patch | undefined {
  const meant = to === "it" ? path : to;
  const value = valueIn(json);
  const isCertain = to === "it" || to === path ? isWritten(meant, path, from) : isOption(meant);
  return value === undefined || !isCertain ? undefined : { op: "set", path: meant, value };
}

/**
 * Whether the user wrote it in the call, under this very path: another layer, or another spelling of the option, stands
 * elsewhere. Where a problem is found before the layers are one, its path is that of the call, and `from` names the layer
 * alone.
 */
function isWritten(meant: string, path: string, from: readonly string[]): boolean {
  if (from.every((each) => !each.includes("(")))
    return meant === path && from.length > 0 && !from.includes("your components");
  const about = from.filter((each) => each.includes(` (${meant} = `) || each.endsWith(` (${meant})`));
  return about.length === 1 && about.every((each) => each.startsWith("your options ("));
}

function isOption(path: string): boolean {
  const group = groupOfPath(path);
  return Object.hasOwn(optionsSchema.properties, group) || callOptions.includes(group);
}

function valueIn(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
