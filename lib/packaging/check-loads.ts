import type { Problem } from "../settings/problems";
import { type LoadablePackage, loadPackage } from "./load-package";
import type { LoadFault, LoadedFunction } from "./load-script";
import type { PlaceholderSettings } from "./placeholder-settings";

/** How messages name a component. */
export type PathOf = (component: string) => string | undefined;

/**
 * Loads a package with the settings of each environment, and each of its apps.
 *
 * @param namesOf - the functions of an app, of the first one for undefined
 *
 * @returns a problem for each component that does not load, with its own message and where in the code it comes from
 */
export async function checkLoads(
  loadable: LoadablePackage,
  namesOf: (app: string | undefined) => readonly string[],
  settings: readonly PlaceholderSettings[],
  { pathOf, signal }: { readonly pathOf: PathOf; readonly signal?: AbortSignal | undefined },
): Promise<readonly Problem[]> {
  const problems = new Map<string, Problem>();
  for (const { environment, app, values } of settings) {
    const { functions, faults } = await loadPackage(loadable, values, signal);
    for (const fault of faults) {
      const problem = problemOf(fault, environment, pathOf);
      const key = `${problem.path} ${problem.message}`;
      if (!problems.has(key)) problems.set(key, problem);
    }
    if (faults.length === 0) checkNames(functions, namesOf(app));
  }
  return [...problems.values()];
}

function problemOf(
  { component, message, stack }: LoadFault,
  environment: string | undefined,
  pathOf: PathOf,
): Problem {
  const at = userLine(stack);
  const where = environment === undefined ? "" : `, with the app settings of "${environment}"`;
  return {
    path: (component === undefined ? undefined : pathOf(component)) ?? "components",
    message: `does not load${where}: ${message}${at === undefined ? "" : ` (at ${at})`}`,
    from: ["your components"],
    fix:
      "read settings and connect when the function runs, or correct the code. If the code needs real values instead of placeholders, " +
      `set load: { settings }; load: false turns this check off (it ran on Node ${process.versions.node})`,
  };
}

/** The first line of a trace that is in the user's own code. */
function userLine(stack: string): string | undefined {
  return stack
    .split("\n")
    .map((line) => /^\s+at .*?(?:file:\/\/)?([^\s()]+:\d+:\d+)\)?$/.exec(line)?.[1])
    .find(
      (place) =>
        place !== undefined &&
        !/^node:|node_modules|^(\.\.\/)?(load\.cjs|functions\.m?js|index\.\w+):/.test(place),
    );
}

/** A version of `@azure/functions` may register otherwise than this library expects. */
function checkNames(functions: readonly LoadedFunction[], names: readonly string[]): void {
  const registered = new Set(functions.map(({ name }) => name));
  const missing = names.filter((name) => !registered.has(name));
  if (missing.length > 0)
    throw new Error(
      `@azure/functions did not register ${missing.join(", ")}: check its version in your project, 4.5 or later is needed`,
    );
}
