import { redacted } from "../settings/redacted";
import type { Report } from "./needs";

/** Who may call: callers with the function's key, callers with the host's master key, or everybody. */
export type AuthLevel = "function" | "admin" | "anonymous";

const AUTH_LEVELS: Readonly<Record<AuthLevel, true>> = { function: true, admin: true, anonymous: true };

/** What holds where neither the component nor the environment says anything. */
export const DEFAULT_AUTH_LEVEL = "function";

/** The app setting with the environment's level where that is another one: one package serves every environment. */
export const AUTH_LEVEL_SETTING = "HTTP_AUTH_LEVEL";

/** What a component says of its callers. */
export interface CallersOf {
  readonly authLevel?: AuthLevel;
  readonly signIn?: boolean;
}

/** The level that holds in every environment: one that relies on sign-in is not for a component that is exempt from it. */
export function ownLevelOf({ authLevel, signIn }: CallersOf): AuthLevel | undefined {
  return authLevel ?? (signIn === false ? DEFAULT_AUTH_LEVEL : undefined);
}

/** The level of a component, given the one of its environment. */
export function authLevelOf(given: CallersOf, ofEnvironment: AuthLevel): AuthLevel {
  return ownLevelOf(given) ?? ofEnvironment;
}

/** The level of the environment that code runs in. */
export function authLevelIn(source: Readonly<Record<string, string | undefined>>): AuthLevel {
  const level = source[AUTH_LEVEL_SETTING];
  return isAuthLevel(level) ? level : DEFAULT_AUTH_LEVEL;
}

function isAuthLevel(level: unknown): level is AuthLevel {
  return typeof level === "string" && Object.hasOwn(AUTH_LEVELS, level);
}

export function checkSignIn(path: string, signIn: unknown, report: Report): void {
  if (signIn !== undefined && typeof signIn !== "boolean")
    report(path, `must be true or false, got ${redacted(signIn)}`, "correct or remove it");
}

export function checkAuthLevel(path: string, level: unknown, report: Report): void {
  if (level === undefined || isAuthLevel(level)) return;
  report(
    path,
    `must be one of ${Object.keys(AUTH_LEVELS).join(", ")}, got ${redacted(level)}`,
    "use one of them",
  );
}
