import type { Access, Binding } from "./bindings";
import { type Code, codeOf } from "./code";
import type { Component, Components } from "./component";
import { nameOf } from "./references";
import type { Trigger } from "./triggers";

/** The queues that queue processors work off: no other queue of a storage account moves. */
export function componentQueues(components: Components): ReadonlySet<string> {
  return new Set(Object.values(components).flatMap(queueOf));
}

function queueOf(component: Component): readonly string[] {
  return component.kind === "queue-processor" ? [component.queue ?? component.name] : [];
}

/** The code of a component where these queues are in Service Bus: what starts it and what it is bound to follow. */
export function codeOnServiceBus(component: Component, moved: ReadonlySet<string>): Code | undefined {
  const code = codeOf(component);
  if (code === undefined) return undefined;
  const { bindings } = code;
  return {
    ...code,
    trigger: movedTrigger(code.trigger, moved),
    ...(bindings === undefined ? {} : { bindings: bindings.map((binding) => movedBinding(binding, moved)) }),
  };
}

function movedTrigger(trigger: Trigger, moved: ReadonlySet<string>): Trigger {
  return trigger.type === "queue" && moved.has(nameOf(trigger.queue))
    ? { type: "serviceBus", queue: nameOf(trigger.queue) }
    : trigger;
}

function movedBinding(binding: Binding, moved: ReadonlySet<string>): Binding {
  return binding.type === "queue" && moved.has(nameOf(binding.queue))
    ? { ...binding, type: "serviceBus", queue: nameOf(binding.queue) }
    : binding;
}

/** True where a handler works on one of these queues through a client of its own, which no setting turns into another. */
export function reachesByClient(access: Access, moved: ReadonlySet<string>): boolean {
  return access.type === "queue" && moved.has(nameOf(access.queue));
}
