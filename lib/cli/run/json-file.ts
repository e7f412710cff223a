import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Surroundings } from "../surroundings";
import { messageOf } from "../../settings/message-of";

/**
 * Reads what an option names a file of. Who takes it checks what is in it.
 *
 * @param holds - what it should hold, in a word: `usage`
 * @throws Error that names the file
 */
export function readJson(file: string, holds: string, { cwd }: Pick<Surroundings, "cwd">): unknown {
  try {
    return JSON.parse(readFileSync(resolve(cwd, file), "utf8")) as unknown;
  } catch (error) {
    throw new Error(`${file} does not contain ${holds}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
