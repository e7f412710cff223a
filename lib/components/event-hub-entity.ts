import { redacted } from "../settings/redacted";
import type { Report } from "./needs";

/** The consumer group that every event hub has. */
export const DEFAULT_GROUP = "$Default";

/** The most characters: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsofteventhub */
const LONGEST = { "event hub": 256, "consumer group": 50 } as const;
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/** Why an event hub or consumer group cannot have this name; undefined when it can. */
export function eventHubFault(kind: keyof typeof LONGEST, name: string): string | undefined {
  return name.length <= LONGEST[kind] && NAME.test(name)
    ? undefined
    : `the name of ${kind === "event hub" ? "an event hub" : "a consumer group"} must have letters, digits, full stops, hyphens and underscores, begin and end with a letter or digit, and have at most ${LONGEST[kind]} characters`;
}

/** Reports what is wrong with the hub that a part of a declaration names. */
export function checkEventHub(path: string, eventHub: unknown, report: Report): boolean {
  const fault =
    typeof eventHub === "string"
      ? eventHubFault("event hub", eventHub)
      : "the name of the event hub is missing";
  if (fault === undefined) return true;
  report(`${path}.eventHub`, `${fault}, got ${redacted(eventHub)}`, 'choose a name such as "telemetry"');
  return false;
}

/** Reports what is wrong with the consumer group, where there is one. */
export function checkConsumerGroup(path: string, group: unknown, report: Report): boolean {
  if (group === undefined || group === DEFAULT_GROUP) return true;
  const fault = typeof group === "string" ? eventHubFault("consumer group", group) : "must be a string";
  if (fault === undefined) return true;
  report(
    `${path}.consumerGroup`,
    `${fault}, got ${redacted(group)}`,
    `choose a name such as "reports", or "${DEFAULT_GROUP}"`,
  );
  return false;
}
