import type { StandInOptions } from "../../terraform/on-stand-in";
import { PROGRAM_VARIABLE, terraformProgram } from "../../terraform/program";
import { type Surroundings, begunLine, endedLine } from "../surroundings";
import { projectFor, variablesFor } from "./run-app";

/** What a command was told that runs Terraform on the stand-in. */
export interface StandInGiven {
  readonly app: string | undefined;
  readonly environment: string | undefined;
  readonly terraform: string | undefined;
  readonly verbose: boolean;
}

/** One environment of the app, with its steps told on the way. */
export function standInOptions(given: StandInGiven, surroundings: Surroundings): StandInOptions {
  const { say, pass, signal } = surroundings;
  const environments = given.environment === undefined ? [] : [given.environment];
  const program = programFor(given, surroundings);
  return {
    project: projectFor(given, surroundings),
    selection: { environments, one: true },
    variables: { ...variablesFor(environments, surroundings), ...forEngine(program) },
    terraform: program,
    signal,
    onBegin: (name) => {
      say(begunLine(name));
    },
    onStep: ({ name, result, seconds }) => {
      say(endedLine(name, result, seconds));
    },
    ...(given.verbose ? { onOutput: pass } : {}),
  };
}

/** The program that a command was told to use, or that of the environment. */
export function programFor(
  { terraform }: { readonly terraform: string | undefined },
  { cwd, variables }: Surroundings,
): string {
  return terraformProgram(terraform, variables, cwd);
}

/** For the app: at synth, the engine asks the program for its version where the state is in the cloud. */
export function forEngine(program: string): Readonly<Record<string, string>> {
  return { [PROGRAM_VARIABLE]: program };
}
