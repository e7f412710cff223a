import { storageConnection } from "../connections";
import { type QueueReference, nameOf } from "../references";
import { checkWorkedQueue, poisonQueueOf } from "../storage-queue";
import type { TriggerKind } from "./trigger";

/** Runs the function for each message of a storage queue. */
export interface QueueTrigger {
  readonly type: "queue";
  /** The queue, and beside it one with `-poison` for what fails five times; both are made by the backend. */
  readonly queue: string | QueueReference;
}

export const queueTrigger: TriggerKind<QueueTrigger> = {
  fields: { type: true, queue: true },
  example: '{ type: "queue", queue: "tasks" }',
  events: true,

  check: (path, { queue: given }, _functionName, report) => checkWorkedQueue(`${path}.queue`, given, report),

  needs: ({ queue: given }) => ({
    queues: [
      { name: nameOf(given), action: "process", field: "queue", reason: "is started by its messages" },
      {
        name: poisonQueueOf(nameOf(given)),
        action: "send",
        field: "queue",
        reason: "puts messages there that fail five times",
      },
    ],
  }),

  settings: ({ queue: given }, { prefix }) => ({
    ...storageConnection(prefix, "queue"),
    [`${prefix}_STORAGE_QUEUE`]: nameOf(given),
  }),

  register: ({ queue: given }, { prefix }) => ({
    method: "storageQueue",
    options: { queueName: nameOf(given), connection: `${prefix}_STORAGE` },
  }),
};
