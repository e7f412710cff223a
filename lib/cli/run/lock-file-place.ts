import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { LOCK_FILE, type ReadLockFile, readLockFile } from "../../guard/lock-file";
import { type Surroundings, shownPath } from "../surroundings";
import { type AppGiven, projectFor } from "./run-app";

/** The lock file of a project. */
export interface LockFilePlace {
  readonly path: string;
  /** As messages name it. */
  readonly shown: string;
  /** Undefined where there is none. */
  readonly text: string | undefined;
}

/** The lock file that is named, else that of the project. */
export function lockFileAt(
  given: AppGiven,
  file: string | undefined,
  surroundings: Surroundings,
): LockFilePlace {
  const path =
    file === undefined
      ? join(projectFor(given, surroundings).folder, LOCK_FILE)
      : resolve(surroundings.cwd, file);
  return {
    path,
    shown: shownPath(surroundings, path).replaceAll("\\", "/"),
    text: existsSync(path) ? readFileSync(path, "utf8") : undefined,
  };
}

/** What the file says; nothing where there is none. */
export function readLock({ text }: LockFilePlace): ReadLockFile {
  return text === undefined ? { addresses: [], acknowledgements: [], faults: [] } : readLockFile(text);
}
