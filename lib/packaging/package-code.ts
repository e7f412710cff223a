import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { projectFolder } from "../ambient";
import { checkComponents } from "../components/check-components";
import { bindingKind } from "../components/bindings";
import { type Code, codeOf } from "../components/code";
import { codeOnServiceBus, componentQueues } from "../components/component-queues";
import type { Component, Components } from "../components/component";
import { entryFile, missingEntries } from "../components/missing-entries";
import { functionNamesOf } from "../components/function-names";
import { settingPrefix } from "../components/setting-prefix";
import { triggerKind } from "../components/triggers";
import { BackendConfigError } from "../plan/problems";
import type { BackendPlan } from "../plan/plan";
import { printNotes } from "../print-notes";
import { oldestOf } from "../services/function-app/node-versions";
import { archive } from "./archive";
import { type Bundled, type Chosen, type Registered, type RegisteredFunction, bundle } from "./bundle";
import { checkLoads } from "./check-loads";
import { checkPackageOptions } from "./check-package-options";
import { hostJson } from "./host-json";
import type { LoadablePackage } from "./load-package";
import { FILES, type ModuleFormat } from "./module-format";
import type { PackageOptions } from "./package-options";
import { settingsOfComponents, settingsOfPlans } from "./placeholder-settings";
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
  return writeCode(await makeCode(components, options), options);
}

/** A package that is not written yet. */
export interface MadeCode {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly functions: readonly string[];
  readonly warnings: readonly string[];
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
  const functions = [
    ...registered.functions.map(({ name }) => name),
    ...registered.apis.flatMap(functionNamesOf),
  ];
  const host = hostJson(options.hostJson ?? {}, { functions, plans });
  if (host.problems.length > 0) throw new BackendConfigError("package", host.problems);
  const bundled = await bundle(registered, { root: folder, node, format, external: [], loader });
  const files = {
    ...(sourceMap ? bundled.files : withoutMap(bundled.files)),
    [FILES[format].main]: startFile(format, sourceMap),
    "host.json": host.text,
    "package.json": packageFile(format),
  };
  if (load !== false)
    await checkCode(
      components,
      { files: { ...files, ...bundled.files }, main: FILES[format].main },
      functions,
      {
        plans,
        settings: load?.settings ?? {},
      },
    );
  return { ...archive(files), functions, warnings: [...host.warnings, ...bundled.warnings] };
}

export function writeCode(
  { bytes, sha256, functions, warnings }: MadeCode,
  { root = projectFolder(), outDir = "dist/functions" }: PackageOptions,
): CodePackage {
  if (warnings.length > 0) printNotes(warningsText(warnings));
  const out = resolve(root, outDir);
  mkdirSync(out, { recursive: true });
  const file = join(out, `${sha256.slice(0, 16)}.zip`);
  writeFileSync(file, bytes);
  return { file, sha256, functions, warnings };
}

function warningsText(warnings: readonly string[]): string {
  const count = warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`;
  return `${[`package: ${count}`, ...warnings.map((each) => `  ${each}`)].join("\n")}\n`;
}

function packageFile(format: ModuleFormat): string {
  const { main, type } = FILES[format];
  return `${JSON.stringify({ main, type })}\n`;
}

/** @throws {@link BackendConfigError} where a component does not load */
async function checkCode(
  components: Components,
  loadable: LoadablePackage,
  functions: readonly string[],
  {
    plans,
    settings,
  }: { readonly plans: readonly BackendPlan[]; readonly settings: Readonly<Record<string, string>> },
): Promise<void> {
  const environments = plans.length === 0 ? [settingsOfComponents(components)] : settingsOfPlans(plans);
  const key = (name: string): string | undefined =>
    Object.keys(components).find((each) => components[each]?.name === name);
  const problems = await checkLoads(
    loadable,
    functions,
    environments.map((each) => ({ ...each, values: { ...each.values, ...settings } })),
    (name) => `components.${key(name) ?? name}`,
  );
  if (problems.length > 0) throw new BackendConfigError("package", problems);
}

/** @throws {@link BackendConfigError} with what is wrong with the declarations, and the entries that are not there */
function registeredIn(components: Components, root: string): Registered {
  const { sound, problems } = checkComponents(components);
  const missing = missingEntries(sound, root);
  if (problems.length + missing.length > 0)
    throw new BackendConfigError("package", [...problems, ...missing]);
  const entries = Object.entries(sound);
  const queues = componentQueues(sound);
  return {
    functions: entries.flatMap(([key, component]) => registered(key, component, root, queues) ?? []),
    apis: entries.flatMap(([, component]) => (component.kind === "crud-api" ? [component] : [])),
  };
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

/** Undefined for what runs no code of the user's. */
function registered(
  key: string,
  component: Component,
  root: string,
  queues: ReadonlySet<string>,
): RegisteredFunction | undefined {
  const code = codeOf(component);
  const moved = codeOnServiceBus(component, queues);
  if (code === undefined || moved === undefined) return undefined;
  const names = { prefix: settingPrefix(code.name), name: code.name };
  return {
    path: `components.${key}`,
    name: code.name,
    // Written with slashes on any machine.
    entry: `./${relative(root, entryFile(root, code.entry)).replaceAll("\\", "/")}`,
    registration: chosen(code.trigger, moved.trigger, (trigger) =>
      triggerKind(trigger.type).register(trigger, names),
    ),
    bindings: (code.bindings ?? []).map((binding, index) => ({
      direction: binding.direction,
      name: binding.name,
      registration: chosen(binding, moved.bindings?.[index] ?? binding, (each) =>
        bindingKind(each.type).register(each, names),
      ),
    })),
  };
}

/** The same where nothing of it moves. */
function chosen<Part extends Code["trigger"] | NonNullable<Code["bindings"]>[number], T>(
  part: Part,
  moved: Part,
  register: (part: Part) => T,
): Chosen<T> {
  const usual = register(part);
  return moved.type === part.type ? { usual } : { usual, onServiceBus: register(moved) };
}
