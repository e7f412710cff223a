import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const EVERY_MS = 20;
/** Work is over within a moment: a process that has a lock for longer is not at work. */
const LONGEST_MS = 20_000;

/**
 * Does what two processes of a machine must not do to one folder at once, one after the other. A lock is a file beside the
 * folder with the id of the process: that of a process which was killed counts for nothing.
 *
 * @param work - is over when it returns
 * @throws Error with the file, where another process keeps it
 */
export async function alone<T>(folder: string, work: () => T, signal?: AbortSignal): Promise<T> {
  const file = join(dirname(folder), `.${basename(folder)}.lock`);
  const until = performance.now() + LONGEST_MS;
  while (!isTaken(file)) {
    if (performance.now() > until)
      throw new Error(
        `Process ${holderOf(file) ?? "of another call"} has been writing into ${folder} for ${LONGEST_MS / 1000} seconds: ` +
          `check that process; if it has ended or is another program, remove ${file}.`,
      );
    await pause(EVERY_MS, undefined, signal === undefined ? {} : { signal });
  }
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Whether it is this process's now. */
function isTaken(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const holder = holderOf(file);
  if (holder !== undefined && !isRunning(holder)) rmSync(file, { force: true });
  return false;
}

/** Undefined while its id is not written yet, or the lock is gone. */
function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another user runs, and may not be asked.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
