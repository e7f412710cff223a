import { blobContainerOf } from "../../components/blob-path";
import type { Code } from "../../components/code";
import { nameOf } from "../../components/references";
import type { Trigger } from "../../components/triggers";
import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import type { ComponentPath } from "../option-path";

interface Declared {
  /** `components.resize` */
  readonly path: ComponentPath;
  readonly code: Code;
}

/** What components may be declared as, and hardly anybody means. */
export function warnOfComponents(draft: Draft): void {
  const all = draft.requirements.components.flatMap(({ path, code }): readonly Declared[] =>
    code === undefined ? [] : [{ path, code }],
  );
  warnOfSharedQueues(draft, all);
  for (const each of all) {
    warnOfCircle(draft, each);
    warnOfPolling(draft, each);
  }
}

function pathOf({ path, code: { triggerField } }: Declared): ComponentPath {
  return triggerField === "" ? path : `${path}.${triggerField}`;
}

function warnOfSharedQueues(draft: Draft, all: readonly Declared[]): void {
  const first = new Map<string, string>();
  for (const each of all) {
    const source = messagesOf(each.code.trigger);
    if (source === undefined) continue;
    const key = [each.code.trigger.type, source.topic, source.name].join(" ");
    const other = first.get(key);
    if (other === undefined) first.set(key, each.path);
    else
      draft.warn(
        `${pathOf(each)}.${source.field}`,
        `${other} also has a trigger on ${redacted(source.name)}: each message goes to only one of them`,
      );
  }
}

/** Where the messages are that start a function, each of which is taken once. */
function messagesOf(
  trigger: Trigger,
): { readonly field: string; readonly name: string; readonly topic?: string } | undefined {
  if (trigger.type === "queue") return { field: "queue", name: nameOf(trigger.queue) };
  if (trigger.type === "eventHub" && trigger.consumerGroup !== undefined)
    return { field: "consumerGroup", name: trigger.consumerGroup, topic: trigger.eventHub };
  if (trigger.type !== "serviceBus") return undefined;
  return trigger.queue === undefined
    ? { field: "subscription", name: trigger.subscription, topic: trigger.topic }
    : { field: "queue", name: trigger.queue };
}

/** A function that writes what starts it. */
function warnOfCircle(draft: Draft, { path, code }: Declared): void {
  const { cosmosContainers, blobContainers } = draft.requirements;
  const startedBy = wholeContainerOf(code);
  if (startedBy === undefined) return;
  const needs = startedBy.of === "cosmos" ? cosmosContainers : blobContainers;
  const written = needs.find(
    ({ by, name, action }) => by === path && name === startedBy.name && action === "write",
  );
  if (written !== undefined)
    draft.warn(
      written.path,
      `${path} is triggered by ${redacted(startedBy.name)} and also writes to it: make sure that this does not run in an endless loop`,
    );
}

/** The container whose every item or blob starts a function; undefined where it receives which. */
function wholeContainerOf({
  trigger,
}: Code): { readonly of: "cosmos" | "blobs"; readonly name: string } | undefined {
  switch (trigger.type) {
    case "cosmosDB":
      return { of: "cosmos", name: nameOf(trigger.container) };
    case "blob": {
      const name = blobContainerOf(trigger.path);
      return /^\{[^{}]+\}$/.test(trigger.path.slice(name.length + 1)) ? { of: "blobs", name } : undefined;
    }
    case "eventGrid":
      return trigger.source.blobs === undefined || trigger.filter !== undefined
        ? undefined
        : { of: "blobs", name: trigger.source.blobs };
    case "eventHub":
    case "http":
    case "timer":
    case "queue":
    case "serviceBus":
      return undefined;
  }
}

/** learn.microsoft.com/azure/azure-functions/functions-bindings-storage-blob-trigger#polling-and-latency-considerations */
function warnOfPolling(draft: Draft, { path, code: { trigger } }: Declared): void {
  if (draft.settings.functionApp.plan !== "FC1" || trigger.type !== "blob") return;
  draft.warn(
    `${path}.trigger`,
    "FC1 does not poll containers for blobs, so nothing triggers the function: " +
      `declare it with defineEventHandler and source: { blobs: ${redacted(blobContainerOf(trigger.path))} }`,
  );
}
