import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LOAD_SCRIPT, type LoadReport } from "./load-script";

/** How long code may take to load on a slow machine: Azure gives its worker two minutes. */
const LONGEST_MS = 120_000;
const LAST_CHARACTERS = 2_000;

/** What a process needs of the machine; nothing else of it is seen by the code. */
const OF_THE_MACHINE = [
  ...["PATH", "Path", "HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "LANG"],
  ...["SystemRoot", "SYSTEMROOT", "windir", "ComSpec", "PATHEXT", "APPDATA", "LOCALAPPDATA"],
];

/** A package as files by name, and the file that the host starts. */
export interface LoadablePackage {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly main: string;
}

/**
 * Loads a package once, in a process of its own, with these app settings and no other.
 *
 * @returns what it has registered and what does not load; where files of the package are in a trace, relative to it
 */
export async function loadPackage(
  { files, main }: LoadablePackage,
  settings: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<LoadReport> {
  // Traces name the real path.
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "load-package-")));
  try {
    const folder = join(scratch, "package");
    for (const [name, content] of Object.entries(files)) {
      const file = join(folder, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    const script = join(scratch, "load.cjs");
    writeFileSync(script, LOAD_SCRIPT);
    const { functions, faults } = await reported(script, folder, main, settings, signal);
    signal?.throwIfAborted();
    const relativeTo = (text: string): string =>
      text.replaceAll(`${folder}/`, "").replaceAll(`${folder}\\`, "").replaceAll(`${scratch}/`, "../");
    return {
      functions,
      faults: faults.map((fault) => ({
        ...fault,
        message: relativeTo(fault.message),
        stack: relativeTo(fault.stack),
      })),
    };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function reported(
  script: string,
  folder: string,
  main: string,
  settings: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<LoadReport> {
  const machine = OF_THE_MACHINE.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const child = spawn(process.execPath, ["--enable-source-maps", script, folder, main], {
    cwd: folder,
    env: { ...Object.fromEntries(machine), ...settings },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let given = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    given = `${given}${text}`.slice(-LAST_CHARACTERS);
  });
  let report: LoadReport | undefined;
  let late = false;
  const kill = (): void => {
    child.kill("SIGKILL");
  };
  const timer = setTimeout(() => {
    late = true;
    kill();
  }, LONGEST_MS);
  signal?.addEventListener("abort", kill);
  return new Promise((resolve, reject) => {
    child.once("message", (message) => {
      report = message as LoadReport;
    });
    child.once("error", reject);
    child.once("close", (code, endedBy) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", kill);
      const how = code === null ? `signal ${endedBy ?? "unknown"}` : `exit code ${code}`;
      const message = late
        ? `the code did not finish loading in ${LONGEST_MS / 1000} seconds`
        : `the code ended the process while it was loaded (${how}): ${given.trim().split("\n").at(-1) ?? ""}`;
      resolve(report ?? { functions: [], faults: [{ message, stack: given }] });
    });
  });
}
