import type { BuildOptions, BuildResult, Message } from "esbuild";
import type { CrudApi } from "../components/define-crud-api";
import type { BindingRegistration } from "../components/bindings/binding";
import type { Registration } from "../components/triggers/trigger";
import { BackendConfigError, type Problem } from "../plan/problems";
import { MODULE_URL, loadEsbuild } from "./esbuild";
import { registrations } from "./registrations";

/** One function as the host will know it. */
export interface RegisteredFunction {
  /** The component's path, `components.processUpload`. */
  readonly path: string;
  readonly name: string;
  /** Relative to the root, with slashes. */
  readonly entry: string;
  readonly registration: Chosen<Registration>;
  readonly bindings: readonly RegisteredBinding[];
}

/** What the host is told: in every environment, or where queues of processors are in Service Bus something else. */
export interface Chosen<T> {
  readonly usual: T;
  readonly onServiceBus?: T;
}

/** One binding of a function as the host will know it. */
export interface RegisteredBinding {
  readonly direction: "in" | "out";
  readonly name: string;
  readonly registration: Chosen<BindingRegistration>;
}

/** Everything that the host will know. */
export interface Registered {
  readonly functions: readonly RegisteredFunction[];
  /** Served by this library's own code. */
  readonly apis: readonly CrudApi[];
}

interface BundleOptions {
  readonly root: string;
  readonly node: number;
}

/** What an entry may call its handler. */
export type HandlerExport = "default" | "handler";

/** One file with everything in it, and its source map: by name. */
export async function bundle(
  { functions, apis }: Registered,
  { root, node }: BundleOptions,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const shared: BuildOptions = {
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: `node${node}`,
    // The host brings it.
    external: ["@azure/functions-core"],
    logLevel: "silent",
    write: false,
  };
  const exported = await exportsOf(functions, shared);
  const result = await build(
    {
      ...shared,
      stdin: {
        contents: registrations({ functions, apis }, exported),
        resolveDir: root,
        sourcefile: "index.ts",
        loader: "ts",
      },
      format: "cjs",
      ...MODULE_URL,
      outfile: "index.js",
      sourcemap: "linked",
      sourcesContent: true,
    },
    functions,
  );
  const files = (result.outputFiles ?? []).map(({ path, contents }) => [
    path.endsWith(".map") ? "index.js.map" : "index.js",
    contents,
  ]);
  return Object.fromEntries(files) as Readonly<Record<string, Uint8Array>>;
}

/** What each entry exports its handler as. */
async function exportsOf(
  functions: readonly RegisteredFunction[],
  shared: BuildOptions,
): Promise<ReadonlyMap<string, HandlerExport>> {
  const entryPoints = [...new Set(functions.map(({ entry }) => entry))];
  const { metafile } = await build(
    { ...shared, entryPoints, format: "esm", outdir: "exports", metafile: true, packages: "external" },
    functions,
  );
  const found = new Map<string, HandlerExport>();
  for (const { entryPoint, exports } of Object.values(metafile?.outputs ?? {})) {
    if (entryPoint === undefined) continue;
    // A module of the old kind exports whatever it assigns.
    const isCommonJs = metafile?.inputs[entryPoint]?.format === "cjs";
    if (exports.includes("default") || isCommonJs) found.set(`./${entryPoint}`, "default");
    else if (exports.includes("handler")) found.set(`./${entryPoint}`, "handler");
  }
  const problems = functions
    .filter(({ entry }) => !found.has(entry))
    .map(({ path, entry }) =>
      problem(path, `${entry} exports no handler`, "export it as default, or as handler"),
    );
  if (problems.length > 0) throw new BackendConfigError("package", problems);
  return found;
}

async function build(options: BuildOptions, functions: readonly RegisteredFunction[]): Promise<BuildResult> {
  const esbuild = await loadEsbuild();
  try {
    return await esbuild.build(options);
  } catch (error) {
    const { errors } = error as { readonly errors?: readonly Message[] };
    if (errors === undefined) throw error;
    throw new BackendConfigError(
      "package",
      errors.map(({ text, location }) => {
        const at = location === null ? "" : `${location.file}:${location.line}: `;
        const owner = functions.find(({ entry }) => entry === `./${location?.file ?? ""}`);
        return problem(owner?.path ?? "components", `${at}${text}`, "correct the code, then package again");
      }),
    );
  }
}

function problem(path: string, message: string, fix: string): Problem {
  return { path: path === "components" ? path : `${path}.entry`, message, from: ["your components"], fix };
}
