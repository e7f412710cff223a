import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TOOL, runProgram } from "../lib/cli/program";
import { installInto } from "./install-into";

/** Where what commands print is kept, a file for each; docs/commands.md shows it. */
const FOLDER = join(__dirname, "command-outputs");

/**
 * What is typed, for each command whose output is shown and that needs neither Terraform nor Azure, in order: the first makes
 * the project that the others run in.
 */
export const shownCommands = {
  init: "init shop --template api",
  check: "check",
  synth: "synth",
  cost: "cost --environment dev",
  explain: "explain cosmos --environment prod",
  grants: "grants --environment dev",
  package: "package",
} as const;

/** The output of each command that is shown, as it is kept, `$ npx cdktf-azure-backend check` at its top. */
export function keptOutputs(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(FOLDER).map((file) => [file.replace(/\.txt$/, ""), readFileSync(join(FOLDER, file), "utf8")]),
  );
}

/** What a line prints on stdout, in a terminal of 100 columns, where it is typed in a folder. */
async function typed(line: string, cwd: string): Promise<string> {
  let shown = `$ npx ${TOOL} ${line}\n`;
  await runProgram({
    args: line.split(" "),
    cwd,
    variables: process.env,
    columns: 100,
    color: false,
    signal: new AbortController().signal,
    print: (text) => {
      shown += text;
    },
    say: () => undefined,
    pass: () => undefined,
  });
  return shown;
}

/** Types every shown command in an empty folder. @param installed - the folder of the built library */
export async function commandOutputs(
  folder: string,
  installed: string,
): Promise<Readonly<Record<string, string>>> {
  const { init, ...others } = shownCommands;
  const outputs: Record<string, string> = { init: await typed(init, folder) };
  const project = join(folder, "shop");
  const config = join(project, "cdktf.json");
  writeFileSync(config, readFileSync(config, "utf8").replace(/[\da-f-]{36}/, PROJECT_ID));
  installInto(project, installed);
  for (const [name, line] of Object.entries(others)) outputs[name] = await typed(line, project);
  return outputs;
}

const PROJECT_ID = "00000000-0000-4000-8000-000000000000";

async function writeOutputs(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "outputs-"));
  try {
    const outputs = await commandOutputs(folder, join(__dirname, ".."));
    for (const [name, text] of Object.entries(outputs)) writeFileSync(join(FOLDER, `${name}.txt`), text);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (require.main === module) void writeOutputs();
