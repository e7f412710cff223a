import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import type { DefinedBackend } from "../decide/plan-channel";
import type { Problem } from "../settings/problems";
import { run } from "./command";
import { alone } from "./folder-lock";
import { type Project, withLoader } from "./project";
import { type Stack, stacksIn } from "./stacks";
import { tsxLoader } from "./tsx-loader";

/** What an app has written. */
export interface Synthesis {
  readonly outdir: string;
  /** In the order of deployment. */
  readonly stacks: readonly Stack[];
  readonly backends: readonly DefinedBackend[];
}

export interface SynthesisOptions {
  readonly outdir: string;
  /** Further variables of the environment, for the app. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** What the app says. */
  readonly onOutput?: (text: string) => void;
}

/** An app that has not written its stacks, and each problem of its options. */
export class AppError extends Error {
  constructor(
    message: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super(message);
  }
}

const LISTENER = join(__dirname, "app-listener.cjs");

/**
 * Runs a project's app, as the engine's CLI would, and puts what it writes into a folder once all of it is written. Of several
 * calls at once for one folder, what the last one writes is there, whole.
 *
 * @throws {@link AppError} with why nothing was written; what the folder held before stays then
 */
export async function synthesise(project: Project, options: SynthesisOptions): Promise<Synthesis> {
  const { outdir, signal } = options;
  mkdirSync(dirname(outdir), { recursive: true });
  // Beside the folder and as deep, since paths of modules are relative to it.
  const fresh = mkdtempSync(join(dirname(outdir), `.${basename(outdir)}-`));
  const exchange = mkdtempSync(join(tmpdir(), "app-"));
  try {
    const heard = join(exchange, "heard.jsonl");
    const ended = await runApp(project, { ...options, outdir: fresh }, heard);
    signal?.throwIfAborted();
    const said = heardIn(heard);
    checkWritten(project, fresh, ended.status, ended.output, said);
    const replaced = (): readonly Stack[] => {
      replaceStacks(fresh, outdir);
      return stacksIn(outdir);
    };
    return { outdir, stacks: await alone(outdir, replaced, signal), backends: said.backends };
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(exchange, { recursive: true, force: true });
  }
}

async function runApp(
  project: Project,
  { outdir, variables = {}, signal, onOutput }: SynthesisOptions,
  heard: string,
): Promise<{ readonly status: number; readonly output: string }> {
  const { status, stdout, stderr } = await run(started(project), [], {
    cwd: project.folder,
    shell: true,
    environment: {
      // Values for Terraform's variables are none of the app's business.
      ...Object.fromEntries(
        Object.keys(process.env).flatMap((name) => (name.startsWith("TF_VAR_") ? [[name, undefined]] : [])),
      ),
      ...variables,
      PATH: [join(project.folder, "node_modules", ".bin"), process.env["PATH"] ?? ""].join(delimiter),
      CDKTF_OUTDIR: outdir,
      CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: "true",
      CDKTF_CONTEXT_JSON: JSON.stringify({
        ...contextIn(process.env["CDKTF_CONTEXT_JSON"]),
        ...contextIn(variables["CDKTF_CONTEXT_JSON"]),
        cdktfRelativeModules: project.relativeModules,
      }),
      CDKTF_AZURE_BACKEND_HEARD: heard,
      NODE_OPTIONS: nodeOptions(process.env["NODE_OPTIONS"]),
    },
    ...(signal === undefined ? {} : { signal }),
    ...(onOutput === undefined ? {} : { onOutput }),
  });
  return { status, output: stdout + stderr };
}

/**
 * What `npx` would start is started at once, where it is installed: npm alone takes half a second. And what `tsx` would start,
 * where it receives nothing but a file.
 */
function started({ app, folder }: Project): string {
  const [, npx = "", name = "", rest = ""] =
    /^(npx (?:(?:--no-install|--yes|-y) )?)?([\w.-]+)( .*|)$/s.exec(app) ?? [];
  const loader = name === "tsx" && BEGINS_WITH_FILE.test(rest) ? tsxLoader(folder) : undefined;
  if (loader !== undefined) return withLoader(loader) + rest;
  const isThere = npx !== "" && existsSync(join(folder, "node_modules", ".bin", name));
  return isThere ? name + rest : app;
}

const BEGINS_WITH_FILE = /^ (?!-)[^\s"']+\.[cm]?tsx?(?=\s|$)/;

function contextIn(given: string | undefined): object {
  return given ? (JSON.parse(given) as object) : {};
}

/** The engine's CLI gives apps as much memory: bindings of large providers need it. */
function nodeOptions(given = ""): string {
  const memory = given.includes("--max-old-space-size") ? [] : ["--max-old-space-size=4096"];
  // Node reads this variable with quotes, and backslashes in them.
  const listener = `"${LISTENER.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  return [given, ...memory, `--require ${listener}`].join(" ").trim();
}

interface AppFailure {
  readonly message: string;
  readonly problems?: readonly Problem[];
}

/** What app-listener.cjs hands over, in one line each. */
interface Message {
  readonly backend?: DefinedBackend;
  readonly failure?: AppFailure;
}

interface Heard {
  readonly backends: readonly DefinedBackend[];
  readonly failures: readonly AppFailure[];
}

function heardIn(file: string): Heard {
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  const messages = lines.map((line) => JSON.parse(line) as Message);
  return {
    backends: messages.flatMap(({ backend }) => backend ?? []),
    failures: messages.flatMap(({ failure }) => failure ?? []),
  };
}

function checkWritten(
  { app }: Project,
  outdir: string,
  status: number,
  output: string,
  { backends, failures }: Heard,
): void {
  const [failure] = failures;
  if (failure?.problems !== undefined) throw new AppError(failure.message, failure.problems);
  if (status === 127 || output.includes("is not recognized as an internal or external command"))
    throw new AppError(`The app could not be started: "${app}" is not installed. Run npm install.`);
  if (status !== 0)
    throw new AppError(
      `The app failed with exit code ${status}: ${app}\n${failure === undefined ? "" : failure.message}`.trim(),
    );
  if (existsSync(join(outdir, "manifest.json"))) return;
  if (backends.length > 0)
    throw new AppError(
      "The app defines a backend but writes nothing: call app.synth() at its end, or backend.synth() if the backend " +
        "has no app. An app with its own outdir writes to another folder: remove outdir.",
    );
  throw new AppError(`The app wrote no stacks: check that "${app}" calls defineBackend and app.synth().`);
}

/** File by file, each at once: what Terraform keeps beside a stack, its state above all, stays. */
function replaceStacks(fresh: string, outdir: string): void {
  const before = namesIn(join(outdir, "stacks"));
  const now = namesIn(join(fresh, "stacks"));
  moveInto(fresh, outdir);
  // As the engine's CLI does with a stack that the app no longer has, but for a state: it may be the only one.
  for (const id of before.filter((each) => !now.includes(each))) {
    const folder = join(outdir, "stacks", id);
    if (!namesIn(folder).some((file) => file.includes(".tfstate"))) rmSync(folder, { recursive: true });
  }
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function moveInto(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true }))
    if (entry.isDirectory()) moveInto(join(from, entry.name), join(to, entry.name));
    else renameSync(join(from, entry.name), join(to, entry.name));
}
