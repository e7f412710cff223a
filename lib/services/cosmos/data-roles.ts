import { type RoleActions, dataRole } from "../contract/role-actions";

const ACCOUNT = "Microsoft.DocumentDB/databaseAccounts";
const CONTAINERS = `${ACCOUNT}/sqlDatabases/containers`;

/** Cosmos DB's built-in data roles, with their ids: learn.microsoft.com/azure/cosmos-db/reference-data-plane-security */
export const COSMOS_ROLES: Readonly<Record<string, RoleActions & { readonly id: string }>> = {
  "Cosmos DB Built-in Data Reader": {
    id: "00000000-0000-0000-0000-000000000001",
    ...dataRole([
      `${ACCOUNT}/readMetadata`,
      `${CONTAINERS}/items/read`,
      `${CONTAINERS}/executeQuery`,
      `${CONTAINERS}/readChangeFeed`,
    ]),
  },
  "Cosmos DB Built-in Data Contributor": {
    id: "00000000-0000-0000-0000-000000000002",
    ...dataRole([`${ACCOUNT}/readMetadata`, `${CONTAINERS}/*`, `${CONTAINERS}/items/*`]),
  },
};
