import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { priceBook } from "../lib/cost/price-book";
import { TOOL, runProgram } from "../lib/cli/program";
import { installInto } from "./install-into";

/** Where what commands print is kept, a file for each; docs/reference/commands.md shows it. */
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

/** The same for commands that need Terraform, in a project that is made and deployed. */
export const shownWithTerraform = {
  rehearse: "rehearse --environment dev",
  deploy: "deploy --environment dev",
  plan: "plan --environment dev",
  destroy: "destroy --environment dev",
} as const;

/** The output of each command that is shown, as it is kept, `$ npx cdktf-azure-backend check` at its top. */
export function keptOutputs(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(FOLDER).map((file) => [file.replace(/\.txt$/, ""), readFileSync(join(FOLDER, file), "utf8")]),
  );
}

/** Runs the tool, and hands over what it prints on stdout. */
type Run = (args: readonly string[], cwd: string) => Promise<string>;

const noInput = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array());

/** Within this process, as in a terminal of 100 columns. */
async function runHere(args: readonly string[], cwd: string): Promise<string> {
  let printed = "";
  await runProgram({
    args,
    cwd,
    variables: process.env,
    columns: 100,
    color: false,
    // Outputs are the same on any day.
    today: priceBook.asOf,
    hiddenInput: { isTerminal: false, ask: noInput, read: noInput },
    signal: new AbortController().signal,
    print: (text) => {
      printed += text;
    },
    say: () => undefined,
    pass: () => undefined,
  });
  return printed;
}

/** What each line prints, typed one after another in a folder, below what was typed. */
export async function outputsOf<Name extends string>(
  lines: Readonly<Record<Name, string>>,
  cwd: string,
  run: Run = runHere,
): Promise<Readonly<Record<string, string>>> {
  const outputs: Record<string, string> = {};
  for (const [name, line] of Object.entries<string>(lines))
    outputs[name] = comparable(`$ npx ${TOOL} ${line}\n${await run(line.split(" "), cwd)}`);
  return outputs;
}

/** With numbers that any change of the library, or of Azure's answers, would change. */
function comparable(text: string): string {
  return text.replace(/\b[\da-f]{16}\.zip/g, "0123456789abcdef.zip").replace(/\d+ requests/g, "592 requests");
}

/**
 * Makes the project that the commands run in, whose id is not random.
 *
 * @param installed - the folder of the built library
 * @returns its folder, and what `init` prints
 */
export async function newProject(
  folder: string,
  installed: string,
): Promise<{ readonly project: string; readonly init: Readonly<Record<string, string>> }> {
  const init = await outputsOf({ init: shownCommands.init }, folder);
  const project = join(folder, "shop");
  const config = join(project, "cdktf.json");
  writeFileSync(config, readFileSync(config, "utf8").replace(/[\da-f-]{36}/, PROJECT_ID));
  installInto(project, installed);
  return { project, init };
}

/** Types every shown command that needs no Terraform. @param folder - an empty one */
export async function commandOutputs(
  folder: string,
  installed: string,
): Promise<Readonly<Record<string, string>>> {
  const { project, init } = await newProject(folder, installed);
  const { init: _init, ...others } = shownCommands;
  return { ...init, ...(await outputsOf(others, project)) };
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
