import { createHash } from "node:crypto";

/**
 * The id of a construct that is named after something of the user's. The engine drops characters that Terraform
 * addresses lack, so that `a.b` and `ab` would become one resource: such names carry a hash.
 */
export function constructId(prefix: string, name: string): string {
  if (/^[A-Za-z0-9_-]+$/.test(name)) return `${prefix}_${name}`;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${prefix}_${name.replace(/[^A-Za-z0-9_-]/g, "_")}_${hash}`;
}
