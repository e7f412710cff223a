import { componentQueues, reachesByClient } from "../../components/component-queues";
import { nameOf } from "../../components/references";
import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import { type EntityPath, SERVICE_BUS } from "./entities";
import type { ComponentPath, OptionPath } from "../option-path";

/** Says of every component that works on Service Bus, and every setting that names it, that the backend has none. */
export function refuseWithout(draft: Draft): void {
  // An existing one, and refused for another reason.
  if (draft.refusedWithin("external.serviceBus")) return;
  const { components, serviceBusQueues, serviceBusTopics, serviceBusSubscriptions } = draft.requirements;
  for (const { path, name } of [...serviceBusQueues, ...serviceBusTopics, ...serviceBusSubscriptions])
    missing(path, `${redacted(name)} is a Service Bus name, but the backend has no Service Bus`);
  for (const { path, code } of components)
    for (const [name, value] of Object.entries(code?.environment ?? {}))
      if (typeof value === "object" && value.kind === "output" && value.service === "serviceBus")
        missing(`${path}.environment.${name}`, "refers to Service Bus, but the backend has none");

  function missing(path: OptionPath, message: string): void {
    draft.missing(path, message, `set ${SERVICE_BUS} to true`, `${SERVICE_BUS}.enabled`);
  }
}

/** Every rule that components and `optional.serviceBus` can break together. */
export function checkComponentsInServiceBus(draft: Draft): void {
  checkKept(draft);
  checkSessions(draft);
  checkForwarded(draft);
  checkClients(draft);
}

/** What a component works on stays. */
function checkKept(draft: Draft): void {
  const { queues, topics } = draft.settings.optional.serviceBus;
  const { serviceBusQueues, serviceBusTopics, serviceBusSubscriptions } = draft.requirements;
  for (const { name, by } of serviceBusQueues)
    if (queues[name] === false) leftOut(`${SERVICE_BUS}.queues.${name}`, by);
  const needed = serviceBusSubscriptions.map(({ topic, by }) => ({ name: topic, by }));
  for (const { name, by } of [...serviceBusTopics, ...needed])
    if (topics[name] === false) leftOut(`${SERVICE_BUS}.topics.${name}`, by);
  for (const { topic, name, by } of serviceBusSubscriptions) {
    const given = topics[topic];
    if (given !== undefined && given !== false && given.subscriptions?.[name] === false)
      leftOut(`${SERVICE_BUS}.topics.${topic}.subscriptions.${name}`, by);
  }

  function leftOut(path: OptionPath, by: OptionPath): void {
    if (draft.chosen(path)) draft.problem(path, `${by} uses it`, `remove ${path}`);
  }
}

/** Something that components take messages off. */
interface Taken {
  readonly option: EntityPath;
  readonly path: ComponentPath;
  readonly by: ComponentPath;
  readonly sessions?: boolean;
  readonly requiresSession?: boolean;
  readonly forwardTo?: string;
}

function takenIn(draft: Draft): readonly Taken[] {
  const { queues, topics } = draft.settings.optional.serviceBus;
  const { serviceBusQueues, serviceBusSubscriptions } = draft.requirements;
  return [
    ...serviceBusQueues
      .filter(({ action }) => action === "receive")
      .map(({ name, ...need }) => ({
        ...given(queues[name]),
        ...need,
        option: `${SERVICE_BUS}.queues.${name}` as const,
      })),
    ...serviceBusSubscriptions.map(({ name, topic, ...need }) => ({
      ...given(given(topics[topic]).subscriptions?.[name]),
      ...need,
      option: `${SERVICE_BUS}.topics.${topic}.subscriptions.${name}` as const,
    })),
  ];
}

function given<T extends object>(value: T | false | undefined): Partial<T> {
  return value === undefined || value === false ? {} : value;
}

/** A queue or subscription has sessions or has none, for every receiver of its messages. */
function checkSessions(draft: Draft): void {
  const first = new Map<string, Taken>();
  for (const each of takenIn(draft)) {
    const { option, path, by, sessions, requiresSession } = each;
    if (sessions === undefined) continue;
    if (requiresSession !== undefined && requiresSession !== sessions)
      draft.problem(
        `${option}.requiresSession`,
        `${by} receives messages ${sessions ? "by session" : "without sessions"}`,
        sessions
          ? `set it to true, or remove it`
          : `remove it, or use the trigger { type: "serviceBus", sessions: true }`,
      );
    const other = first.get(option);
    if (other === undefined) first.set(option, each);
    else if (other.sessions !== sessions)
      draft.problem(
        path,
        `${other.by} receives its messages ${sessions ? "without sessions" : "by session"}, and this one ${sessions ? "by session" : "without"}`,
        "use the same value for both",
      );
  }
}

/** What forwards every message has none left. */
function checkForwarded(draft: Draft): void {
  for (const { option, by, forwardTo } of takenIn(draft))
    if (forwardTo !== undefined)
      draft.problem(
        `${option}.forwardTo`,
        `${by} receives its messages, and none would be left`,
        "remove it",
      );
}

/** A client of the storage account finds no queue there that is in Service Bus. */
function checkClients(draft: Draft): void {
  const { components } = draft.requirements;
  const moved = componentQueues(
    Object.fromEntries(components.map(({ path, component }) => [path, component])),
  );
  for (const { path, code } of components)
    for (const [index, access] of (code?.access ?? []).entries())
      if (access.type === "queue" && reachesByClient(access, moved))
        draft.problem(
          `${path}.access[${index}].queue`,
          `${redacted(nameOf(access.queue))} is a Service Bus queue in a backend with Service Bus, and clients of storage queues cannot use it`,
          'send with a binding of type "queue", which supports both, or declare access of type "serviceBus"',
          `${SERVICE_BUS}.enabled`,
        );
}
