import type { CrudApi } from "./define-crud-api";
import type { EventHandler } from "./define-event-handler";
import type { FunctionComponent } from "./define-function";
import type { QueueProcessor } from "./define-queue-processor";

/** What a user declares and hands to `defineBackend`: inert data, told apart by `kind`. */
export type Component = CrudApi | EventHandler | FunctionComponent | QueueProcessor;

/** The argument of `defineBackend`: components under the names that the user's code calls them by. */
export type Components = Readonly<Record<string, Component>>;

/** Every kind of component; the compiler says when one is missing. */
const kinds: Readonly<Record<Component["kind"], true>> = {
  "crud-api": true,
  "event-handler": true,
  function: true,
  "queue-processor": true,
};

export function isComponent(value: unknown): value is Component {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  return typeof value.kind === "string" && Object.hasOwn(kinds, value.kind);
}
