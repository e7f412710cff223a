import type { InvocationContext } from "@azure/functions";

/** One message of the queue, wherever the backend has it. */
export default function sendMail(message: unknown, context: InvocationContext): void {
  context.log("mail for", message);
}
