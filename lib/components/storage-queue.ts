import { nameFault } from "../azure/names/azure-names";
import { redacted } from "../settings/redacted";
import type { Report } from "./needs";
import { referencedName } from "./referenced-name";

/** learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger#poison-messages */
const POISON = "-poison";
const LONGEST_QUEUE = 63;

/** Where the messages of a queue go that fail five times. */
export function poisonQueueOf(queue: string): string {
  return `${queue}${POISON}`;
}

/** Reports what is wrong with the queue that a function is started by. @returns false when it cannot be gone on with */
export function checkWorkedQueue(path: string, given: unknown, report: Report): boolean {
  const name = referencedName(given, "queue");
  return checked(
    path,
    given,
    name === undefined ? "the name of the storage queue is missing" : workedFault(name),
    report,
  );
}

/** Reports what is wrong with a queue that messages are sent to, or taken from by hand. */
export function checkQueue(path: string, given: unknown, report: Report): boolean {
  const name = referencedName(given, "queue");
  const fault =
    name === undefined ? "the name of the storage queue is missing" : nameFault("storageQueue", name);
  return checked(path, given, fault, report);
}

function checked(path: string, given: unknown, fault: string | undefined, report: Report): boolean {
  if (fault === undefined) return true;
  report(path, `${fault}, got ${redacted(given)}`, 'choose a name such as "tasks"');
  return false;
}

function workedFault(name: string): string | undefined {
  const fault = nameFault("storageQueue", name);
  if (fault !== undefined) return fault;
  if (name.endsWith(POISON))
    return `a name that ends in ${POISON} is reserved for the poison queue of another queue`;
  const most = LONGEST_QUEUE - POISON.length;
  return name.length > most
    ? `a queue name must have at most ${most} characters, because ${POISON} is added to it for the poison queue`
    : undefined;
}
