import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type EjectOptions, type Files, type FilesOfStacks, ejectHcl, ejectJson } from "../../eject/eject";
import type { JsonObject } from "../../stand-in/json";
import { HCL_PARSER } from "../../eject/read-back";
import { TerraformProject } from "../../eject/terraform-project";
import { checkInstalled, loadFrom } from "../../peers/installed";
import { LOCK_FILE, LockFiles } from "../../terraform/lock-files";
import { OPENTOFU, TERRAFORM } from "../../terraform/program";
import { selectStacks } from "../../terraform/select-stacks";
import { checkTerraform, terraformVersion } from "../../terraform/terraform-version";
import type { Result } from "../command";
import { type Surroundings, shownPath, step } from "../surroundings";
import { writeNewFiles } from "./new-files";
import { keptSynthesis, projectFor } from "./run-app";
import { forEngine, programFor } from "./stand-in-options";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
  readonly stack: readonly string[];
  readonly terraform: string | undefined;
  readonly syntax: "hcl" | "json" | undefined;
  readonly out: string | undefined;
}

interface Parser {
  readonly parse: (file: string, text: string) => Promise<unknown>;
}

/** Writes stacks as Terraform that needs neither this library nor the engine. */
export async function eject(given: Given, surroundings: Surroundings): Promise<Result> {
  const { syntax = "hcl" } = given;
  const { folder } = projectFor(given, surroundings);
  if (syntax === "hcl") checkInstalled(folder, "eject --syntax hcl", [HCL_PARSER], [folder, __dirname]);
  const program = programFor(given, surroundings);
  const isOpenTofu = await runsOnOpenTofu(syntax, program, surroundings.signal);
  const out = resolve(surroundings.cwd, given.out ?? join(folder, "terraform"));
  const options = await ejectOptions(given, surroundings, out, { program, isOpenTofu });
  checkNoConfiguration(out, options.stacks);
  const files = syntax === "json" ? ejectJson(options) : await inHcl(options, folder, program, surroundings);
  writeNewFiles(out, inFolders(files));
  return resultOf(files, syntax, shownPath(surroundings, out), isOpenTofu ? OPENTOFU : TERRAFORM);
}

/** Each of the two has lock files of its own. JSON is written where neither is installed as well. */
async function runsOnOpenTofu(
  syntax: "hcl" | "json",
  program: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (syntax === "hcl") return (await checkTerraform(program, signal)).isOpenTofu;
  const examined = await terraformVersion(program, signal);
  return "version" in examined && examined.isOpenTofu;
}

/** Terraform reads every file of a folder: those of an earlier run would say each resource twice. */
function checkNoConfiguration(out: string, stacks: readonly string[]): void {
  const there = stacks.flatMap((stack) => {
    const folder = join(out, stack);
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
    return readdirSync(folder)
      .filter((name) => /\.tf(\.json)?$/.test(name))
      .map((name) => join(folder, name));
  });
  if (there.length > 0)
    throw new Error(
      [
        "These folders already have a Terraform configuration, and nothing was written:",
        ...there.map((file) => `  ${file}`),
        "Use another folder with --out, or move the files.",
      ].join("\n"),
    );
}

async function ejectOptions(
  given: Given,
  surroundings: Surroundings,
  out: string,
  { program, isOpenTofu }: { readonly program: string; readonly isOpenTofu: boolean },
): Promise<EjectOptions> {
  const project = projectFor(given, surroundings);
  const synthesis = await keptSynthesis(project, given.environment, surroundings, {
    CDKTF_AZURE_BACKEND_RESOURCES: "1",
    ...forEngine(program),
  });
  const { outdir, backends } = synthesis;
  const selected = selectStacks(synthesis, { environments: given.environment, stacks: given.stack });
  const lockFiles = new LockFiles({
    folder: project.folder,
    isOpenTofu,
    readOnly: true,
    onWritten: () => undefined,
  });
  const lockFileOf = (stackFolder: string): string | undefined => {
    const file = join(project.folder, lockFiles.pathOf(stackFolder));
    return existsSync(file) && statSync(file).isFile() ? readFileSync(file, "utf8") : undefined;
  };
  return { stacks: selected.map(({ id }) => id), outdir, out, backends, lockFileOf };
}

/** Everything is tried in a temporary folder, as deep as the output folder. */
async function inHcl(
  options: EjectOptions,
  projectFolder: string,
  program: string,
  surroundings: Surroundings,
): Promise<FilesOfStacks> {
  const { parse } = loadFrom([projectFolder, __dirname], HCL_PARSER) as Parser;
  mkdirSync(dirname(options.out), { recursive: true });
  const folder = mkdtempSync(join(dirname(options.out), `.${basename(options.out)}-`));
  try {
    return await ejectHcl(options, {
      terraform: new TerraformProject({ folder, program, signal: surroundings.signal }),
      parse: async (text) => (await parse("stack.tf", text)) as JsonObject,
      step: (name, work) => step(surroundings, name, work),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inFolders(files: FilesOfStacks): Files {
  return Object.fromEntries(
    [...files].flatMap(([id, ofStack]) =>
      Object.entries(ofStack).map(([name, text]) => [`${id}/${name}`, text]),
    ),
  );
}

function resultOf(files: FilesOfStacks, syntax: string, out: string, command: string): Result {
  const stacks = [...files].map(([id, ofStack]) => ({
    id,
    folder: join(out, id),
    files: Object.keys(ofStack).sort(),
  }));
  const isUnlocked = stacks.some((stack) => !stack.files.includes(LOCK_FILE));
  return {
    ended: "done",
    text: [
      ...stacks.map(({ folder }) => folder),
      "",
      `Run ${command} init and ${command} plan in each folder, in this order: each plan must show no changes.`,
      ...(isUnlocked
        ? [`There is no lock file: commit the .terraform.lock.hcl that ${command} init writes.`]
        : []),
    ].join("\n"),
    json: { out, syntax, stacks },
  };
}
