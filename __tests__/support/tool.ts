import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { NO_INPUT } from "./hidden-input";
import { runProgram } from "../../lib/cli/program";
import { type Outcome, run } from "../../lib/terraform/command";

const root = join(__dirname, "../..");

/** Runs the tool as a process of its own, `npx cdktf-azure-backend …`. */
export function runTool(
  args: readonly string[],
  {
    cwd = root,
    environment = {},
    signal,
  }: {
    readonly cwd?: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
  } = {},
): Promise<Outcome> {
  return run(process.execPath, toolArguments(args), {
    cwd,
    environment,
    ...(signal === undefined ? {} : { signal }),
  });
}

/** What Node is given to run the tool. */
export function toolArguments(args: readonly string[]): readonly string[] {
  const tsx = pathToFileURL(require.resolve("tsx")).href;
  return ["--import", tsx, join(root, "lib/cli/main.ts"), ...args];
}

/** Calls the tool within this process; the apps that it runs are processes of their own. */
export async function callTool(
  args: readonly string[],
  {
    cwd = root,
    columns = 80,
    variables = process.env,
    today = "2026-01-01",
  }: {
    readonly cwd?: string;
    readonly columns?: number;
    readonly variables?: Readonly<Record<string, string | undefined>>;
    readonly today?: string;
  } = {},
): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  const toStderr = (text: string): void => {
    stderr += text;
  };
  const status = await runProgram({
    args,
    cwd,
    variables,
    columns,
    color: false,
    today,
    hiddenInput: NO_INPUT,
    signal: new AbortController().signal,
    print: (text) => {
      stdout += text;
    },
    say: (line) => {
      toStderr(`${line}\n`);
    },
    pass: toStderr,
  });
  return { status, stdout, stderr };
}
