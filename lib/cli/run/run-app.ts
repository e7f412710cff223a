import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Project, findProject } from "../../terraform/project";
import { selectStacks } from "../../terraform/select-stacks";
import type { Stack } from "../../terraform/stacks";
import { type Synthesis, synthesise } from "../../terraform/synthesis";
import { type Surroundings, step } from "../surroundings";

/** What a command was told about the app. */
export interface AppGiven {
  readonly app: string | undefined;
}

/** The project that a command runs on. */
export function projectFor({ app }: AppGiven, { cwd }: Surroundings): Project {
  return findProject(cwd, app);
}

/** Runs the app, and keeps what it writes. */
async function writeStacks(
  project: Project,
  outdir: string,
  environments: readonly string[],
  surroundings: Surroundings,
  variables: Readonly<Record<string, string>> = {},
): Promise<Synthesis> {
  return step(
    surroundings,
    "synth",
    () =>
      synthesise(project, {
        outdir,
        variables: { ...variablesFor(environments, surroundings), ...variables },
        signal: surroundings.signal,
        onOutput: surroundings.pass,
      }),
    ({ stacks }) => `${stacks.length} stacks`,
  );
}

/** What a command was told that writes stacks to keep. */
export interface WriteGiven extends AppGiven {
  readonly environment: readonly string[];
  readonly stack: readonly string[];
  readonly out: string | undefined;
}

/** Runs the app, and keeps its stacks in the folder that is named, or in the project's own; those that are asked for. */
export async function keptStacks(
  given: WriteGiven,
  surroundings: Surroundings,
  variables: Readonly<Record<string, string>> = {},
): Promise<{ readonly outdir: string; readonly stacks: readonly Stack[] }> {
  const { environment, stack, out } = given;
  const project = projectFor(given, surroundings);
  const outdir = out === undefined ? ownOutdir(project) : resolve(surroundings.cwd, out);
  const synthesis = await writeStacks(project, outdir, environment, surroundings, variables);
  return { outdir, stacks: selectStacks(synthesis, { environments: environment, stacks: stack }) };
}

/** Runs the app, and keeps all its stacks in the project's own folder. */
export async function keptSynthesis(
  project: Project,
  environments: readonly string[],
  surroundings: Surroundings,
  variables: Readonly<Record<string, string>> = {},
): Promise<Synthesis> {
  return writeStacks(project, ownOutdir(project), environments, surroundings, variables);
}

function ownOutdir({ folder }: Project): string {
  return join(folder, "cdktf.out");
}

interface PlansGiven extends AppGiven {
  readonly environment: readonly string[];
}

/** Runs the app for the plans of its backends. Its stacks are checked as always, and not kept. */
export async function definedBackends(given: PlansGiven, surroundings: Surroundings): Promise<Synthesis> {
  return readPlans(given, surroundings, (synthesis) => synthesis);
}

/**
 * Runs the app for the plans of its backends.
 *
 * @param read - sees what is written of the stacks all the same: what they guard
 */
export async function readPlans<T>(
  given: PlansGiven,
  surroundings: Surroundings,
  read: (synthesis: Synthesis) => T,
): Promise<T> {
  return temporaryStacks(given, surroundings, read, { CDKTF_AZURE_BACKEND_PLANS_ONLY: "1" });
}

/**
 * Runs the app, and throws away what it writes.
 *
 * @param read - sees it before that
 */
export async function temporaryStacks<T>(
  given: PlansGiven,
  surroundings: Surroundings,
  read: (synthesis: Synthesis) => T,
  variables: Readonly<Record<string, string>> = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "stacks-"));
  try {
    const project = projectFor(given, surroundings);
    const outdir = join(folder, "cdktf.out");
    return read(await writeStacks(project, outdir, given.environment, surroundings, variables));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An app that names no environment takes it from this variable: the one that is asked for. */
export function variablesFor(
  environments: readonly string[],
  { variables }: Surroundings,
): Readonly<Record<string, string>> {
  const [name, ...others] = environments;
  const isOne = name !== undefined && others.length === 0 && !name.includes("*");
  return isOne && !variables["BACKEND_ENVIRONMENT"] ? { BACKEND_ENVIRONMENT: name } : {};
}
