import { relative } from "node:path";
import { bindingKind } from "../components/bindings";
import { checkComponents } from "../components/check-components";
import { type Code, codeOf } from "../components/code";
import type { Component, Components } from "../components/component";
import { codeOnServiceBus, componentQueues } from "../components/component-queues";
import { entryFile, missingEntries } from "../components/missing-entries";
import { settingPrefix } from "../components/setting-prefix";
import { triggerKind } from "../components/triggers";
import { BackendConfigError } from "../settings/problems";
import type { Chosen, Registered, RegisteredFunction } from "./registered";

/** @throws {@link BackendConfigError} with what is wrong with the declarations, and the entries that are not there */
export function registeredIn(components: Components, root: string): Registered {
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
    ...(code.app !== undefined && { app: code.app }),
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
