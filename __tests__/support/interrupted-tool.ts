import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Outcome } from "../../lib/terraform/command";
import { toolArguments } from "./tool";

interface Interrupted extends Outcome {
  /** How many processes it had started when it was interrupted, and how many of them still run when it has ended. */
  readonly started: number;
  readonly left: number;
}

/**
 * Runs the tool as a process of its own, which alone gets SIGINT once it is so far.
 *
 * @param until - a file that is there then, or what it has said by then
 */
export async function interruptedTool(
  args: readonly string[],
  until: string | RegExp,
  {
    cwd,
    environment = {},
  }: { readonly cwd: string; readonly environment?: Readonly<Record<string, string>> },
): Promise<Interrupted> {
  const child = spawn(process.execPath, toolArguments(args), {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      said[stream] += text;
    });
  const closed = once(child, "close");
  const isSoFar = (): boolean => (typeof until === "string" ? existsSync(until) : until.test(said.stderr));
  while (!isSoFar() && child.exitCode === null) await pause(20);
  if (child.exitCode !== null) throw new Error(`the tool has ended too early: ${said.stderr}`);
  const started = startedBy(child.pid ?? 0);
  child.kill("SIGINT");
  const [status] = (await closed) as unknown as readonly [number | null];
  const running = new Set(processes().map(({ pid }) => pid));
  return {
    status: status ?? -1,
    ...said,
    started: started.length,
    left: started.filter((pid) => running.has(pid)).length,
  };
}

/** The processes that one has started, and those that they have started. */
function startedBy(pid: number): readonly number[] {
  const all = processes();
  const below = (parent: number): readonly number[] =>
    all.filter((each) => each.parent === parent).flatMap((each) => [each.pid, ...below(each.pid)]);
  return below(pid);
}

/** Those that run: one that has ended may wait for its parent to notice. */
function processes(): readonly { readonly pid: number; readonly parent: number }[] {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state = ""]) => !state.startsWith("Z"))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}
