import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Unzipped, unzipSync } from "fflate";

/** One function as a package has registered it. */
export interface RegisteredFunction {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly run: (...args: readonly unknown[]) => unknown;
}

/** App settings by name, which the code finds in `process.env`. */
type Settings = Readonly<Record<string, string>>;

/**
 * Starts a package as the Functions host does, with a stand-in for the host's own module, and says what it registers. Modules that are
 * loaded by `import`, and code with other files beside it, are started in a process of their own: their functions cannot be run.
 *
 * @param bytes - the archive
 * @throws what the code throws while it is loaded
 */
export function startPackage(bytes: Uint8Array, settings: Settings = {}): readonly RegisteredFunction[] {
  const files = unzipSync(bytes);
  const { main } = JSON.parse(textIn(files, "package.json")) as { readonly main: string };
  const isAlone = Object.keys(files).every((name) => CODE_ALONE.test(name));
  return isAlone ? startedHere(files, main, settings) : startedApart(files, main, settings);
}

/** What a package has that is code for `require` and no more. */
const CODE_ALONE = /^(index|functions)\.js(\.map)?$|^(host|package)\.json$/;

function textIn(files: Unzipped, name: string): string {
  return Buffer.from(files[name] ?? []).toString();
}

const START = join(__dirname, "start-package.cjs");
/** In milliseconds: Azure gives its worker two minutes. */
const LONGEST = 120_000;

function startedApart(files: Unzipped, main: string, settings: Settings): readonly RegisteredFunction[] {
  const folder = mkdtempSync(join(tmpdir(), "started-package-"));
  try {
    for (const [name, bytes] of Object.entries(files)) {
      const file = join(folder, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    const { output, stderr } = spawnSync(process.execPath, [START, folder, main], {
      cwd: folder,
      env: { PATH: process.env["PATH"], ...settings },
      stdio: ["ignore", "ignore", "pipe", "pipe"],
      encoding: "utf8",
      timeout: LONGEST,
    });
    const told = (output as readonly (string | null)[])[3] ?? "";
    if (told === "") throw new Error(`its code ended the process: ${stderr.trim().split("\n").at(-1) ?? ""}`);
    const { registered = [], error } = JSON.parse(told) as {
      readonly registered?: readonly Omit<RegisteredFunction, "run">[];
      readonly error?: string;
    };
    if (error !== undefined) throw new Error(error);
    return registered.map((each) => ({ ...each, run: notRun }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function notRun(): never {
  throw new Error("functions of a package that is started in a process of its own are not run");
}

function startedHere(files: Unzipped, main: string, settings: Settings): readonly RegisteredFunction[] {
  const registered: RegisteredFunction[] = [];
  const core = {
    version: "1.0.0",
    hostVersion: "4.0.0",
    registerFunction: (
      metadata: Omit<RegisteredFunction, "run">,
      run: (...args: readonly unknown[]) => unknown,
    ): object => {
      registered.push({ ...metadata, run });
      return {};
    },
    registerHook: () => ({}),
    setProgrammingModel: () => undefined,
    getProgrammingModel: () => ({ name: "@azure/functions", version: "4" }),
  };
  // The rest of the process is the real one: a client library asks for its version. Source maps are for it to switch.
  const surroundings = Object.create(process, {
    env: { value: settings },
    setSourceMapsEnabled: { value: () => undefined },
  }) as NodeJS.Process;
  const load = (name: string): unknown => {
    if (name === "@azure/functions-core") return core;
    return name.startsWith("./") ? evaluate(name.slice(2)) : (createRequire(__filename)(name) as unknown);
  };
  const evaluate = (name: string): unknown => {
    const module = { exports: {} };
    const names = ["require", "module", "exports", "process", "__filename", "__dirname", "console"];
    const code = Reflect.construct(Function, [...names, textIn(files, name)]) as (
      ...args: readonly unknown[]
    ) => void;
    code(load, module, module.exports, surroundings, `${MOUNTED}/${name}`, MOUNTED, silent);
    return module.exports;
  };
  evaluate(main);
  return registered;
}

/** What routes begin with, as the package's host.json says: learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook#hostjson-settings */
export function routePrefixOf(bytes: Uint8Array): string {
  const { "host.json": file } = unzipSync(bytes, { filter: ({ name }) => name === "host.json" });
  const host = JSON.parse(Buffer.from(file ?? Buffer.from("{}")).toString()) as {
    readonly extensions?: { readonly http?: { readonly routePrefix?: string } };
  };
  return host.extensions?.http?.routePrefix ?? "api";
}

/** Where Azure mounts a package. */
const MOUNTED = "/home/site/wwwroot";

/** What code says while it is loaded is in Azure's logs. */
const silent = Object.create(console, { error: { value: () => undefined } }) as Console;
