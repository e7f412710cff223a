import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Project, findProject } from "../../terraform/project";
import { type Synthesis, synthesise } from "../../terraform/synthesis";
import type { Surroundings } from "../surroundings";
import { step } from "../surroundings";

/** What a command was told about the app. */
export interface AppGiven {
  readonly app: string | undefined;
}

/** The project that a command runs on. */
export function projectFor({ app }: AppGiven, { cwd }: Surroundings): Project {
  return findProject(cwd, app);
}

/** Runs the app, and keeps what it writes. */
export async function writeStacks(
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

/** Runs the app for the plans of its backends, and throws away what it writes. */
export async function definedBackends(
  given: AppGiven & { readonly environment: readonly string[] },
  surroundings: Surroundings,
): Promise<Synthesis> {
  const folder = mkdtempSync(join(tmpdir(), "stacks-"));
  try {
    const project = projectFor(given, surroundings);
    return await writeStacks(project, join(folder, "cdktf.out"), given.environment, surroundings);
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
