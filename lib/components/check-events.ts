import type { Components } from "./component";
import { codeOf } from "./code";
import type { EventsNeed, Report } from "./needs";
import { nameOf } from "./references";
import { triggerKind } from "./triggers";

interface Subscriber {
  readonly by: string;
  /** Where its source is said. */
  readonly at: string;
  readonly events: EventsNeed;
}

/** Reports events that two components would share, and events that would go round in a circle. */
export function checkEventFlows(components: Components, problem: Report): void {
  const all = Object.entries(components).flatMap(([key, component]) => {
    const code = codeOf(component);
    if (code === undefined) return [];
    const by = `components.${key}`;
    const at = component.kind === "function" ? `${by}.trigger` : by;
    return [
      { by, at, trigger: code.trigger, ...triggerKind(code.trigger.type).needs(code.trigger, code.name) },
    ];
  });
  const subscribers = all.flatMap(({ by, at, eventSubscriptions = [] }): readonly Subscriber[] =>
    eventSubscriptions.map((events) => ({ by, at, events })),
  );
  for (const { by, events } of subscribers)
    for (const other of all)
      if (other.trigger.type === "queue" && nameOf(other.trigger.queue) === events.queue)
        problem(
          `${other.at}.queue`,
          `${by} receives its events from queue "${events.queue}": the two functions would take messages from each other`,
          "name another queue",
        );
  for (const { at, events } of subscribers) {
    const filler = subscribers.find(
      (each) => each.events.deadLetter !== undefined && each.events.deadLetter === events.source.blobs,
    );
    if (filler !== undefined)
      problem(
        `${at}.source.blobs`,
        `is the dead-letter container of ${filler.by}, "${filler.events.deadLetter ?? ""}": each dead-lettered event would raise a new event, without end`,
        "use another container, or another deadLetter",
      );
  }
}
