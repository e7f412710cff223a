import type * as rights from "../rights/missing-rights";
import { refusedActions } from "../rights/refused-actions";
import type { Problem } from "../settings/problems";
import { SelectionError } from "../terraform/select-stacks";
import { UsageError } from "./command";
import type { Ending } from "./exit-codes";
import { messageOf } from "../settings/message-of";

/** Why a command has not done what it was called for. */
export interface Failure {
  readonly ended: Ending;
  readonly message: string;
  /** Each problem of the options; empty where it is about something else. */
  readonly problems: readonly Problem[];
}

/** The message of something that was thrown, without a stack of this package. */
export function failureOf(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return { ended: "interrupted", message: "Interrupted.", problems: [] };
  const message = messageOf(error);
  if (error instanceof UsageError || error instanceof SelectionError)
    return { ended: "usage", message, problems: [] };
  return {
    ended: "failed",
    message: [message, ...missingIn(message)].join("\n\n"),
    problems: problemsIn(error),
  };
}

/** Which rights were missing, and who gives them; nothing where it failed for another reason. */
function missingIn(message: string): readonly string[] {
  const missing = refusedActions(message);
  if (missing.length === 0) return [];
  // Loaded here alone: what the roles have is known by the services.
  const { missingRights } = require("../rights/missing-rights") as typeof rights;
  return [missingRights(missing)];
}

/** A configuration error comes from the app's process as well, or from another copy of the package. */
function problemsIn(error: unknown): readonly Problem[] {
  if (typeof error !== "object" || error === null || !("problems" in error)) return [];
  return Array.isArray(error.problems) ? (error.problems as readonly Problem[]) : [];
}
