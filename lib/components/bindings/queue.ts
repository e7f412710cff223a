import { storageConnection } from "../connections";
import { type QueueReference, nameOf } from "../references";
import { checkQueue } from "../storage-queue";
import type { BindingBase, BindingKind } from "./binding";

/** Sends messages to a storage queue when the function is done. */
export interface QueueOutput extends BindingBase<"queue", "out"> {
  /** The queue; the backend makes it. */
  readonly queue: string | QueueReference;
}

/** A storage queue that a handler sends to, or takes messages from, through a client of its own. */
export interface QueueAccess {
  readonly type: "queue";
  /** The queue; the backend makes it. */
  readonly queue: string | QueueReference;
  readonly action: "send" | "process";
}

export const queueBinding: BindingKind<QueueOutput, QueueAccess> = {
  directions: { out: { type: true, direction: true, name: true, queue: true } },
  accessFields: { type: true, queue: true, action: true },
  actions: ["send", "process"],
  example: '{ type: "queue", direction: "out", name: "mails", queue: "send-mail" }',

  check: (path, { queue: given }, report) => checkQueue(`${path}.queue`, given, report),

  needs(given) {
    const processes = "action" in given && given.action === "process";
    return {
      queues: [
        {
          name: nameOf(given.queue),
          action: processes ? "process" : "send",
          field: "queue",
          reason: processes ? "takes messages off it" : "sends messages to it",
        },
      ],
    };
  },

  settings: (_said, { prefix }) => storageConnection(prefix, "queue"),

  register: ({ queue: given }, { prefix }) => ({
    method: "storageQueue",
    options: { queueName: nameOf(given), connection: `${prefix}_STORAGE` },
  }),
};
