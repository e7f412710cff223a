import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { scanFile } from "../../scan/scan-file";
import { scanText, secretCounts } from "../../scan/text";
import { findProject } from "../../terraform/project";
import { type Result, UsageError } from "../command";
import type { Surroundings } from "../surroundings";

interface Given {
  readonly "fail-on": "usable" | "unknown" | undefined;
}

/** Where a project's commands write: stacks, states on this machine, saved plans. */
const FOLDERS = ["cdktf.out", "state", "plans"];

/** Looks for secrets in a file, in a folder, or in what the project has written. */
export async function scan(
  given: Given,
  surroundings: Surroundings,
  path: string | undefined,
): Promise<Result> {
  const files = path === undefined ? projectFiles(surroundings) : filesAt(path, surroundings);
  const scanned = files.map((file) => {
    surroundings.signal.throwIfAborted();
    return scanFile(relative(surroundings.cwd, file) || file, readFileSync(file));
  });
  const found = scanned.flatMap((each) => each.found);
  const notes = scanned.flatMap((each) => each.notes);
  notes.forEach(surroundings.say);
  const counts = secretCounts(found);
  const most = counts.usable + (given["fail-on"] === "unknown" ? counts.unknown : 0);
  return Promise.resolve({
    ended: most > 0 ? "threshold" : "done",
    text: scanText(found, files.length),
    json: { files: files.length, found, counts, notes },
  });
}

function filesAt(path: string, { cwd }: Surroundings): readonly string[] {
  const place = resolve(cwd, path);
  if (!existsSync(place)) throw new UsageError(`${path} does not exist: scan a file or a folder.`);
  const files = statSync(place).isDirectory() ? filesBelow(place) : [place];
  if (files.length === 0)
    throw new UsageError(`${path} has no state, plan, stack or other text of Terraform.`);
  return files;
}

function projectFiles({ cwd }: Surroundings): readonly string[] {
  const { folder } = findProject(cwd);
  const files = FOLDERS.map((name) => join(folder, name))
    .filter((each) => existsSync(each))
    .flatMap(filesBelow);
  if (files.length === 0)
    throw new UsageError(
      `The project has nothing in ${FOLDERS.join(", ")}: run synth or plan first, or name a file or a folder.`,
    );
  return files;
}

/** Providers are programs, and installed packages are not the project's. */
const LEFT_OUT = new Set(["providers", "node_modules", ".git"]);
const READ = /\.(tfstate|backup|tfplan|json|tf|tfvars|hcl|bin|plan)$/;

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const place = join(folder, entry.name);
      if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : filesBelow(place);
      return entry.isFile() && READ.test(entry.name) ? [place] : [];
    });
}
