import { frozen } from "./frozen";
import type { CodeOptions } from "./code-options";
import type { Only, OnlyParts } from "./only-known";

/** Options of {@link defineQueueProcessor}. */
export interface QueueProcessorOptions extends CodeOptions {
  /**
   * The queue that it processes. It is a storage queue: messages that fail five times move to `<queue>-poison`. With
   * `optional.serviceBus` it is a Service Bus queue: messages that fail `maxDeliveryCount` times become dead letters.
   * @default - the name of the component
   */
  readonly queue?: string;
}

/** A declared queue processor. */
export interface QueueProcessor extends QueueProcessorOptions {
  readonly kind: "queue-processor";
}

/**
 * Declares a function that processes the messages of a queue: plain data, checked when it is handed to `defineBackend`.
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
