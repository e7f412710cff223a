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
import { archive } from "./archive";
import { type Chosen, type RegisteredFunction, bundle } from "./bundle";
import { hostFile } from "./host-file";

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
   * The Node version that the functions run on.
   * @default 22
   */
  readonly node?: 20 | 22;
}

/** One package: an archive that a function app runs from. */
export interface CodePackage {
  /** `<hash>.zip` in the output folder. */
  readonly file: string;
  /** SHA-256 of the archive, in hexadecimal; the same code gives the same one on any machine. */
  readonly sha256: string;
  /** Names of the functions that are in it. */
  readonly functions: readonly string[];
}

/**
 * Bundles the code of all components into one package of the Azure Functions v4 programming model, with source maps and
 * host.json: the handlers are registered as they were declared. Terraform never sees it: a release uploads it.
 *
 * @param components - those of `defineBackend`
 * @throws {@link BackendConfigError} with every problem at once, before anything is written: an entry that does not
 *   exist or exports no handler, code that does not compile
 */
export async function packageCode(
  components: Components,
  options: PackageOptions = {},
): Promise<CodePackage> {
  const { root = projectFolder(), outDir = "dist/functions", node = 22 } = options;
  const folder = resolve(root);
  const { sound, problems } = checkComponents(components);
  const entries = Object.entries(sound);
  const missing = missingEntries(sound, folder);
  if (problems.length + missing.length > 0)
    throw new BackendConfigError("package", [...problems, ...missing]);

  const queues = componentQueues(sound);
  const functions = entries.flatMap(([key, component]) => registered(key, component, folder, queues) ?? []);
  const apis = entries.flatMap(([, component]) => (component.kind === "crud-api" ? [component] : []));
  const bundled = await bundle({ functions, apis }, { root: folder, node });
  const { bytes, sha256 } = archive({
    ...bundled,
    "host.json": hostFile(),
    "package.json": `${JSON.stringify({ main: "index.js", type: "commonjs" })}\n`,
  });
  const out = resolve(folder, outDir);
  mkdirSync(out, { recursive: true });
  const file = join(out, `${sha256.slice(0, 16)}.zip`);
  writeFileSync(file, bytes);
  return {
    file,
    sha256,
    functions: [...functions.map(({ name }) => name), ...apis.flatMap(functionNamesOf)],
  };
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
