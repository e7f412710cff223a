import { createRequire } from "node:module";
import { unzipSync } from "fflate";

/** One function as a package has registered it. */
export interface RegisteredFunction {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly run: (...args: readonly unknown[]) => unknown;
}

/**
 * Starts a package as the Functions host does, with a stand-in for the host's own module, and says what it registers.
 *
 * @param bytes - the archive
 * @param settings - the app's settings, which the code finds in `process.env`
 * @throws what the code throws while it is loaded
 */
export function startPackage(
  bytes: Uint8Array,
  settings: Readonly<Record<string, string>> = {},
): readonly RegisteredFunction[] {
  const files = unzipSync(bytes);
  const text = (name: string): string => Buffer.from(files[name] ?? []).toString();
  const { main } = JSON.parse(text("package.json")) as { readonly main: string };
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
    if (name.endsWith(".mjs")) throw new Error(`the stand-in starts no package with format "esm": ${name}`);
    const module = { exports: {} };
    const names = ["require", "module", "exports", "process", "__filename", "__dirname", "console"];
    const code = Reflect.construct(Function, [...names, text(name)]) as (...args: readonly unknown[]) => void;
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
