import { spawn } from "node:child_process";

/** How a command ended, and what it said. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a command runs, and its variables beside the environment of this process. */
export interface CommandOptions {
  readonly cwd: string;
  /** Variables that are undefined are taken away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Runs the command in a shell, which splits it into words. */
  readonly shell?: boolean;
  /**
   * Ends the command and everything that it has started: at once, or as the signal does that is the reason. Where it is one, further
   * signals of this kind reach the command as well: Terraform ends at once at the second.
   */
  readonly signal?: AbortSignal;
  /** What it says as it says it. */
  readonly onOutput?: (text: string) => void;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Runs a command to its end, whatever that is. */
export function run(command: string, args: readonly string[], options: CommandOptions): Promise<Outcome> {
  const { cwd, environment = {}, shell = false, signal, onOutput } = options;
  // Nothing begins after an interrupt.
  if (signal?.aborted) return Promise.reject(new Error(`${command} was not started: interrupted`));
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd,
      shell,
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
    const end = (): void => {
      const how = SIGNALS.find((name) => name === signal?.reason);
      repeat(how ?? "SIGKILL");
      if (how !== undefined) process.on(how, repeat);
    };
    const repeat = (name: NodeJS.Signals): void => {
      endGroup(child.pid, name);
    };
    signal?.addEventListener("abort", end);
    child.on("error", reject);
    child.on("close", (code) => {
      signal?.removeEventListener("abort", end);
      for (const name of SIGNALS) process.off(name, repeat);
      resolve({ status: code ?? 1, ...said });
    });
  });
}

/** Sends a signal to a process and to everything that it has started. */
function endGroup(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch (error) {
    // They may be gone already, when only what they said is still to be read.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
