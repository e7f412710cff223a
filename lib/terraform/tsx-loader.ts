import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * What `node --import` loads to run TypeScript, of the tsx that a folder has: tsx.is/dev-api/node-cli. The program `tsx` does the
 * same in a second Node that it starts, which costs a quarter of a run.
 *
 * @returns a URL; undefined where there is no tsx, or one before 4, which Node loads otherwise
 */
export function tsxLoader(folder: string): string | undefined {
  const { resolve } = createRequire(join(folder, "package.json"));
  try {
    const { version } = JSON.parse(readFileSync(resolve("tsx/package.json"), "utf8")) as {
      readonly version: string;
    };
    return Number(version.split(".")[0]) < 4 ? undefined : pathToFileURL(resolve("tsx")).href;
  } catch {
    return undefined;
  }
}
