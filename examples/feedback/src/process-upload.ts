import { createHash } from "node:crypto";
import type { InvocationContext } from "@azure/functions";

/** Says what was uploaded: its name, size and SHA-256. */
export default function processUpload(content: unknown, context: InvocationContext): void {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(String(content));
  const name = context.triggerMetadata?.["name"];
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  context.log(`uploaded: ${String(name)}, ${bytes.length} bytes, SHA-256 ${sha256}`);
}
