import type { InvocationContext } from "@azure/functions";
import { connect } from "./connections";
import { type Destinations, importFeedback } from "./import-feedback";

/** Connected by the first upload, and kept for the next. */
let destinations: Destinations | undefined;

/** Imports the feedback in a blob: one in JSON on each line. */
export default async function processUpload(blob: Buffer, context: InvocationContext): Promise<void> {
  destinations ??= connect();
  const upload = String(context.triggerMetadata?.["name"]);
  const { accepted, refused } = await importFeedback(upload, blob, destinations, context);
  context.log(`${upload}: ${accepted} kept, ${refused.length} refused`);
}
