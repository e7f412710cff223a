import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../settings/problems";

/** Files that go into a package as they are. */
export interface AssetFiles {
  /** By path, relative to the root with slashes, sorted. */
  readonly files: readonly (readonly [string, Uint8Array])[];
  readonly problems: readonly Problem[];
}

/** Settings of one machine, with its secrets. */
const OF_THE_MACHINE = /(^|\/)(\.env(\.[^/]*)?|local\.settings\.json)$/;

/**
 * @param patterns - folders, files, or patterns with `*`, `**` and `?`, below the root
 * @param outDir - where packages are written to: they go into no other package
 */
export function assetFiles(patterns: readonly string[], root: string, outDir: string): AssetFiles {
  const found = new Set<string>();
  const problems: Problem[] = [];
  const problem = (index: number, message: string, fix: string): void => {
    problems.push({ path: `assets[${index}]`, message, from: ["your options"], fix });
  };
  for (const [index, given] of patterns.entries()) {
    const files = matching(given.replace(/^\.\//, "").replace(/\/$/, ""), root).filter(
      (file) => !file.startsWith(`${outDir}/`),
    );
    if (files.length === 0)
      problem(
        index,
        `no file matches ${JSON.stringify(given)}`,
        "use a folder, a file or a pattern below root",
      );
    for (const file of files)
      if (OF_THE_MACHINE.test(file))
        problem(
          index,
          `${file} contains settings of your machine`,
          "remove it: app settings come from the backend",
        );
      else found.add(file);
  }
  const files = [...found].sort().map((file) => [file, readFileSync(join(root, file))] as const);
  return { files, problems };
}

function matching(pattern: string, root: string): readonly string[] {
  const words = pattern.split("/");
  const first = words.findIndex((word) => /[*?]/.test(word));
  if (first < 0) return filesBelow(pattern, root);
  const expression = new RegExp(`^${words.map(segment).join("")}$`);
  return filesBelow(words.slice(0, first).join("/"), root).filter((file) => expression.test(file));
}

/** As shells have it: a star takes no slash, two take folders, and neither takes a name that begins with a dot. */
function segment(word: string, index: number, words: readonly string[]): string {
  const isLast = index === words.length - 1;
  if (word === "**") return isLast ? "(?:(?!\\.)[^/]+/)*(?!\\.)[^/]+" : "(?:(?!\\.)[^/]+/)*";
  const hidden = /^[*?]/.test(word) ? "(?!\\.)" : "";
  const text = word
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[^/]*")
    .replaceAll("?", "[^/]");
  return `${hidden}${text}${isLast ? "" : "/"}`;
}

/** A file itself, or every file below a folder but for what is installed there. */
function filesBelow(path: string, root: string): readonly string[] {
  const kind = statSync(join(root, path), { throwIfNoEntry: false });
  if (kind?.isFile() === true) return [path];
  if (kind?.isDirectory() !== true) return [];
  return readdirSync(join(root, path))
    .filter((name) => name !== "node_modules")
    .flatMap((name) => filesBelow(path === "" ? name : `${path}/${name}`, root));
}

/** How code asks where it is. */
const ASKS = /\b(__dirname|__filename)\b|import\.meta\.(url|dirname|filename)/;

/** Warnings of code of the project that finds files by its own place, which in a package is another one. */
export function placesAsked(inputs: readonly string[], root: string): readonly string[] {
  return inputs
    .filter((input) => /\.[cm]?[jt]sx?$/.test(input) && !input.split("/").includes("node_modules"))
    .filter((input) => statSync(join(root, input), { throwIfNoEntry: false })?.isFile() === true)
    .filter((input) => ASKS.test(readFileSync(join(root, input), "utf8")))
    .map(
      (input) =>
        `${input} uses its own path (__dirname, import.meta): in the package this is the folder of the package, and files that it reads must be in assets`,
    );
}
