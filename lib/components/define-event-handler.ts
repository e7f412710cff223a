import { frozen } from "./frozen";
import type { CodeOptions } from "./code-options";
import type { Only, OnlyParts } from "./only-known";
import type { EventSubscription } from "./triggers";

/** Options of {@link defineEventHandler}: code, and the events that it receives. */
export type EventHandlerOptions = CodeOptions & EventSubscription;

/** A declared event handler. */
export type EventHandler = EventHandlerOptions & { readonly kind: "event-handler" };

/**
 * Declares a function that Event Grid's events are delivered to: plain data, checked when it is handed to
 * `defineBackend`.
 *
 * @example
 * ```ts
 * const resize = defineEventHandler({
 *   name: "resize",
 *   entry: "./src/resize.ts",
 *   source: { blobs: "uploads" },
 *   filter: { subjectEndsWith: ".jpg" },
 * });
 * ```
 */
export function defineEventHandler<const Options extends EventHandlerOptions>(
  options: Only<EventHandler, Options> & OnlyParts<Options>,
): Options & { readonly kind: "event-handler" } {
  return frozen({ ...(options as Options), kind: "event-handler" });
}
