import { type CommandDefinition, JSON_VERSION } from "../lib/cli/command";
import { commands } from "../lib/cli/commands";
import { exitCodes } from "../lib/cli/exit-codes";
import { TOOL } from "../lib/cli/program";
import { keptOutputs } from "./command-outputs";
import { escaped } from "./markdown";

/** `docs/reference/commands.md`: every command with its options, examples, JSON output and exit codes, from its definition. */
export function commandsReference(): string {
  const outputs = keptOutputs();
  const lines = [
    "# Commands",
    "",
    "All commands with their options, output and exit codes.",
    "",
    `\`npx ${TOOL} <command>\` runs the app in \`cdktf.json\`. It needs Node 20 or later, and no cdktf-cli. You can use \`cdktf synth\``,
    "and `cdktf deploy` too: they use the same files and the same state.",
    "",
    "A command prints its result to stdout. Progress, output of the app and of Terraform, and errors go to stderr. Only",
    "`secret set` asks for input. Set `NO_COLOR` to switch colors off.",
    "",
    "| Command | Purpose |",
    "| --- | --- |",
    ...commands.map(({ name, summary }) => `| [\`${name}\`](#${name.replaceAll(" ", "-")}) | ${summary} |`),
    "",
    "## Choose the app and the environment",
    "",
    "A command looks for `cdktf.json` in the working folder and its parent folders. It runs the `app` of that file in its folder, with",
    "its context. `--app` selects another file (the project's tsx runs a `.ts` file, Node a `.js` file), or a command in quotes.",
    "",
    "`--environment` takes the names of environments that the app defines. If the app sets no `environment`, it receives the name in",
    "`BACKEND_ENVIRONMENT`.",
    "",
    "## Exit codes",
    "",
    "| Code | Meaning |",
    "| --- | --- |",
    ...Object.values(exitCodes).map(({ code, meaning }) => `| ${code} | ${meaning} |`),
    "",
    "## JSON output",
    "",
    "With `--json`, every command prints one JSON object to stdout. It has the fields `version` and `command`, and the fields of the",
    `command. \`version\` is ${JSON_VERSION}; it increases when a field is renamed, removed or changes its meaning. If the command fails, the object`,
    "has `error` instead, with `message` and `problems`. Each problem has `path`, `message`, `from` and `fix`.",
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
    `| \`${name}${shown}\` | Description | Default |`,
    "| --- | --- | --- |",
    ...(argument === undefined ? [] : [`| \`${argument.name}\` | ${argument.summary} | |`]),
    ...Object.entries(options).map(
      ([flag, option]) =>
        `| \`--${flag}${option.value === undefined ? "" : ` <${option.value}>`}\` | ${escaped(option.summary)} | ${escaped(option.otherwise ?? "")} |`,
    ),
    "",
    "| JSON field | Content |",
    "| --- | --- |",
    ...Object.entries(json).map(([field, says]) => `| \`${field}\` | ${escaped(says)} |`),
    "",
    `Exit codes: ${[...endings, "failed" as const, "usage" as const, "interrupted" as const]
      .map((ending) => exitCodes[ending].code)
      .join(", ")}.`,
  ];
}
