import { redacted } from "../settings/redacted";
import type { Report } from "./needs";

/** Names begin Azure names, app settings and routes: the narrowest of their rules. */
const NAME = /^[a-z](-?[a-z0-9])*$/;
const LONGEST_NAME = 40;

/** @returns whether a component can be called so */
export function checkName(path: string, name: unknown, report: Report): name is string {
  if (typeof name === "string" && name.length <= LONGEST_NAME && NAME.test(name)) return true;
  report(
    path,
    `must have lower-case letters, digits and single hyphens, begin with a letter, and have at most ${LONGEST_NAME} characters; got ${redacted(name)}`,
    'choose a name such as "process-upload"',
  );
  return false;
}

/** Words that no route begins with: the host answers there itself. */
export const RESERVED_ROUTES: readonly string[] = ["admin", "runtime"];
