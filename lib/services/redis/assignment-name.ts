import { createHash } from "node:crypto";
import type { App } from "../contract/service";

/** learn.microsoft.com/azure/templates/microsoft.cache/redisenterprise/databases/accesspolicyassignments: 60 letters and digits. */
const LONGEST = 60;

/**
 * What an access policy assignment of the app, or of one of its slots, is called. A slot's own name shows where Azure takes
 * it; what is left out or cut off is kept apart by a hash.
 *
 * @param prefix - of this backend, where others have assignments there as well
 */
export function assignmentName({ slot, name }: Pick<App, "slot" | "name">, prefix = ""): string {
  const given = `${prefix}${slot !== undefined ? `slot${slot}` : name !== undefined ? `app${name}` : "functionApp"}`;
  const plain = given.replaceAll(/[^A-Za-z0-9]/g, "");
  if (plain === given && plain.length <= LONGEST) return plain;
  const hash = createHash("sha256")
    .update(`${prefix}${slot ?? (name === undefined ? "" : `app ${name}`)}`)
    .digest("hex")
    .slice(0, 8);
  return `${plain.slice(0, LONGEST - hash.length)}${hash}`;
}
