import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { type StoragePorts, portsOf, storageServices } from "./emulators";
import { answering } from "./ports";

/** Azurite, running. */
export interface Azurite {
  /** What it said last, when it has ended by itself; undefined when it was told to. */
  readonly ended: Promise<string | undefined>;
  /** Resolves when it has closed its files and is gone. */
  stop(): Promise<void>;
}

export interface AzuriteOptions {
  /** The file that its package starts with. */
  readonly bin: string;
  /** Its working folder. */
  readonly root: string;
  readonly ports: StoragePorts;
  readonly data: "memory" | { readonly folder: string };
}

/** How long a start or an end may take on a slow machine. */
const LONGEST_MS = 120_000;
const LAST_LINES = 10;

/** Even a parent that is killed leaves no Azurite behind. The channel alone does not keep it running. */
const ENDS_WITH_ITS_PARENT = `data:text/javascript,${encodeURIComponent(
  'process.on("disconnect", () => process.exit()); process.channel.unref();',
)}`;

/** @throws Error with what Azurite says when it does not start */
export async function startAzurite(
  { bin, root, ports, data }: AzuriteOptions,
  interrupted: AbortSignal,
): Promise<Azurite> {
  if (data !== "memory") mkdirSync(resolve(root, data.folder), { recursive: true });
  const child = fork(bin, argumentsOf(root, ports, data), {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Not those of the caller: a loader or a debugger is theirs.
    execArgv: ["--import", ENDS_WITH_ITS_PARENT],
    // Ctrl-C in a terminal reaches a whole group: Azurite ends on its signal, and once.
    detached: process.platform !== "win32",
  });
  const output = lastLines(child);
  let told = false;
  const ended = new Promise<string | undefined>((resolve) => {
    child.once("error", (error) => {
      resolve(error.message);
    });
    child.once("close", (code) => {
      resolve(told ? undefined : `exit code ${String(code)}: ${output()}`);
    });
  });
  const kill = (): void => {
    child.kill("SIGKILL");
  };
  // However this process ends, Azurite does not outlive it.
  process.once("exit", kill);
  void ended.then(() => process.off("exit", kill));

  const stop = async (): Promise<void> => {
    told = true;
    if (child.connected) child.send("shutdown");
    else child.kill();
    const timer = setTimeout(kill, LONGEST_MS);
    await ended;
    clearTimeout(timer);
  };

  const done = new AbortController();
  const limit = AbortSignal.timeout(LONGEST_MS);
  const early = ended.then((why = "") => {
    throw new Error(`Azurite did not start: ${why}`);
  });
  try {
    const all = AbortSignal.any([interrupted, limit, done.signal]);
    await Promise.race([answering(portsOf(ports), all), early]);
  } catch (error) {
    kill();
    await ended;
    if (interrupted.aborted) throw new Error("stopped before Azurite had started", { cause: error });
    if (!limit.aborted) throw error;
    throw new Error(`Azurite did not start in ${LONGEST_MS / 1000} seconds: ${output()}`, {
      cause: error,
    });
  } finally {
    done.abort();
  }
  return { ended, stop };
}

function argumentsOf(root: string, ports: StoragePorts, data: AzuriteOptions["data"]): readonly string[] {
  return [
    ...storageServices.flatMap((name) => [`--${name}Port`, String(ports[name])]),
    "--silent",
    "--disableTelemetry",
    // Clients are often newer than Azurite, and use nothing of what it does not know yet.
    "--skipApiVersionCheck",
    ...(data === "memory" ? ["--inMemoryPersistence"] : ["--location", resolve(root, data.folder)]),
  ];
}

function lastLines({ stdout, stderr }: ChildProcess): () => string {
  const lines: string[] = [];
  for (const stream of [stdout, stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      lines.push(...text.trim().split("\n"));
      lines.splice(0, lines.length - LAST_LINES);
    });
  return () => lines.join("\n");
}
