import { entityFault } from "../../components/service-bus-entity";
import type { Draft } from "../contract/draft";
import { didYouMean } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import { reportNamesDifferingInCase } from "../contract/names-differing-in-case";
import { checkRules } from "./check-rules";
import { secondsOf, timeLimits } from "./duration";
import {
  SERVICE_BUS,
  type DeclaredEntity,
  type DeclaredQueue,
  type DeclaredTopic,
  queueNames,
  declaredQueues,
  declaredSubscriptions,
  declaredTopics,
  type EntityPath,
  topicNames,
} from "./entities";

/** Every rule that queues, topics and subscriptions of `optional.serviceBus` can break by themselves. */
export function checkEntities(draft: Draft): void {
  const { settings } = draft;
  const { queues, topics } = settings.optional.serviceBus;
  const all: readonly DeclaredEntity[] = [
    ...declaredQueues(settings),
    ...declaredTopics(settings),
    ...declaredSubscriptions(settings),
  ];
  for (const each of all) {
    checkName(draft, each);
    checkTimes(draft, each);
  }
  for (const each of [...declaredQueues(settings), ...declaredTopics(settings)]) checkWindow(draft, each);
  reportNamesDifferingInCase(draft, (name) => `${SERVICE_BUS}.queues.${name}`, queues);
  reportNamesDifferingInCase(draft, (name) => `${SERVICE_BUS}.topics.${name}`, topics);
  for (const { path, given } of declaredTopics(settings))
    reportNamesDifferingInCase(draft, (name) => `${path}.subscriptions.${name}`, given.subscriptions ?? {});
  checkOneOfEachName(draft);
  checkForwarding(draft);
  for (const subscription of declaredSubscriptions(settings)) checkRules(draft, subscription);
}

function checkName(draft: Draft, { path, name, kind }: DeclaredEntity): void {
  const fault = entityFault(kind, name);
  if (fault !== undefined) draft.problem(path, `${fault}, got ${redacted(name)}`, "choose another name");
}

function checkTimes(draft: Draft, { path, given }: DeclaredEntity): void {
  for (const [option, { least, most, words }] of Object.entries(timeLimits)) {
    const value: unknown = (given as Readonly<Record<string, unknown>>)[option];
    if (typeof value !== "string") continue;
    const seconds = secondsOf(value);
    if (seconds === undefined)
      draft.problem(
        `${path}.${option}`,
        `must be an ISO 8601 duration in days, hours, minutes and seconds, got ${redacted(value)}`,
        'write it like "PT30S" or "P1DT12H"',
      );
    else if (seconds < least || seconds > most)
      draft.problem(
        `${path}.${option}`,
        `must be ${words}, got ${redacted(value)}`,
        "use a value in this range",
      );
  }
}

/** A window of ids that nobody remembers. */
function checkWindow(draft: Draft, { path, given }: DeclaredQueue | DeclaredTopic): void {
  if (given.duplicateDetectionHistoryTimeWindow === undefined || given.requiresDuplicateDetection === true)
    return;
  draft.problem(
    `${path}.duplicateDetectionHistoryTimeWindow`,
    "has no effect: duplicate detection is off",
    "set requiresDuplicateDetection to true, or remove it",
    `${path}.requiresDuplicateDetection`,
  );
}

/** Queues and topics are addressed alike. */
function checkOneOfEachName(draft: Draft): void {
  const topics = topicNames(draft.settings, draft.requirements);
  for (const queue of queueNames(draft.settings, draft.requirements)) {
    const topic = topics.find((name) => name.toLowerCase() === queue.toLowerCase());
    if (topic === undefined) continue;
    const { serviceBusQueues } = draft.requirements;
    const path =
      serviceBusQueues.find(({ name }) => name === queue)?.path ?? `${SERVICE_BUS}.queues.${queue}`;
    draft.problem(
      path,
      `a topic also has the name ${redacted(topic)}, and names must be unique in a namespace`,
      "choose another name for one of them",
    );
  }
}

/** learn.microsoft.com/azure/service-bus-messaging/service-bus-auto-forwarding */
function checkForwarding(draft: Draft): void {
  const { settings, requirements } = draft;
  const edges = [...declaredQueues(settings), ...declaredSubscriptions(settings)].flatMap(
    ({ path, given, name, ...each }): readonly Edge[] =>
      FORWARDS.flatMap((option) => {
        const to = given[option];
        const from = each.kind === "queue" ? name : each.topic;
        return to === undefined ? [] : [{ path: `${path}.${option}`, from, to }];
      }),
  );
  const known = [...queueNames(settings, requirements), ...topicNames(settings, requirements)];
  for (const { path, from, to } of edges)
    if (!known.includes(to))
      draft.problem(
        path,
        `the namespace has no queue or topic ${redacted(to)}${didYouMean(to, known)}`,
        `use one of ${SERVICE_BUS}.queues or ${SERVICE_BUS}.topics`,
      );
    else if (reachedFrom(to, edges).has(from))
      draft.problem(path, "messages would be forwarded in a circle", "use another queue or topic");
  checkHops(draft, edges);
  for (const { path, given } of [...declaredQueues(settings), ...declaredSubscriptions(settings)])
    if (given.forwardTo !== undefined && given.requiresSession === true)
      draft.problem(
        `${path}.forwardTo`,
        "a queue or subscription with sessions cannot forward messages",
        "remove it, or set requiresSession to false",
        `${path}.requiresSession`,
      );
}

/** Azure dead-letters what was forwarded more often. */
const MOST_HOPS = 4;

function checkHops(draft: Draft, edges: readonly Edge[]): void {
  const known = new Map<string, number>();
  const hopsFrom = (entity: string, before: readonly string[]): number => {
    const found = known.get(entity);
    if (found !== undefined) return found;
    // A circle is reported as that.
    const next = edges.filter(({ from, to }) => from === entity && ![...before, entity].includes(to));
    const hops = Math.max(0, ...next.map(({ to }) => 1 + hopsFrom(to, [...before, entity])));
    known.set(entity, hops);
    return hops;
  };
  for (const { path, from, to } of edges) {
    const isFirst = !edges.some((other) => other.to === from);
    const hops = 1 + hopsFrom(to, [from]);
    if (isFirst && hops > MOST_HOPS)
      draft.problem(
        path,
        `messages would be forwarded ${hops} times, but Azure dead-letters them after ${MOST_HOPS}`,
        "forward to the last queue or topic directly",
      );
  }
}

const FORWARDS = ["forwardTo", "forwardDeadLetteredMessagesTo"] as const;

/** One way that messages take. */
interface Edge {
  readonly path: EntityPath;
  /** A queue or topic. */
  readonly from: string;
  readonly to: string;
}

/** Everything that messages of a queue or topic come to, itself included. */
function reachedFrom(start: string, edges: readonly Edge[]): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const each of reached) for (const { from, to } of edges) if (from === each) reached.add(to);
  return reached;
}
