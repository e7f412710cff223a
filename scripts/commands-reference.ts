import { type CommandDefinition, JSON_VERSION } from "../lib/cli/command";
import { commands } from "../lib/cli/commands";
import { exitCodes } from "../lib/cli/exit-codes";
import { TOOL } from "../lib/cli/program";
import { keptOutputs } from "./command-outputs";

/** `docs/reference/commands.md`: every command with its options, examples, JSON output and exit codes, from its definition. */
export function commandsReference(): string {
  const outputs = keptOutputs();
  const lines = [
    "# Commands",
    "",
    `\`npx ${TOOL} <command>\` runs the app that \`cdktf.json\` names, on Node 20 and later, without cdktf-cli. \`cdktf synth\` and`,
    "`cdktf deploy` go on working beside it: files and state are the same.",
    "",
    "Results are printed on stdout, everything else on stderr: what is being done, what the app and Terraform say, errors. No command",
    "asks anything. `NO_COLOR` is honoured.",
    "",
    "| Command | What it does |",
    "| --- | --- |",
    ...commands.map(({ name, summary }) => `| [\`${name}\`](#${name}) | ${summary} |`),
    "",
    "## Which app and which environment",
    "",
    "A command looks for `cdktf.json` in the working folder and above it, and runs its `app` there, with its context. `--app` names",
    "another file (`.ts` is run by the project's own tsx, `.js` by Node), or a command in quotes.",
    "",
    "`--environment` takes the names of environments that the app defines. An app that names none, and leaves it to",
    "`BACKEND_ENVIRONMENT`, gets the name that is asked for. What the app prints is shown on stderr.",
    "",
    "## Exit codes",
    "",
    "| Code | Meaning |",
    "| --- | --- |",
    ...Object.values(exitCodes).map(({ code, meaning }) => `| ${code} | ${meaning} |`),
    "",
    "## JSON output",
    "",
    `Every command takes \`--json\`: stdout is then one JSON object with \`version\` (${JSON_VERSION}: it grows when a field is renamed, removed or`,
    "means something else), `command`, and the fields of the command. Where the command fails it has `error` instead, with `message` and",
    "`problems`: each has `path`, `message`, `from` and `fix`.",
    ...commands.flatMap((definition) => sectionOf(definition, outputs[definition.name])),
    "",
  ];
  return lines.join("\n");
}

function sectionOf(definition: CommandDefinition, output: string | undefined): readonly string[] {
  const { name, summary, details, argument, options, examples, json, endings } = definition;
  const shown =
    argument === undefined ? "" : argument.required ? ` <${argument.name}>` : ` [${argument.name}]`;
  return [
    "",
    `## ${name}`,
    "",
    details === undefined ? summary : `${summary} ${details}`,
    "",
    "```sh",
    ...examples.flatMap(([line, does]) => [`# ${does}`, `npx ${TOOL} ${line}`]),
    "```",
    ...(output === undefined ? [] : ["", "```text", output.trimEnd(), "```"]),
    "",
    `| \`${name}${shown}\` | | Default |`,
    "| --- | --- | --- |",
    ...(argument === undefined ? [] : [`| \`${argument.name}\` | ${argument.summary} | |`]),
    ...Object.entries(options).map(
      ([flag, option]) =>
        `| \`--${flag}${option.value === undefined ? "" : ` <${option.value}>`}\` | ${cell(option.summary)} | ${cell(option.otherwise ?? "")} |`,
    ),
    "",
    "| JSON field | |",
    "| --- | --- |",
    ...Object.entries(json).map(([field, says]) => `| \`${field}\` | ${cell(says)} |`),
    "",
    `Exit codes: ${[...endings, "failed" as const, "usage" as const, "interrupted" as const]
      .map((ending) => exitCodes[ending].code)
      .join(", ")}.`,
  ];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
