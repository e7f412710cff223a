/**
 * Writes the part of the published schema of Azure Pipelines that tests read the generated pipelines with:
 * `npx tsx scripts/generate-pipelines-schema.ts <git directory of microsoft/azure-pipelines-vscode>`.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import type { Json, JsonObject } from "../lib/stand-in/json";

const FILE = "service-schema.json";
/** What generated pipelines use: there are hundreds. */
const TASKS = ["AzureCLI@2", "NodeTool@0"];
const FOR_EDITORS = ["description", "doNotSuggest", "deprecationMessage", "aliases", "ignoreCase"];

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Without what only editors read; names of properties stay, whatever they are. */
function plain(value: Json, areNames = false): Json {
  // Unicode mode of regular expressions, which the validator uses, knows fewer escapes.
  if (typeof value === "string") return value.startsWith("^") ? value.replaceAll(/\\([~: ])/g, "$1") : value;
  if (Array.isArray(value)) return value.map((each: Json) => plain(each));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => areNames || !FOR_EDITORS.includes(name))
      .map(([name, each]) => [name, plain(each, name === "properties" || name === "definitions")]),
  );
}

/** Whether a choice among tasks is about one that is used. */
function isUsed(choice: Json): boolean {
  return TASKS.some((task) =>
    [`"${task}"`, `"^${task}$"`].some((each) => JSON.stringify(choice).includes(each)),
  );
}

function usedTasks(task: Json | undefined): Json {
  if (!isObject(task) || !isObject(task["properties"])) throw new Error("the schema has no tasks");
  const { properties } = task;
  const names = properties["task"];
  if (!isObject(names) || !Array.isArray(names["anyOf"]) || !Array.isArray(task["anyOf"]))
    throw new Error("the schema has another form of tasks");
  return {
    ...task,
    properties: { ...properties, task: { anyOf: names["anyOf"].filter(isUsed) } },
    anyOf: task["anyOf"].filter(isUsed),
  };
}

async function main([repository = ""]: readonly string[]): Promise<void> {
  const git = (...args: readonly string[]): string =>
    execFileSync("git", [`--git-dir=${repository}`, ...args], { encoding: "utf8", maxBuffer: 2 ** 26 });
  const commit = git("rev-parse", "HEAD").trim();
  const schema = JSON.parse(git("show", `HEAD:${FILE}`)) as JsonObject;
  const definitions = schema["definitions"];
  if (!isObject(definitions)) throw new Error("the schema has no definitions");
  const made = {
    $schema: schema["$schema"],
    $comment: `microsoft/azure-pipelines-vscode (MIT), ${FILE} at ${commit}; descriptions, and tasks that are not used here, are left out`,
    oneOf: schema["oneOf"],
    definitions: plain({ ...definitions, task: usedTasks(definitions["task"]) }, true),
  };
  const file = join(__dirname, "../__tests__/pipeline/azure-pipelines-schema.json");
  writeFileSync(file, await format(JSON.stringify(made), { parser: "json", printWidth: 110 }));
}

void main(process.argv.slice(2));
