import { redacted } from "../../settings/redacted";
import { cosmosConnection, cosmosDatabaseOf } from "../connections";
import { checkContainer } from "../cosmos-container/named-container";
import { type ContainerReference, nameOf } from "../references";
import { type BindingBase, type BindingKind, writes } from "./binding";

/** Reads items of a Cosmos DB container before the function runs: one by its id, or those that a query finds. */
export interface CosmosDBInput extends BindingBase<"cosmosDB", "in"> {
  /** A container of the backend: of a CRUD API, of `cosmos.containers`, or named with `partitionKey` here. */
  readonly container: string | ContainerReference;
  /**
   * Makes the container when nobody else does: a path such as `/id`.
   * @default - what its CRUD API or `cosmos.containers` says
   */
  readonly partitionKey?: `/${string}`;
  /** One item, with what the trigger says in braces: `{id}`; not together with `sqlQuery`. */
  readonly id?: string;
  /** The partition that is looked in, `{customer}`. */
  readonly partition?: string;
  /** `SELECT * FROM c WHERE c.customer = {customer}` */
  readonly sqlQuery?: string;
}

/** Writes items to a Cosmos DB container when the function is done. */
export interface CosmosDBOutput extends BindingBase<"cosmosDB", "out"> {
  /** A container of the backend: of a CRUD API, of `cosmos.containers`, or named with `partitionKey` here. */
  readonly container: string | ContainerReference;
  /**
   * Makes the container when nobody else does: a path such as `/id`.
   * @default - what its CRUD API or `cosmos.containers` says
   */
  readonly partitionKey?: `/${string}`;
}

/** A Cosmos DB container that a handler reads, or reads and writes, through a client of its own. */
export interface CosmosDBAccess {
  readonly type: "cosmosDB";
  /** A container of the backend: of a CRUD API, of `cosmos.containers`, or named with `partitionKey` here. */
  readonly container: string | ContainerReference;
  /**
   * Makes the container when nobody else does: a path such as `/id`.
   * @default - what its CRUD API or `cosmos.containers` says
   */
  readonly partitionKey?: `/${string}`;
  readonly action: "read" | "write";
}

export const cosmosDBBinding: BindingKind<CosmosDBInput | CosmosDBOutput, CosmosDBAccess> = {
  directions: {
    in: {
      type: true,
      direction: true,
      name: true,
      container: true,
      partitionKey: true,
      id: true,
      partition: true,
      sqlQuery: true,
    },
    out: { type: true, direction: true, name: true, container: true, partitionKey: true },
  },
  accessFields: { type: true, container: true, partitionKey: true, action: true },
  actions: ["read", "write"],
  example: '{ type: "cosmosDB", direction: "out", name: "order", container: "orders" }',

  check(path, given, report) {
    const { id, partition, sqlQuery } = given as Partial<CosmosDBInput>;
    for (const [field, value] of Object.entries({ id, partition, sqlQuery }))
      if (value !== undefined && (typeof value !== "string" || value === ""))
        report(
          `${path}.${field}`,
          `must be a string, got ${redacted(value)}`,
          `give a string, or remove ${field}`,
        );
    if (id !== undefined && sqlQuery !== undefined)
      report(
        `${path}.id`,
        "must not be combined with sqlQuery: id selects one item",
        "remove id or sqlQuery",
      );
    return checkContainer(path, given, report);
  },

  needs: (given) => ({
    cosmosContainers: [
      {
        name: nameOf(given.container),
        action: writes(given) ? "write" : "read",
        field: "container",
        reason: writes(given) ? "reads and writes items" : "reads items",
        ...(given.partitionKey === undefined ? {} : { partitionKey: given.partitionKey }),
      },
    ],
  }),

  settings: (_said, names) => cosmosConnection(names),

  register(binding, { prefix }) {
    const found = binding.direction === "in" ? lookupOf(binding) : {};
    return {
      method: "cosmosDB",
      options: {
        connection: `${prefix}_COSMOS`,
        databaseName: cosmosDatabaseOf(prefix),
        containerName: nameOf(binding.container),
        ...found,
      },
    };
  },
};

/** The host calls the partition that it looks in `partitionKey`. */
function lookupOf({ id, partition, sqlQuery }: CosmosDBInput): Readonly<Record<string, string>> {
  return {
    ...(id === undefined ? {} : { id }),
    ...(partition === undefined ? {} : { partitionKey: partition }),
    ...(sqlQuery === undefined ? {} : { sqlQuery }),
  };
}
