import { redacted } from "../settings/redacted";
import type { Report } from "./needs";

/** Who may call: callers with the function's key, callers with the host's master key, or everybody. */
export type AuthLevel = "function" | "admin" | "anonymous";

const AUTH_LEVELS: Readonly<Record<AuthLevel, true>> = { function: true, admin: true, anonymous: true };

export function checkAuthLevel(path: string, level: unknown, report: Report): void {
  if (level === undefined || (typeof level === "string" && Object.hasOwn(AUTH_LEVELS, level))) return;
  report(
    path,
    `must be one of ${Object.keys(AUTH_LEVELS).join(", ")}, got ${redacted(level)}`,
    "use one of them",
  );
}
