import { frozen } from "./component";
import type { Only } from "./known-fields";

/** The types that a field of an entity can have; `timestamp` is an ISO 8601 string. */
export type FieldType = "string" | "number" | "boolean" | "timestamp" | "object" | "array";

/** One field of an entity. */
export interface FieldSchema {
  readonly type: FieldType;
  /** @default false */
  readonly required?: boolean;
  readonly description?: string;
  readonly default?: string | number | boolean;
  readonly validation?: {
    /** Smallest number, or shortest string. */
    readonly min?: number;
    /** Largest number, or longest string. */
    readonly max?: number;
    /** A regular expression that a string has to match. */
    readonly pattern?: string;
    /** The only values allowed. */
    readonly enum?: readonly (string | number)[];
  };
}

/** Fields by name; `"string"` is short for `{ type: "string" }`. */
export type EntitySchema = Readonly<Record<string, FieldType | FieldSchema>>;

/** Which operations the API has. */
export interface CrudRoutes {
  /** @default true */
  readonly create?: boolean;
  /** @default true */
  readonly read?: boolean;
  /** @default true */
  readonly update?: boolean;
  /** @default true */
  readonly delete?: boolean;
  /** `true`, `false`, or how lists are paged and sorted. @default true */
  readonly list?: boolean | { readonly pageSize?: number; readonly sortBy?: string };
}

/** What {@link defineCrudApi} takes. */
export interface CrudApiOptions {
  /** Lower-case letters, digits and hyphens; also the name of the Cosmos DB container. */
  readonly name: string;
  /** What one item is called, `Feedback`. */
  readonly entityName: string;
  /** @default - `entityName` and an s */
  readonly entityNamePlural?: string;
  /** The container's partition key path, `/id` or a field of the schema. It cannot change later. */
  readonly partitionKey: `/${string}`;
  readonly schema: EntitySchema;
  readonly routes?: CrudRoutes;
}

/** A declared CRUD API. */
export interface CrudApi extends CrudApiOptions {
  readonly kind: "crud-api";
}

/**
 * Declares create, read, update, delete and list over one Cosmos DB container: plain data, checked when it is
 * handed to `defineBackend`.
 *
 * @example
 * ```ts
 * const feedbackApi = defineCrudApi({
 *   name: "feedback",
 *   entityName: "Feedback",
 *   partitionKey: "/id",
 *   schema: { id: "string", rating: { type: "number", required: true, validation: { min: 1, max: 5 } } },
 * });
 * ```
 */
export function defineCrudApi<const Options extends CrudApiOptions>(
  options: Only<CrudApi, Options>,
): Options & CrudApi {
  return frozen({ ...options, kind: "crud-api" });
}
