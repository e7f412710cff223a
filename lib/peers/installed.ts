import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/**
 * Looks for optional peers in the user's project, all at once.
 *
 * @param purpose - what needs them, to begin a sentence: `packaging`
 * @throws Error with the one command that installs what is missing
 */
export function checkInstalled(folder: string, purpose: string, packages: readonly string[]): void {
  const missing = missingPackages(folder, packages);
  if (missing.length > 0)
    throw new Error(
      `${purpose} needs ${missing.join(", ")}, not installed in ${resolve(folder)}: npm install --save-dev ${missing.join(" ")}`,
    );
}

/** Those that neither a project nor this package can load. */
export function missingPackages(folder: string, packages: readonly string[]): readonly string[] {
  const places = [resolve(folder), __dirname].map((place) => createRequire(join(place, "package.json")));
  return packages.filter((name) => !places.some((place) => isInstalled(place, name)));
}

function isInstalled(project: NodeJS.Require, name: string): boolean {
  // Some have no file that require would load, and some do not let their manifest be read.
  return [name, `${name}/package.json`].some((path) => {
    try {
      project.resolve(path);
      return true;
    } catch {
      return false;
    }
  });
}
