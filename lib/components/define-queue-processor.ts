import { frozen } from "./frozen";
import type { CodeOptions } from "./code-options";
import type { Only, OnlyParts } from "./only-known";

/** What {@link defineQueueProcessor} takes. */
export interface QueueProcessorOptions extends CodeOptions {
  /**
   * The queue that it works off. In the storage account what fails five times goes into the one with `-poison` beside it; with
   * `optional.serviceBus` the queue is one of Service Bus, and what fails `maxDeliveryCount` times is among its dead letters.
   * @default - the processor's name
   */
  readonly queue?: string;
}

/** A declared queue processor. */
export interface QueueProcessor extends QueueProcessorOptions {
  readonly kind: "queue-processor";
}

/**
 * Declares a function that works off a queue of its own: plain data, checked when it is handed to `defineBackend`.
 *
 * @example
 * ```ts
 * const sendMail = defineQueueProcessor({ name: "send-mail", entry: "./src/send-mail.ts" });
 * ```
 */
export function defineQueueProcessor<const Options extends QueueProcessorOptions>(
  options: Only<QueueProcessor, Options> & OnlyParts<Options>,
): Options & QueueProcessor {
  return frozen({ ...(options as Options), kind: "queue-processor" });
}
