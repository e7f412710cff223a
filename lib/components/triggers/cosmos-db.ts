import { nameFault } from "../../names/azure-names";
import { shown } from "../../plan/shown";
import type { TriggerKind } from "./trigger";

/** Runs the function for items that are made or changed in a Cosmos DB container: its change feed. */
export interface CosmosDBTrigger {
  readonly type: "cosmosDB";
  /** A container of the backend: of a CRUD API, of `cosmos.containers`, or named with `partitionKey` here. */
  readonly container: string;
  /**
   * Makes the container when nobody else does: a path such as `/id`.
   * @default - what its CRUD API or `cosmos.containers` says
   */
  readonly partitionKey?: `/${string}`;
}

/** Where all functions of a backend remember how far they have read: each under a prefix of its own. */
export const LEASES = { name: "leases", partitionKey: "/id" } as const;

export const cosmosDB: TriggerKind<CosmosDBTrigger> = {
  fields: { type: true, container: true, partitionKey: true },
  example: '{ type: "cosmosDB", container: "orders" }',
  events: true,

  check(path, { container, partitionKey }, _functionName, report) {
    const fault =
      typeof container === "string" ? nameFault("cosmosContainer", container) : "a container has a name";
    if (fault !== undefined)
      report(`${path}.container`, `${fault}, got ${shown(container)}`, 'choose a name such as "orders"');
    if (container === LEASES.name)
      report(
        `${path}.container`,
        "functions remember there how far they have read",
        "name another container",
      );
    const isPath = typeof partitionKey === "string" && /^(\/[^/"\s]+)+$/.test(partitionKey);
    if (partitionKey !== undefined && !isPath)
      report(
        `${path}.partitionKey`,
        `takes a path such as /id, got ${shown(partitionKey)}`,
        'write it like "/id", or leave it out',
      );
    return fault === undefined && container !== LEASES.name && (partitionKey === undefined || isPath);
  },

  needs: ({ container, partitionKey }) => ({
    cosmosContainers: [{ name: container, ...(partitionKey === undefined ? {} : { partitionKey }) }, LEASES],
  }),

  settings: ({ container }, { prefix, database }) => ({
    [`${prefix}_COSMOS__accountEndpoint`]: [{ service: "cosmos", output: "endpoint" }],
    [`${prefix}_COSMOS__credential`]: "managedidentity",
    [`${prefix}_COSMOS_DATABASE`]: database,
    [`${prefix}_COSMOS_CONTAINER`]: container,
    [`${prefix}_COSMOS_LEASES`]: LEASES.name,
  }),

  register: ({ container }, { prefix, name }) => ({
    method: "cosmosDB",
    options: {
      connection: `${prefix}_COSMOS`,
      // The name is the app's to know: between percent signs the host reads a setting.
      databaseName: `%${prefix}_COSMOS_DATABASE%`,
      containerName: container,
      leaseContainerName: LEASES.name,
      leaseContainerPrefix: name,
    },
  }),
};
