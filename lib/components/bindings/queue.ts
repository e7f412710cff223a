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

export const queue: BindingKind<QueueOutput, QueueAccess> = {
  directions: { out: { type: true, direction: true, name: true, queue: true } },
  accessFields: { type: true, queue: true, action: true },
  actions: ["send", "process"],
  example: '{ type: "queue", direction: "out", name: "mails", queue: "send-mail" }',

  check: (path, { queue: said }, report) => checkQueue(`${path}.queue`, said, report),

  needs(said) {
    const processes = "action" in said && said.action === "process";
    return {
      queues: [
        {
          name: nameOf(said.queue),
          action: processes ? "process" : "send",
          field: "queue",
          reason: processes ? "takes messages off it" : "sends messages to it",
        },
      ],
    };
  },

  settings: (_said, { prefix }) => storageConnection(prefix, "queue"),

  register: ({ queue: said }, { prefix }) => ({
    method: "storageQueue",
    options: { queueName: nameOf(said), connection: `${prefix}_STORAGE` },
  }),
};
