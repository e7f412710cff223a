import { LEASES, checkContainer } from "../cosmos-container/named-container";
import { cosmosConnection, cosmosDatabaseOf } from "../connections";
import { type ContainerReference, nameOf } from "../references";
import { type RetryPolicy, checkRetryPolicy, registeredRetry } from "./retry-policy";
import type { TriggerKind } from "./trigger";

/** Runs the function for items that are made or changed in a Cosmos DB container: its change feed. */
export interface CosmosDBTrigger {
  readonly type: "cosmosDB";
  /** A container of the backend: of a CRUD API, of `cosmos.containers`, or named with `partitionKey` here. */
  readonly container: string | ContainerReference;
  /**
   * Makes the container when nobody else does: a path such as `/id`.
   * @default - what its CRUD API or `cosmos.containers` says
   */
  readonly partitionKey?: `/${string}`;
  /**
   * What happens when the function fails.
   * @default - nothing: the change feed goes on, and these changes are not seen again
   */
  readonly retry?: RetryPolicy;
}

export const cosmosDBTrigger: TriggerKind<CosmosDBTrigger> = {
  fields: { type: true, container: true, partitionKey: true, retry: true },
  example: '{ type: "cosmosDB", container: "orders" }',
  events: true,

  check(path, trigger, _functionName, report) {
    const isRetry = checkRetryPolicy(`${path}.retry`, trigger.retry, report);
    return checkContainer(path, trigger, report) && isRetry;
  },

  needs: ({ container, partitionKey }) => ({
    cosmosContainers: [
      {
        name: nameOf(container),
        action: "read",
        field: "container",
        reason: "is started by its changes",
        ...(partitionKey === undefined ? {} : { partitionKey }),
      },
      { ...LEASES, action: "write", field: "container", reason: "remembers there how far it has read" },
    ],
  }),

  settings: ({ container }, names) => ({
    ...cosmosConnection(names),
    [`${names.prefix}_COSMOS_CONTAINER`]: nameOf(container),
    [`${names.prefix}_COSMOS_LEASES`]: LEASES.name,
  }),

  register: ({ container, retry }, { prefix, name }) => ({
    method: "cosmosDB",
    options: {
      connection: `${prefix}_COSMOS`,
      databaseName: cosmosDatabaseOf(prefix),
      containerName: nameOf(container),
      leaseContainerName: LEASES.name,
      leaseContainerPrefix: name,
      ...registeredRetry(retry),
    },
  }),
};
