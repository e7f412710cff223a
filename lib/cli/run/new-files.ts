import { lstatSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Writes files that are not there yet, all of them or none.
 *
 * @param texts - by path, with `/`
 * @returns the paths, sorted
 * @throws Error with every file that is there already, before anything is written
 */
export function writeNewFiles(
  folder: string,
  texts: Readonly<Record<string, string | Uint8Array>>,
): readonly string[] {
  const files = Object.keys(texts).sort();
  checkNothingThere(folder, files);
  const made: string[] = [];
  try {
    for (const file of files) {
      const path = join(folder, file);
      const first = mkdirSync(dirname(path), { recursive: true });
      if (first !== undefined) made.push(first);
      // Fails where the file has come there meanwhile.
      writeFileSync(path, texts[file] ?? "", { flag: "wx" });
      made.push(path);
    }
  } catch (error) {
    for (const path of made.reverse()) rmSync(path, { recursive: true, force: true });
    throw error;
  }
  return files;
}

function checkNothingThere(folder: string, files: readonly string[]): void {
  if (kindOf(folder) === "file") throw new Error(`${folder} is a file: use another folder.`);
  const there = new Set<string>();
  for (const file of files) {
    const parent = dirname(file);
    // A file in the place of a folder that is needed.
    if (parent !== "." && kindOf(join(folder, parent)) === "file") there.add(parent);
    else if (kindOf(join(folder, file)) !== undefined) there.add(file);
  }
  if (there.size === 0) return;
  throw new Error(
    [
      "These files already exist, and nothing was written:",
      ...[...there].sort().map((file) => `  ${file}`),
      "Use another folder, or move the files.",
    ].join("\n"),
  );
}

/** A link counts as what it leads to; one that leads nowhere is in the way like a file. */
function kindOf(path: string): "file" | "folder" | undefined {
  const isThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  if (!isThere) return undefined;
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? "folder" : "file";
}
