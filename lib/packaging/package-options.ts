import type { NodeMajor } from "../services/function-app/node-versions";
import type { ModuleFormat } from "./module-format";

/** Ways to load an imported file: esbuild.github.io/content-types */
export const LOADERS = [
  ...(["base64", "binary", "copy", "css", "dataurl", "empty", "file"] as const),
  ...(["js", "json", "jsx", "local-css", "text", "ts", "tsx"] as const),
] as const;

export type LoaderName = (typeof LOADERS)[number];

/** What {@link packageCode} may be told. */
export interface PackageOptions {
  /**
   * The folder that each component's `entry` is relative to.
   * @default - the folder of the nearest cdktf.json, else the working folder
   */
  readonly root?: string;
  /**
   * The folder that the package is written into, relative to `root`.
   * @default "dist/functions"
   */
  readonly outDir?: string;
  /**
   * The Node version that the functions run on. Code for an older version runs on newer ones too.
   * @default - the oldest of the environments' versions; of `packageCode`, the oldest that Azure Functions has, 20
   */
  readonly node?: NodeMajor;
  /**
   * How the bundle is written. `esm` takes top-level `await`, and packages that use it.
   * @default "cjs"
   */
  readonly format?: ModuleFormat;
  /**
   * What host.json says beside what the library writes, as in Azure's reference: `functionTimeout`, `extensions.queues` and so on.
   * It is merged like other options, and checked against the published schema of host.json 2.0:
   * learn.microsoft.com/azure/azure-functions/functions-host-json
   * @default {}
   */
  readonly hostJson?: Readonly<Record<string, unknown>>;
  /**
   * How files are loaded that are imported, by ending: `{ ".html": "text" }`. esbuild.github.io/content-types
   * @default - esbuild's own
   */
  readonly loader?: Readonly<Record<string, LoaderName>>;
  /**
   * Packages that stay outside the bundle and go into the package as they are installed, with their dependencies: compiled modules,
   * and what finds its own files. Their compiled modules have to be for the app's platform.
   * @default []
   */
  readonly external?: readonly string[];
  /**
   * Files that go into the package beside the code: folders, files, or patterns with `*`, `**` and `?`, relative to `root`. At run time
   * they are at the same path below the package, which is `__dirname` of all bundled code, and the working folder.
   * @default []
   */
  readonly assets?: readonly string[];
  /**
   * What the functions run on, which compiled modules in `external` have to be for.
   * @default - the environments' own; of `packageCode`, "windows", the default of `functionApp.os`
   */
  readonly os?: "windows" | "linux";
  /**
   * Ships the source map, without the text of the sources, and switches it on: traces name your files and lines.
   * @default true
   */
  readonly sourceMap?: boolean;
  /**
   * Loads the package once before it is written, in a process of its own with the app settings that the backend gives it and no
   * other; values are placeholders of the right form. `settings` are values of your own; `false` leaves it out.
   * @default - placeholders
   */
  readonly load?: false | { readonly settings: Readonly<Record<string, string>> };
  /**
   * Ends packaging when it is aborted, with its reason: nothing is written then.
   * @default - it is not ended
   */
  readonly signal?: AbortSignal;
}
