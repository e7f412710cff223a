import type { InvocationContext } from "@azure/functions";

export default function invoice(order: unknown, context: InvocationContext): void {
  context.log("invoice for", order);
}
