import { spawn } from "node:child_process";

/** How a command ended, and what it said. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a command runs, and what it is told beside the environment of this process. */
export interface CommandOptions {
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Ends the command and everything that it has started: at once, or as Ctrl-C does where the reason is `SIGINT`. */
  readonly signal?: AbortSignal;
  /** What it says as it says it. */
  readonly onOutput?: (text: string) => void;
}

/** Runs a command to its end, whatever that is. */
export function run(command: string, args: readonly string[], options: CommandOptions): Promise<Outcome> {
  const { cwd, environment = {}, signal, onOutput } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that Terraform and its provider end together.
      detached: true,
    });
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const)
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        said[stream] += text;
        onOutput?.(text);
      });
    signal?.addEventListener("abort", () => {
      const how = signal.reason === "SIGINT" ? "SIGINT" : "SIGKILL";
      if (child.pid !== undefined) process.kill(-child.pid, how);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ status: code ?? 1, ...said });
    });
  });
}
