import { redacted } from "../settings/redacted";
import type { Report } from "./needs";
import { type QueueReference, nameOf } from "./references";
import { referencedName } from "./referenced-name";

/** The most characters: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftservicebus */
const LONGEST = { queue: 260, topic: 260, subscription: 50, rule: 50 } as const;
/** Without slashes, which would part the id of what has such a name. */
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/** What there is in a namespace of Service Bus. */
export type EntityKind = keyof typeof LONGEST;

/** Why a queue, topic, subscription or rule of Service Bus cannot have this name; undefined when it can. */
export function entityFault(kind: EntityKind, name: string): string | undefined {
  return name.length <= LONGEST[kind] && NAME.test(name)
    ? undefined
    : `a Service Bus ${kind} name must have letters, digits, full stops, hyphens and underscores, begin and end with a letter or digit, and have at most ${LONGEST[kind]} characters`;
}

/** A queue, or a topic and perhaps one of its subscriptions: as declared, or as JavaScript could have it. */
export interface Entity {
  readonly queue?: unknown;
  readonly topic?: unknown;
  readonly subscription?: unknown;
}

/**
 * Reports what is wrong with the queue or topic that a part of a declaration names.
 *
 * @param taken - true where messages are taken, which a topic has subscriptions for
 */
export function checkEntity(path: string, given: Entity, taken: boolean, report: Report): boolean {
  const { queue, topic, subscription } = given;
  if ((queue === undefined) === (topic === undefined)) {
    const example = taken
      ? '{ queue: "orders" } or { topic: "orders", subscription: "mail" }'
      : '{ queue: "orders" } or { topic: "orders" }';
    report(path, `must have either a queue or a topic`, `write it like ${example}`);
    return false;
  }
  const wanted = taken && queue === undefined;
  if (!wanted && subscription !== undefined) {
    report(
      `${path}.subscription`,
      queue === undefined
        ? "must not be set: messages are sent to the topic, not to a subscription"
        : "must not be set: a queue has no subscriptions",
      "remove it",
    );
    return false;
  }
  const named: readonly (readonly [EntityKind, unknown])[] = [
    queue === undefined ? ["topic", topic] : ["queue", queue],
    ...(wanted ? [["subscription", subscription] as const] : []),
  ];
  return named.map(([kind, name]) => checkName(`${path}.${kind}`, kind, name, report)).every(Boolean);
}

function checkName(path: string, kind: EntityKind, given: unknown, report: Report): boolean {
  const name = kind === "queue" ? referencedName(given, "queue") : given;
  const fault =
    typeof name === "string" ? entityFault(kind, name) : `the name of the Service Bus ${kind} is missing`;
  if (fault === undefined) return true;
  report(path, `${fault}, got ${redacted(given)}`, 'choose a name such as "orders"');
  return false;
}

/** The settings that name the entity, `<P>_SERVICEBUS_QUEUE` and the like. */
export function entitySettings(
  prefix: string,
  { queue, topic, subscription }: { queue?: string | QueueReference; topic?: string; subscription?: string },
): Readonly<Record<string, string>> {
  return {
    ...(queue === undefined ? {} : { [`${prefix}_SERVICEBUS_QUEUE`]: nameOf(queue) }),
    ...(topic === undefined ? {} : { [`${prefix}_SERVICEBUS_TOPIC`]: topic }),
    ...(subscription === undefined ? {} : { [`${prefix}_SERVICEBUS_SUBSCRIPTION`]: subscription }),
  };
}
