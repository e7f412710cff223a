import { frozen } from "./frozen";
import type { CosmosContainerOptions } from "../services/cosmos/container-options";
import type { Only } from "./only-known";

/** The types that a field of an entity can have; `timestamp` is an ISO 8601 string. */
export type FieldType = "string" | "number" | "boolean" | "timestamp" | "object" | "array";

/** One field of an entity. */
export interface FieldSchema {
  readonly type: FieldType;
  /** @default false */
  readonly required?: boolean;
  readonly description?: string;
  /** What an item has that does not say the field; the type and `validation` allow it. An `id` has none. */
  readonly default?: string | number | boolean;
  readonly validation?: {
    /** Smallest number, characters of the shortest text, or entries of the shortest list. */
    readonly min?: number;
    /** Largest number, characters of the longest text, or entries of the longest list. */
    readonly max?: number;
    /**
     * A regular expression of Unicode that a text has to match, without loops in which one text can be read in several
     * ways, such as `(a+)+`. A text with a pattern has at most 1000 characters unless `max` says otherwise.
     */
    readonly pattern?: string;
    /** The only values allowed, of a text or a number. */
    readonly enum?: readonly (string | number)[];
  };
}

/** Fields by name; `"string"` is short for `{ type: "string" }`. */
export type EntitySchema = Readonly<Record<string, FieldType | FieldSchema>>;

/** Items of a page. */
export const LARGEST_PAGE = 1000;

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
  readonly list?:
    | boolean
    | {
        /** Items of a page, 1 to 1000. @default 100 */
        readonly pageSize?: number;
        /** A field that is no object or list, and that `indexingPolicy` does not leave out. @default "id" */
        readonly sortBy?: string;
      };
}

/** What {@link defineCrudApi} takes. */
export interface CrudApiOptions extends CosmosContainerOptions {
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
  /**
   * Who may call: whoever knows the function's key, the host's master key, or everybody.
   * @default "function"
   */
  readonly authLevel?: "function" | "admin" | "anonymous";
  /**
   * Replacing and deleting need `If-Match`, so that nothing is overwritten that its caller has not seen; 428 without it.
   * @default false
   */
  readonly requireIfMatch?: boolean;
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
