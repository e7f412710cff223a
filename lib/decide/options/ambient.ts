import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { App } from "cdktf";
import type { AmbientInputs } from "../../services/contract/ambient-inputs";

/**
 * Reads everything that comes from outside the call. Of the components' source files it matters only that they are there.
 * The CLI hands `cdktf.json`'s context to the app; plain `node` and Jest do not, so the nearest `cdktf.json` is
 * read then. A given app's own context comes first.
 */
export function readAmbientInputs(app: App | undefined): AmbientInputs {
  const file = nearestCdktfJson(process.cwd());
  const fromFile = file === undefined ? {} : contextOf(file);
  const fromCli = cliContext();
  const read = (key: string): string | undefined => {
    const value: unknown = (app?.node.tryGetContext(key) as unknown) ?? fromCli[key] ?? fromFile[key];
    return typeof value === "string" ? value : undefined;
  };
  const environment = process.env["BACKEND_ENVIRONMENT"];
  const project = read("project");
  const location = read("location");
  const expires = read("expires");
  const organization = read("organization");
  const publisherEmail = read("publisherEmail");
  return {
    ...(environment ? { environment } : {}),
    ...(project === undefined ? {} : { project }),
    ...(location === undefined ? {} : { location }),
    ...(expires === undefined ? {} : { expires }),
    ...(organization === undefined ? {} : { organization }),
    ...(publisherEmail === undefined ? {} : { publisherEmail }),
    source: "context in cdktf.json",
  };
}

/** The folder that paths of a project are relative to: that of the nearest `cdktf.json`, else the working folder. */
export function projectFolder(): string {
  const file = nearestCdktfJson(process.cwd());
  return file === undefined ? process.cwd() : dirname(file);
}

function nearestCdktfJson(from: string): string | undefined {
  const candidate = join(from, "cdktf.json");
  if (existsSync(candidate)) return candidate;
  const parent = dirname(from);
  return parent === from ? undefined : nearestCdktfJson(parent);
}

/** Like the engine, takes an empty variable for one that is not set. */
function cliContext(): Readonly<Record<string, unknown>> {
  const json = process.env["CDKTF_CONTEXT_JSON"];
  return json ? parsed(json, "CDKTF_CONTEXT_JSON") : {};
}

function contextOf(file: string): Readonly<Record<string, unknown>> {
  const { context } = parsed(readFileSync(file, "utf8"), "cdktf.json");
  return isRecord(context) ? context : {};
}

function parsed(json: string, source: string): Readonly<Record<string, unknown>> {
  const value = parse(json, source);
  if (isRecord(value)) return value;
  throw new Error(`${source} must contain a JSON object: correct it, then run again`);
}

function parse(json: string, source: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Error(`${source} is not valid JSON: correct it, then run again`, { cause });
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
