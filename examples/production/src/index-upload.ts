import type { InvocationContext } from "@azure/functions";

/** One event of the container uploads; what it returns is the preview that everybody may see. */
export default function indexUpload(event: unknown, context: InvocationContext): string {
  context.log("upload", event);
  return JSON.stringify(event);
}
