import type { AuthorizeOptions } from "./authorize";
import { frozen } from "./frozen";
import type { CosmosContainerOptions } from "../services/cosmos/container-options";
import type { Only } from "./only-known";

/** The types that a field of an entity can have; `timestamp` is an ISO 8601 string. */
export type FieldType = "string" | "number" | "boolean" | "timestamp" | "object" | "array";

/** One field of an entity. */
export interface FieldSchema {
  /** The type of the field. */
  readonly type: FieldType;
  /**
   * Whether every item must have the field.
   * @default false
   */
  readonly required?: boolean;
  /** A description for the OpenAPI document. */
  readonly description?: string;
  /** The value of items that omit the field. The type and `validation` must allow it. An `id` has none. */
  readonly default?: string | number | boolean;
  /** Further rules for the value. */
  readonly validation?: {
    /** The minimum: of a number its value, of a string its characters, of a list its entries. */
    readonly min?: number;
    /** The maximum: of a number its value, of a string its characters, of a list its entries. */
    readonly max?: number;
    /**
     * A Unicode regular expression that a string must match. Ambiguous loops such as `(a+)+` are refused. A string with a pattern has
     * at most 1000 characters unless `max` sets another limit.
     */
    readonly pattern?: string;
    /** The only values that are allowed, for a string or a number. */
    readonly enum?: readonly (string | number)[];
  };
}

/** Fields by name; `"string"` is short for `{ type: "string" }`. */
export type EntitySchema = Readonly<Record<string, FieldType | FieldSchema>>;

/** The maximum number of items in a page. */
export const LARGEST_PAGE = 1000;

/** Which operations the API has. */
export interface CrudRoutes {
  /** `POST /<name>`. @default true */
  readonly create?: boolean;
  /** `GET /<name>/{id}`. @default true */
  readonly read?: boolean;
  /** `PUT /<name>/{id}`. @default true */
  readonly update?: boolean;
  /** `DELETE /<name>/{id}`. @default true */
  readonly delete?: boolean;
  /** `GET /<name>`: `true`, `false`, or how lists are paged and sorted. @default true */
  readonly list?:
    | boolean
    | {
        /** The number of items in a page, 1 to 1000. @default 100 */
        readonly pageSize?: number;
        /** The default sort field: no object or list, and not excluded by `indexingPolicy`. @default "id" */
        readonly sortBy?: string;
      };
}

/** Options of {@link defineCrudApi}. */
export interface CrudApiOptions extends CosmosContainerOptions {
  /** The name of the API and of its Cosmos DB container: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** The name of one item in the OpenAPI document, `Feedback`. */
  readonly entityName: string;
  /**
   * The name of several items.
   * @default - `entityName` and an s
   */
  readonly entityNamePlural?: string;
  /** The partition key path of the container: `/id` or a field of the schema. It cannot change later. */
  readonly partitionKey: `/${string}`;
  /** The fields of an item. Unknown fields are refused. */
  readonly schema: EntitySchema;
  /**
   * The operations of the API.
   * @default - all of them
   */
  readonly routes?: CrudRoutes;
  /**
   * Who can call the API: `function` needs the function key, `admin` the host's master key, `anonymous` nothing.
   * @default - `functionApp.authLevel` of the environment
   */
  readonly authLevel?: "function" | "admin" | "anonymous";
  /**
   * `false` exempts the API from `functionApp.signIn`. Callers then need the function key in every environment, unless `authLevel`
   * is set too.
   * @default true
   */
  readonly signIn?: boolean;
  /**
   * The function app that runs it: the name of one in `functionApp.apps`.
   * @default - the app of `functionApp`
   */
  readonly app?: string;
  /**
   * Requires `If-Match` to replace and delete, so that a caller cannot overwrite changes that it has not seen; without it: 428.
   * @default false
   */
  readonly requireIfMatch?: boolean;
  /**
   * Who may do what with which items, by the caller's token. It needs `functionApp.signIn` or `functionApp.tokens` in every environment.
   * @default - every caller may do everything with every item
   */
  readonly authorize?: AuthorizeOptions;
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
