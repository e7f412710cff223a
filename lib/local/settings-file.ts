import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Components } from "../components/component";
import { isDataObject } from "../settings/merge";
import type { WriteLocalSettingsOptions } from "./local-options";
import { type LocalModel, readLocal } from "./read-local";
import { type MissingSetting, settingsFrom } from "./local-settings";

/** What became of local.settings.json. */
export interface WrittenSettings {
  /** Its absolute path. */
  readonly file: string;
  /** Names that were not there before. */
  readonly added: readonly string[];
  /** Names that have another value in the file than declarations give: the file's stays. */
  readonly kept: readonly string[];
  /** Names that neither the declarations nor the file give a value. */
  readonly missing: readonly MissingSetting[];
}

const NAME = "local.settings.json";

/**
 * Writes local.settings.json, or adds missing values to it: no value that it has is changed, and nothing is taken out
 * of it. Keep the file out of Git, it is where your own secrets are.
 *
 * @param components - those of `defineBackend`
 * @throws {@link BackendConfigError} with every problem of components and options; Error that names the file when it
 *   cannot be added to: then it stays as it is
 */
export function writeLocalSettings(
  components: Components,
  options: WriteLocalSettingsOptions = {},
): WrittenSettings {
  return writeSettings(readLocal(components, options, "write"), options.root);
}

export function writeSettings(model: LocalModel, root: string = process.cwd()): WrittenSettings {
  const { content, missing } = settingsFrom(model);
  const file = join(resolve(root), NAME);
  const existing = readExisting(file);
  const before = existing.values;
  const added = Object.keys(content.Values).filter((name) => !Object.hasOwn(before, name));
  if (added.length > 0) {
    const text = JSON.stringify(
      { ...content, ...existing.content, Values: { ...before, ...pick(content.Values, added) } },
      undefined,
      2,
    );
    mkdirSync(resolve(root), { recursive: true });
    writeFileSync(file, `${text}\n`);
  }
  return {
    file,
    added,
    kept: Object.entries(content.Values).flatMap(([name, value]) =>
      Object.hasOwn(before, name) && before[name] !== value ? [name] : [],
    ),
    missing: missing.filter(({ name }) => (before[name] ?? "") === ""),
  };
}

function pick(values: Readonly<Record<string, string>>, names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

interface Existing {
  /** Everything that is in the file, sections of other tools too. */
  readonly content: object;
  readonly values: Readonly<Record<string, string>>;
}

function readExisting(file: string): Existing {
  const text = textOf(file);
  if (text === undefined) return { content: {}, values: {} };
  const content = parsed(file, text);
  if (!isDataObject(content)) throw refusal(file, "must contain a JSON object", "write it like { }");
  if (content["IsEncrypted"] === true) throw refusal(file, "is encrypted", "run: func settings decrypt");
  const values = content["Values"] ?? {};
  if (!isDataObject(values)) throw refusal(file, "has Values that are not an object", "write them like { }");
  const nested = Object.keys(values).filter((name) => typeof values[name] !== "string");
  if (nested.length > 0)
    throw refusal(
      file,
      `has Values that are not strings: ${nested.join(", ")}`,
      "write each as a string; use __ in names for sections",
    );
  return { content, values: values as Readonly<Record<string, string>> };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusal(file, "is not valid JSON", "correct it", cause);
  }
}

function refusal(file: string, what: string, fix: string, cause?: unknown): Error {
  return new Error(`${file} ${what}: ${fix}, then run again`, { cause });
}
