import type { InvocationContext } from "@azure/functions";

/** One event of the topic order-events. */
export default function recordOrder(event: unknown, context: InvocationContext): void {
  context.log("order", event);
}
