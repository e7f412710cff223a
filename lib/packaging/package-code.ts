import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { projectFolder } from "../decide/options/ambient";
import type { Components } from "../components/component";
import { functionNamesIn, functionNamesOf } from "../components/function-names";
import { BackendConfigError } from "../settings/problems";
import type { DataObject } from "../settings/merge";
import type { BackendPlan } from "../decide/backend-plan";
import { printNotes } from "../decide/print-notes";
import { oldestOf } from "../services/function-app/node-versions";
import { type AppPlatform, platformOf } from "./app-platform";
import { archive } from "./archive";
import { type AssetFiles, assetFiles, placesAsked } from "./asset-files";
import { type Bundled, bundle } from "./bundle";
import { checkLoads } from "./check-loads";
import { checkPackageOptions } from "./check-package-options";
import { externalPackages } from "./external-packages";
import { hostJson } from "./host-json";
import type { LoadablePackage } from "./load-package";
import { FILES, type ModuleFormat } from "./module-format";
import { checkNeededPackages } from "./needed-packages";
import type { PackageOptions } from "./package-options";
import { settingsOfComponents, settingsOfPlans } from "./placeholder-settings";
import { registeredIn } from "./registered-functions";
import { startFile } from "./start-file";

/** One package: an archive that a function app runs from. */
export interface CodePackage {
  /** `<hash>.zip` in the output folder. */
  readonly file: string;
  /** SHA-256 of the archive, in hexadecimal; the same code gives the same one on any machine. */
  readonly sha256: string;
  /** Names of the functions that are in it. */
  readonly functions: readonly string[];
  /** What esbuild warns of, and what may not be found at run time; printed too. */
  readonly warnings: readonly string[];
}

/**
 * Bundles the code of all components into one package of the Azure Functions v4 programming model, with source maps and
 * host.json: the handlers are registered as they were declared. Terraform never sees it: a release uploads it.
 *
 * @param components - those of `defineBackend`
 * @throws {@link BackendConfigError} with every problem at once, before anything is written: an entry that does not
 *   exist or exports no handler, code that does not compile, a component that does not load
 */
export async function packageCode(
  components: Components,
  options: PackageOptions = {},
): Promise<CodePackage> {
  const made = await makeCode(components, options);
  options.signal?.throwIfAborted();
  return writeCode(made, options);
}

/** A package that is not written yet. */
export interface MadeCode extends Omit<CodePackage, "file"> {
  readonly bytes: Uint8Array;
}

/** @param plans - the environments that it is for, where they are known */
export async function makeCode(
  components: Components,
  options: PackageOptions,
  plans: readonly BackendPlan[] = [],
): Promise<MadeCode> {
  const wrong = checkPackageOptions(options);
  if (wrong.length > 0) throw new BackendConfigError("package", wrong);
  const { format = "cjs", sourceMap = true, loader = {}, load } = options;
  const folder = resolve(options.root ?? projectFolder());
  const node = options.node ?? oldestOf(plans.map(({ services }) => services.functionApp.nodeVersion));
  const registered = registeredIn(components, folder);
  checkNeededPackages(components, folder);
  const functions = [
    ...registered.functions.map(({ name }) => name),
    ...registered.apis.flatMap(functionNamesOf),
  ];
  const host = hostJson((options.hostJson ?? {}) as DataObject, { functions, plans });
  const platforms = platformsOf(options, plans);
  const external = externalPackages(options.external ?? [], folder, platforms);
  const assets = assetFiles(options.assets ?? [], folder, outFolder(options, folder));
  const outside = [...host.problems, ...external.problems, ...assets.problems];
  if (outside.length > 0) throw new BackendConfigError("package", outside);
  const bundled = await bundle(registered, {
    root: folder,
    node,
    format,
    external: options.external ?? [],
    loader,
  });
  options.signal?.throwIfAborted();
  const own = {
    ...(sourceMap ? bundled.files : withoutMap(bundled.files)),
    [FILES[format].main]: startFile(format, sourceMap),
    "host.json": host.text,
    "package.json": packageFile(format),
  };
  const files = { ...external.files, ...apart(assets.files, own), ...own };
  const warnings = [
    ...host.warnings,
    ...bundled.warnings,
    ...(external.runsHere || load === false ? [] : [NOT_LOADED]),
    ...(assets.files.length > 0 ? [] : placesAsked(bundled.inputs, folder)),
  ];
  if (load !== false && external.runsHere)
    await checkCode(
      components,
      { files: { ...files, ...bundled.files }, main: FILES[format].main },
      {
        plans,
        settings: load?.settings ?? {},
        signal: options.signal,
      },
    );
  return { ...archive(files), functions, warnings };
}

export function writeCode(
  { bytes, sha256, functions, warnings }: MadeCode,
  { root = projectFolder(), outDir = OUT_DIR }: PackageOptions,
): CodePackage {
  if (warnings.length > 0) printNotes(warningsText(warnings));
  const out = resolve(root, outDir);
  mkdirSync(out, { recursive: true });
  const file = join(out, `${sha256.slice(0, 16)}.zip`);
  writeFileSync(file, bytes);
  return { file, sha256, functions, warnings };
}

const OUT_DIR = "dist/functions";

/** Relative to the root, with slashes. */
function outFolder({ outDir = OUT_DIR }: PackageOptions, root: string): string {
  return relative(root, resolve(root, outDir)).replaceAll("\\", "/");
}

function warningsText(warnings: readonly string[]): string {
  const count = warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`;
  return `${[`package: ${count}`, ...warnings.map((each) => `  ${each}`)].join("\n")}\n`;
}

/** Nothing silent: a package that was not loaded may not load. */
const NOT_LOADED =
  "the package was not loaded as a check: compiled modules in external are for another platform";

/** What the functions run on, in every environment. */
function platformsOf({ os }: PackageOptions, plans: readonly BackendPlan[]): readonly AppPlatform[] {
  const given = os === undefined ? plans.map(({ services }) => services.functionApp.os) : [os];
  return [...new Set(given.length === 0 ? (["windows"] as const) : given)].map(platformOf);
}

/** @throws {@link BackendConfigError} where an asset would take the place of what the package has itself */
function apart(
  assets: AssetFiles["files"],
  own: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Uint8Array>> {
  const problems = assets
    .filter(([name]) => Object.hasOwn(own, name) || name.startsWith("node_modules/"))
    .map(([name]) => ({
      path: "assets",
      message: `${name} is a file that the library adds to the package`,
      from: ["your options"],
      fix: name.startsWith("node_modules/")
        ? "add the package to external"
        : "keep it in a folder, or give it another name",
    }));
  if (problems.length > 0) throw new BackendConfigError("package", problems);
  return Object.fromEntries(assets);
}

function packageFile(format: ModuleFormat): string {
  const { main, type } = FILES[format];
  return `${JSON.stringify({ main, type })}\n`;
}

/** @throws {@link BackendConfigError} where a component does not load */
async function checkCode(
  components: Components,
  loadable: LoadablePackage,
  {
    plans,
    settings,
    signal,
  }: {
    readonly plans: readonly BackendPlan[];
    readonly settings: Readonly<Record<string, string>>;
    readonly signal: AbortSignal | undefined;
  },
): Promise<void> {
  const environments = plans.length === 0 ? settingsOfComponents(components) : settingsOfPlans(plans);
  const key = (name: string): string | undefined =>
    Object.keys(components).find((each) => components[each]?.name === name);
  const problems = await checkLoads(
    loadable,
    (app) => functionNamesIn(components, app),
    environments.map((each) => ({ ...each, values: { ...each.values, ...settings } })),
    { pathOf: (name) => `components.${key(name) ?? name}`, signal },
  );
  if (problems.length > 0) throw new BackendConfigError("package", problems);
}

/** Without the source map, and without the line that names it. */
function withoutMap(files: Bundled["files"]): Bundled["files"] {
  return Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => !/^functions\.m?js\.map$/.test(name))
      .map(([name, bytes]) => {
        if (!/^functions\.m?js$/.test(name)) return [name, bytes];
        return [
          name,
          Buffer.from(
            Buffer.from(bytes)
              .toString()
              .replace(/\n\/\/# sourceMappingURL=[^\n]*\n?$/, "\n"),
          ),
        ];
      }),
  );
}
