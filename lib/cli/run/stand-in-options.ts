import { resolve } from "node:path";
import type { StandInOptions } from "../../terraform/on-stand-in";
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
  return {
    project: projectFor(given, surroundings),
    selection: { environments, one: true },
    variables: variablesFor(environments, surroundings),
    terraform: terraformProgram(given, surroundings),
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

/** The engines' CLIs read the same variable. */
export function terraformProgram(
  { terraform }: { readonly terraform: string | undefined },
  { cwd, variables }: Surroundings,
): string {
  // A variable that is set to nothing is not set.
  const program = [terraform, variables["TERRAFORM_BINARY_NAME"]].find(Boolean) ?? "terraform";
  // Terraform runs in folders of its own, so that a relative path would lead elsewhere.
  return /[/\\]/.test(program) ? resolve(cwd, program) : program;
}
