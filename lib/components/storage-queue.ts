import { nameFault } from "../names/azure-names";
import { shown } from "../plan/shown";
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
export function checkWorkedQueue(path: string, said: unknown, report: Report): boolean {
  const name = referencedName(said, "queue");
  return checked(path, said, name === undefined ? "a storage queue has a name" : workedFault(name), report);
}

/** Reports what is wrong with a queue that messages are sent to, or taken from by hand. */
export function checkQueue(path: string, said: unknown, report: Report): boolean {
  const name = referencedName(said, "queue");
  const fault = name === undefined ? "a storage queue has a name" : nameFault("storageQueue", name);
  return checked(path, said, fault, report);
}

function checked(path: string, said: unknown, fault: string | undefined, report: Report): boolean {
  if (fault === undefined) return true;
  report(path, `${fault}, got ${shown(said)}`, 'choose a name such as "tasks"');
  return false;
}

function workedFault(name: string): string | undefined {
  const fault = nameFault("storageQueue", name);
  if (fault !== undefined) return fault;
  if (name.endsWith(POISON)) return `a queue that ends in ${POISON} holds what another one has given up`;
  const most = LONGEST_QUEUE - POISON.length;
  return name.length > most
    ? `a queue has at most ${most} characters, since ${POISON} is added for what fails`
    : undefined;
}
