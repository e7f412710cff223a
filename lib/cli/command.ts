import type { Ending } from "./exit-codes";
import type { Surroundings } from "./surroundings";

/** An option of a command. */
export interface OptionDefinition {
  /** One line for `--help`. */
  readonly summary: string;
  /** What its value is called, `file`; an option without one is a switch. */
  readonly value?: string;
  /** Several values, with commas or with the option several times. */
  readonly many?: true;
  /** The values that it takes. */
  readonly choices?: readonly string[];
  /** What stands for it where it is not given, in words for `--help`. */
  readonly otherwise?: string;
}

export type OptionDefinitions = Readonly<Record<string, OptionDefinition>>;

/** What was given for each option. */
export type Given<Options extends OptionDefinitions> = {
  readonly [Name in keyof Options]: Options[Name] extends { readonly value: string }
    ? Options[Name] extends { readonly many: true }
      ? readonly string[]
      : Options[Name] extends { readonly choices: readonly (infer Choice)[] }
        ? Choice | undefined
        : string | undefined
    : boolean;
};

/** What a command has found out or done. */
export interface Result {
  readonly ended: Ending;
  /** For people, on stdout. */
  readonly text: string;
  /** For programs, with `--json`: what docs/reference/commands.md describes. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** What carries a command out. */
export type Work<Options extends OptionDefinitions> = (
  given: Given<Options>,
  surroundings: Surroundings,
  argument: string | undefined,
) => Promise<Result>;

/** A command as `--help` and docs/reference/commands.md describe it. What carries it out is loaded when it is called. */
export interface CommandDefinition<Options extends OptionDefinitions = OptionDefinitions> {
  readonly name: string;
  /** One sentence, for the list of commands. */
  readonly summary: string;
  /** What else is worth knowing, in a few sentences. */
  readonly details?: string;
  readonly argument?: { readonly name: string; readonly summary: string; readonly required: boolean };
  readonly options: Options;
  /** Options that another command has, which was called like this one before. */
  readonly elsewhere?: {
    readonly command: string;
    /** What that command does, after its name. */
    readonly does: string;
    readonly options: readonly string[];
  };
  /** Lines to copy, each with what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** The fields of its JSON output, beside `version` and `command`. */
  readonly json: Readonly<Record<string, string>>;
  /** The endings that it has beside `failed`, `usage` and `interrupted`. */
  readonly endings: readonly Ending[];
  load(): Work<Options>;
}

/** Keeps the options' types together with the work that takes them. */
export function defineCommand<const Options extends OptionDefinitions>(
  definition: CommandDefinition<Options>,
): CommandDefinition {
  // A command is called with what its own options were parsed into.
  return definition as unknown as CommandDefinition;
}

/** The version of the shape of all JSON output: it grows with a field that is renamed, removed or means something else. */
export const JSON_VERSION = 1;

/** A result as `--json` prints it. */
export function jsonText(command: string, json: Result["json"]): string {
  return JSON.stringify({ version: JSON_VERSION, command, ...json }, undefined, 2);
}

/** A command that was called in a way that it does not take. */
export class UsageError extends Error {}
