import { statSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";
import { codeOf } from "./code";
import type { Components } from "./component";

/** The file that holds a component's handler: `entry` is relative to the project, or the path of a file in a package. */
export function entryFile(root: string, entry: string): string {
  return resolve(root, entry);
}

/** A problem for each component whose source file is not there: only a release would find out. */
export function missingEntries(components: Components, root: string): readonly Problem[] {
  return Object.entries(components).flatMap(([key, component]) => {
    const entry = codeOf(component)?.entry;
    if (typeof entry !== "string" || entry === "" || isFile(entryFile(root, entry))) return [];
    return [
      {
        path: `components.${key}.entry`,
        message: `the file ${redacted(entry)} does not exist in the folder of the project${away(root)}`,
        from: ["your components"],
        fix: "set the source file of the handler, relative to the folder of cdktf.json or to the option root",
      },
    ];
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Where the folder is, seen from where the program runs. */
function away(root: string): string {
  const path = relative(process.cwd(), root).replaceAll("\\", "/");
  return path === "" ? "" : `, ${path}`;
}
