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

export const queue: TriggerKind<QueueTrigger> = {
  fields: { type: true, queue: true },
  example: '{ type: "queue", queue: "tasks" }',
  events: true,

  check: (path, { queue: said }, _functionName, report) => checkWorkedQueue(`${path}.queue`, said, report),

  needs: ({ queue: said }) => ({
    queues: [
      { name: nameOf(said), action: "process", field: "queue", reason: "is started by its messages" },
      {
        name: poisonQueueOf(nameOf(said)),
        action: "send",
        field: "queue",
        reason: "puts messages there that fail five times",
      },
    ],
  }),

  settings: ({ queue: said }, { prefix }) => ({
    ...storageConnection(prefix, "queue"),
    [`${prefix}_STORAGE_QUEUE`]: nameOf(said),
  }),

  register: ({ queue: said }, { prefix }) => ({
    method: "storageQueue",
    options: { queueName: nameOf(said), connection: `${prefix}_STORAGE` },
  }),
};
