import type { JsonObject } from "./json";
import type { Resource, Store } from "./store";

/** What a rule may look at. */
export interface RuleContext {
  readonly id: string;
  readonly name: string;
  readonly store: Store;
  /** What was there before; undefined when it is new. */
  readonly earlier: Resource | undefined;
  /** Whether the subscription is registered for the namespace of a type. */
  readonly isRegistered: (type: string) => boolean;
}

/** Of a rule that is about every type. */
export const EVERYTHING = "everything";

/** One thing that Azure does with what it is asked for, and where that is known from. */
export interface Rule {
  /** In one sentence, as a test names it. */
  readonly says: string;
  /** A page of Microsoft's, the provider's source, or a report. */
  readonly source: string;
  /** The types that it is about. */
  readonly on: readonly string[] | typeof EVERYTHING;
  /** Why Azure would not take it; undefined where it would. */
  readonly refuse?: (asked: JsonObject, context: RuleContext) => string | undefined;
  /** The error code that goes with it. @default "BadRequest" */
  readonly code?: string;
  /** @default 400 */
  readonly status?: number;
  /** What Azure keeps of it. */
  readonly keeps?: (asked: JsonObject, context: RuleContext) => JsonObject;
  /** Why Azure would not delete it. */
  readonly holds?: (resource: Resource, store: Store) => string | undefined;
}
