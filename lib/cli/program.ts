import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { version } from "../../package.json";
import { type CommandDefinition, jsonText, type OptionDefinition, type Result, UsageError } from "./command";
import { commands } from "./commands";
import { type Ending, exitCodes } from "./exit-codes";
import type { Surroundings } from "./surroundings";
import { failureOf } from "./failure";

export const TOOL = "cdktf-azure-backend";

/** Where the program is called from, and where its results go. */
export interface Caller extends Surroundings {
  /** What follows the program's name. */
  readonly args: readonly string[];
  /** Writes a result, on stdout. */
  readonly print: (text: string) => void;
}

/** Runs one command. @returns the code that the process ends with */
export async function runProgram(caller: Caller): Promise<number> {
  let ending: Ending = "done";
  const program = programOf(caller, (reached) => {
    ending = reached;
  });
  try {
    await program.parseAsync([...caller.args], { from: "user" });
    return exitCodes[ending].code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.done.code : exitCodes.usage.code;
  }
}

/** The whole program, with every command and its help. */
export function programOf(caller: Caller, onEnding: (ending: Ending) => void): Command {
  const program = new Command(TOOL)
    .description("A production-ready serverless backend on Azure as reviewable Terraform.")
    .version(version, "--version", "prints the version")
    .helpOption("-h, --help", "prints this help, or that of a command")
    .helpCommand(false)
    .configureOutput({
      writeOut: caller.print,
      writeErr: caller.pass,
      getOutHelpWidth: () => caller.columns,
      getErrHelpWidth: () => caller.columns,
      getOutHasColors: () => caller.color,
      getErrHasColors: () => caller.color,
    })
    .exitOverride();
  for (const definition of commands) addCommand(program, definition, caller, onEnding);
  program.addHelpText("after", exitCodesText);
  return program;
}

function addCommand(
  program: Command,
  definition: CommandDefinition,
  caller: Caller,
  onEnding: (ending: Ending) => void,
): void {
  const { name, summary, details, argument, options, examples } = definition;
  const command = parentOf(program, name)
    .command(ownName(name))
    .summary(summary)
    .description(details === undefined ? summary : `${summary} ${details}`)
    .helpOption("-h, --help", "prints this help");
  if (argument !== undefined)
    command.argument(argument.required ? `<${argument.name}>` : `[${argument.name}]`, argument.summary);
  else command.allowExcessArguments(false);
  for (const [flag, option] of Object.entries(options)) command.addOption(optionOf(flag, option));
  for (const flag of definition.elsewhere?.options ?? [])
    command.addOption(new Option(`--${flag} [value]`).hideHelp());
  command.addOption(new Option("--json", "prints one JSON object, for programs"));
  command.addHelpText(
    "after",
    ["", "Examples:", ...examples.flatMap(([line, does]) => [`  # ${does}`, `  $ npx ${TOOL} ${line}`])].join(
      "\n",
    ),
  );
  command.action(async () => {
    onEnding(await carryOut(definition, command, caller));
  });
}

/** What commands of two words have in common: `secret set` is a command of `secret`. */
const groups: Readonly<Record<string, string>> = {
  secret: "Sets secrets of the key vault, and lists them.",
};

function ownName(name: string): string {
  return name.split(" ").at(-1) ?? name;
}

function parentOf(program: Command, name: string): Command {
  const [group = "", own] = name.split(" ");
  if (own === undefined) return program;
  return (
    program.commands.find((each) => each.name() === group) ??
    program
      .command(group)
      .summary(groups[group] ?? "")
      .description(groups[group] ?? "")
      .helpOption("-h, --help", "prints this help")
      .helpCommand(false)
  );
}

function optionOf(flag: string, { summary, value, many, choices, otherwise }: OptionDefinition): Option {
  const text = otherwise === undefined ? summary : `${summary} (default: ${otherwise})`;
  if (value === undefined) return new Option(`--${flag}`, text);
  const option = new Option(`--${flag} <${value}>`, text);
  if (many)
    return option.argParser((given: string, before: readonly string[] | undefined) => [
      ...(before ?? []),
      ...listed(given),
    ]);
  return choices === undefined ? option : option.choices([...choices]);
}

/** `dev,prod` as two. */
function listed(given: string): readonly string[] {
  const values = given.split(",").map((each) => each.trim());
  if (values.includes("")) throw new InvalidArgumentError("A value in the comma-separated list is empty.");
  return values;
}

/** Calls a command, and prints what comes of it. */
async function carryOut(definition: CommandDefinition, command: Command, caller: Caller): Promise<Ending> {
  const values: Readonly<Record<string, unknown>> = command.optsWithGlobals();
  const given = Object.fromEntries(
    Object.entries(definition.options).map(([flag, { value, many }]) => [
      flag,
      values[camelCase(flag)] ?? (value === undefined ? false : many ? [] : undefined),
    ]),
  );
  const asJson = values["json"] === true || given["format"] === "json";
  const elsewhere =
    definition.elsewhere?.options.filter((flag) => values[camelCase(flag)] !== undefined) ?? [];
  const result = await resultOf(definition, given as never, caller, {
    argument: command.args[0],
    asJson,
    elsewhere,
  });
  if (asJson) caller.print(`${jsonText(definition.name, result.json)}\n`);
  else if (result.text !== "") caller.print(result.text.endsWith("\n") ? result.text : `${result.text}\n`);
  return result.ended;
}

async function resultOf(
  definition: CommandDefinition,
  given: never,
  caller: Caller,
  {
    argument,
    asJson,
    elsewhere,
  }: {
    readonly argument: string | undefined;
    readonly asJson: boolean;
    /** Options that were given and that another command has. */
    readonly elsewhere: readonly string[];
  },
): Promise<Result> {
  try {
    if (elsewhere.length > 0) throw new UsageError(elsewhereText(definition, elsewhere));
    const work = definition.load();
    return await work(given, caller, argument);
  } catch (error) {
    const { ended, message, problems } = failureOf(error, caller.signal);
    if (message !== "") caller.say(message);
    if (error instanceof UsageError) caller.say(`See npx ${TOOL} ${definition.name} --help.`);
    return { ended, text: "", json: asJson ? { error: { message, problems } } : {} };
  }
}

function elsewhereText({ name, elsewhere }: CommandDefinition, flags: readonly string[]): string {
  const given = flags.map((flag) => `--${flag}`).join(", ");
  const { command = "", does = "" } = elsewhere ?? {};
  return `${name} has no option ${given}: call ${command}, which ${does}.`;
}

/** How commander names the value of a flag. */
function camelCase(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

const exitCodesText = [
  "",
  "Exit codes:",
  ...Object.values(exitCodes).map(({ code, meaning }) => `  ${String(code).padEnd(4)}${meaning}`),
].join("\n");
