import { relative } from "node:path";
import type { BuildOptions, BuildResult, Message } from "esbuild";
import { BackendConfigError, type Problem } from "../settings/problems";
import { LOCATION, loadEsbuild } from "./esbuild";
import { FILES, type ModuleFormat } from "./module-format";
import type { LoaderName } from "./package-options";
import type { RegisteredFunction, Registered, HandlerExport } from "./registered";
import { registrations } from "./registrations";

export interface BundleOptions {
  readonly root: string;
  readonly node: number;
  readonly format: ModuleFormat;
  /** Packages that stay outside. */
  readonly external: readonly string[];
  readonly loader: Readonly<Record<string, LoaderName>>;
}

/** The bundle, and what esbuild has to say of it. */
export interface Bundled {
  /** By path within the package: the code, its source map, and what loaders have copied. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly warnings: readonly string[];
  /** Every source file that went in, relative to the root. */
  readonly inputs: readonly string[];
}

/** One file with everything in it, and its source map. */
export async function bundle(registered: Registered, options: BundleOptions): Promise<Bundled> {
  const { root, node, format, external, loader } = options;
  const shared: BuildOptions = {
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: `node${node}`,
    // The host brings it.
    external: ["@azure/functions-core", ...external],
    loader,
    logLevel: "silent",
    // What is found by a computed name is not in the bundle.
    logOverride: { "unsupported-require-call": "warning", "unsupported-dynamic-import": "warning" },
    write: false,
    metafile: true,
  };
  const { functions } = registered;
  const exported = await exportsOf(functions, shared);
  const {
    outputFiles = [],
    metafile,
    warnings,
  } = await build(
    {
      ...shared,
      stdin: {
        contents: registrations(registered, exported, format),
        resolveDir: root,
        sourcefile: FILES[format].main.replace(/\.m?js$/, ".ts"),
        loader: "ts",
      },
      format,
      ...LOCATION[format],
      outfile: FILES[format].code,
      sourcemap: "linked",
      // Traces need lines alone, and the text is in the repository.
      sourcesContent: false,
    },
    functions,
  );
  return {
    files: Object.fromEntries(
      outputFiles.map(({ path, contents }) => [relative(root, path).replaceAll("\\", "/"), contents]),
    ),
    // Packages are as they are; what they look for at run time most of them do without.
    warnings: warnings
      .filter(({ location }) => location?.file.split("/").includes("node_modules") !== true)
      .map(messageOf),
    inputs: Object.keys(metafile?.inputs ?? {}),
  };
}

/** What each entry exports its handler as. */
async function exportsOf(
  functions: readonly RegisteredFunction[],
  shared: BuildOptions,
): Promise<ReadonlyMap<string, HandlerExport>> {
  const entryPoints = [...new Set(functions.map(({ entry }) => entry))];
  const { metafile } = await build(
    { ...shared, entryPoints, format: "esm", outdir: "exports", packages: "external" },
    functions,
  );
  const found = new Map<string, HandlerExport>();
  for (const { entryPoint, exports } of Object.values(metafile?.outputs ?? {})) {
    if (entryPoint === undefined) continue;
    if (metafile?.inputs[entryPoint]?.format === "cjs") found.set(`./${entryPoint}`, "assigned");
    else if (exports.includes("default")) found.set(`./${entryPoint}`, "default");
    else if (exports.includes("handler")) found.set(`./${entryPoint}`, "handler");
  }
  const problems = functions
    .filter(({ entry }) => !found.has(entry))
    .map(({ path, entry }) =>
      problem(path, `${entry} does not export a handler`, "export it as default, or as handler"),
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
      errors.map((message) => {
        const owner = functions.find(({ entry }) => entry === `./${message.location?.file ?? ""}`);
        return problem(owner?.path ?? "components", messageOf(message), fixOf(message.text));
      }),
    );
  }
}

function messageOf({ text, location }: Message): string {
  return location === null ? text : `${location.file}:${location.line}: ${text}`;
}

/** The ways out that options give. */
function fixOf(text: string): string {
  const [, ending] = /No loader is configured for "([^"]+)" files/.exec(text) ?? [];
  if (ending === ".node") return "add its package to external";
  if (ending !== undefined)
    return `set how it is loaded, loader: { "${ending}": "text" }, or list the file in assets and read it at run time`;
  if (/top-level await/i.test(text)) return 'package with format: "esm"';
  if (text.startsWith("Could not resolve"))
    return "install it, or add the package to external, which copies it unchanged";
  return "correct the code, then package again";
}

function problem(path: string, message: string, fix: string): Problem {
  return { path: path === "components" ? path : `${path}.entry`, message, from: ["your components"], fix };
}
