import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/**
 * Looks for optional peers in the user's project, all at once.
 *
 * @param purpose - what needs them, to begin a sentence: `packaging`
 * @param places - the folders of those who load them
 * @throws Error with the one command that installs what is missing
 */
export function checkInstalled(
  folder: string,
  purpose: string,
  packages: readonly string[],
  places: readonly string[] = [folder],
): void {
  const missing = missingPackages(places, packages);
  if (missing.length > 0)
    throw new Error(
      `${purpose} needs ${missing.join(", ")}, not installed in ${resolve(folder)}: npm install --save-dev ${missing.join(" ")}`,
    );
}

/**
 * Loads a package from the first of these folders that has it.
 *
 * @throws Error where none has it: call {@link checkInstalled} before
 */
export function loadFrom(places: readonly string[], name: string): unknown {
  const loaders = loadersOf(places);
  const loader = loaders.find((each) => isInstalled(each, name));
  if (loader === undefined) throw new Error(`${name} is not installed`);
  return loader(name);
}

function loadersOf(places: readonly string[]): readonly NodeJS.Require[] {
  return places.map((place) => createRequire(join(resolve(place), "package.json")));
}

/** Those that nobody in these folders can load. */
export function missingPackages(places: readonly string[], packages: readonly string[]): readonly string[] {
  const loaders = loadersOf(places);
  return packages.filter((name) => !loaders.some((loader) => isInstalled(loader, name)));
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
