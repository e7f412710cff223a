import { nameFault } from "../../names/azure-names";
import { shown } from "../../plan/shown";
import type { TriggerKind } from "./trigger";

/** Runs the function for each message of a storage queue. */
export interface QueueTrigger {
  readonly type: "queue";
  /** The queue, and beside it one with `-poison` for what fails five times; both are made by the backend. */
  readonly queue: string;
}

/** learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger#poison-messages */
const POISON = "-poison";
const LONGEST_QUEUE = 63;

export const queue: TriggerKind<QueueTrigger> = {
  fields: { type: true, queue: true },
  example: '{ type: "queue", queue: "tasks" }',
  events: true,

  check(path, { queue: said }, _functionName, report) {
    const fault = typeof said === "string" ? queueFault(said) : "a storage queue has a name";
    if (fault === undefined) return true;
    report(`${path}.queue`, `${fault}, got ${shown(said)}`, 'choose a name such as "tasks"');
    return false;
  },

  needs: ({ queue: name }) => ({ queues: [name, `${name}${POISON}`] }),

  settings: ({ queue: name }, { prefix }) => ({
    [`${prefix}_STORAGE__queueServiceUri`]: [{ service: "storage", output: "queueEndpoint" }],
    [`${prefix}_STORAGE__credential`]: "managedidentity",
    [`${prefix}_STORAGE_QUEUE`]: name,
  }),

  register: ({ queue: queueName }, { prefix }) => ({
    method: "storageQueue",
    options: { queueName, connection: `${prefix}_STORAGE` },
  }),
};

function queueFault(name: string): string | undefined {
  const fault = nameFault("storageQueue", name);
  if (fault !== undefined) return fault;
  if (name.endsWith(POISON)) return `a queue that ends in ${POISON} holds what another one has given up`;
  const most = LONGEST_QUEUE - POISON.length;
  return name.length > most
    ? `a queue has at most ${most} characters, since ${POISON} is added for what fails`
    : undefined;
}
