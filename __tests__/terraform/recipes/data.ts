import { type JsonObject, at, textAt } from "../../../lib/stand-in/json";
import { textOf } from "../../support/documents";
import { assign } from "../../support/given-roles";
import { dataAccount } from "../support/data-account";
import type { RecipeLife } from "../support/recipe-life";
import type { Deployment } from "../support/stage";
import { YOURS, groupId, make } from "./existing";

const ACCOUNTS = "Microsoft.DocumentDB/databaseAccounts";
const DATABASES = `${ACCOUNTS}/sqlDatabases`;
const CONTAINERS = `${DATABASES}/containers`;
const STORAGE = "Microsoft.Storage/storageAccounts";
const MOST = "properties.options.autoscaleSettings.maxThroughput";
const ROLES = "Microsoft.Authorization/roleAssignments";
const DEVELOPERS = "33333333-3333-3333-3333-333333333333";
const OPERATORS = "44444444-4444-4444-4444-444444444444";
const MONITORING_READER = "43d0d8ad-25c7-4714-9337-8ba259a9fe05";
const KEYS = groupId(YOURS, "rg-keys");
const READER = `${KEYS}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-shop-keys`;
/** Key Vault Crypto Service Encryption User */
const ENCRYPTION_USER = "e147488a-f6f5-4113-8e2d-b22465e65bf6";
const VAULT = "https://kv-shop-keys.vault.azure.net";

/** Databases and accounts: their throughput, keys, rights and restores. */
export const data: Readonly<Record<string, readonly RecipeLife[]>> = {
  "cosmos-throughput-per-container": [
    {
      environment: "prod",
      asked: {
        "one container has throughput of its own, and the other that of the database": ({ standIn }) => {
          expect(at(standIn.asked(DATABASES), MOST)).toBe(1000);
          expect(at(standIn.asked(CONTAINERS, "orders"), MOST)).toBe(10_000);
          expect(at(standIn.asked(CONTAINERS, "reviews"), MOST)).toBeUndefined();
        },
      },
    },
  ],
  "keep-and-restore-blobs": [
    {
      environment: "prod",
      asked: {
        "the blobs of the account are restorable for 14 days, with what that needs": ({ standIn }) => {
          const { name } = dataAccount(standIn);
          const blobs = standIn.resources.find(
            ({ id, type }) => type === `${STORAGE}/blobServices` && id.includes(`/${name}/`),
          );
          expect(blobs?.body).toMatchObject({
            properties: {
              restorePolicy: { enabled: true, days: 14 },
              changeFeed: { enabled: true },
              isVersioningEnabled: true,
              deleteRetentionPolicy: { enabled: true, days: 30 },
            },
          });
        },
        "the account has the three rules, and no other account has any": ({ standIn }) => {
          const policies = standIn.resources.filter(({ type }) => type === `${STORAGE}/managementPolicies`);
          expect(policies.map(({ id }) => id)).toEqual([
            `${dataAccount(standIn).id}/managementPolicies/default`,
          ]);
          expect(at(policies[0]?.body, "properties.policy.rules")).toMatchObject([
            {
              name: "temporary",
              definition: {
                actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 7 } } },
                filters: { prefixMatch: ["uploads/tmp/"], blobTypes: ["blockBlob"] },
              },
            },
            {
              name: "reports",
              definition: {
                actions: {
                  baseBlob: {
                    tierToCool: { daysAfterModificationGreaterThan: 30 },
                    tierToCold: { daysAfterModificationGreaterThan: 180 },
                    delete: { daysAfterModificationGreaterThan: 2555 },
                  },
                },
                filters: { prefixMatch: ["reports/"] },
              },
            },
            {
              name: "old-versions",
              definition: {
                actions: {
                  version: { delete: { daysAfterCreationGreaterThan: 30 } },
                  snapshot: { delete: { daysAfterCreationGreaterThan: 30 } },
                },
              },
            },
          ]);
        },
      },
    },
  ],
  "developer-permissions": [
    {
      environment: "dev",
      before(standIn) {
        standIn.makeGroup(DEVELOPERS);
      },
      asked: {
        "the group reads blobs, queues and tables, and items of Cosmos DB": ({ standIn }) => {
          const account = dataAccount(standIn).id;
          const roles = standIn.resources
            .filter(({ id, type }) => type === ROLES && id.startsWith(`${account}/providers/`))
            .filter(({ body }) => textAt(body, "properties.principalId") === DEVELOPERS);
          expect(
            roles.map(({ body }) => textAt(body, "properties.roleDefinitionId").slice(-36)).sort(),
          ).toEqual([
            "19e7f393-937e-4f77-808e-94535e297925",
            "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
            "76199698-9eea-4c19-bc75-cec21354c6b6",
          ]);
          const { id } = standIn.resource(ACCOUNTS);
          const ofCosmos = standIn.resources
            .filter(({ type }) => type === `${ACCOUNTS}/sqlRoleAssignments`)
            .filter(({ body }) => textAt(body, "properties.principalId") === DEVELOPERS);
          expect(ofCosmos.map(({ body }) => body["properties"])).toEqual([
            expect.objectContaining({
              scope: id,
              roleDefinitionId: `${id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000001`,
            }),
          ]);
        },
        "the group reads Application Insights and the workspace": ({ standIn }) => {
          const readers = standIn.resources
            .filter(
              ({ type, body }) => type === ROLES && textAt(body, "properties.principalId") === DEVELOPERS,
            )
            .filter(({ body }) => textAt(body, "properties.roleDefinitionId").endsWith(MONITORING_READER));
          expect(readers.map(({ id }) => id.split("/").at(7)).sort()).toEqual(["components", "workspaces"]);
          expect(readers.map(({ body }) => textAt(body, "properties.principalType"))).toEqual([
            "Group",
            "Group",
          ]);
        },
        "prod has roles for another group": ({ workspace }) => {
          expect(workspace.synthesised("shop-dev-workloads")).toContain(DEVELOPERS);
          expect(workspace.synthesised("shop-prod-workloads")).not.toContain(DEVELOPERS);
          expect(workspace.synthesised("shop-prod-workloads")).toContain(OPERATORS);
        },
      },
    },
  ],
  "customer-managed-keys": [
    {
      environment: "prod",
      subscriptionId: YOURS,
      // The provider lists what the deployer may read, to find the vault: storage_account_resource.go.
      ownTypes: ["Microsoft.Resources/subscriptions/resources"],
      before(standIn) {
        const vault = "Microsoft.KeyVault/vaults/kv-shop-keys";
        make(standIn, {
          group: KEYS,
          location: "eastus2",
          resources: {
            [vault]: {
              properties: {
                enableRbacAuthorization: true,
                enablePurgeProtection: true,
                sku: { family: "A", name: "standard" },
              },
            },
            "Microsoft.ManagedIdentity/userAssignedIdentities/id-shop-keys": {},
          },
        });
        const { body } = standIn.resource("Microsoft.ManagedIdentity/userAssignedIdentities");
        assign(
          standIn,
          `${KEYS}/providers/${vault}`,
          textAt(body, "properties.principalId"),
          ENCRYPTION_USER,
        );
      },
      asked: {
        "the database is encrypted with the key, which its identity reads": ({ standIn }) => {
          expect(standIn.asked(ACCOUNTS)).toMatchObject({
            identity: { userAssignedIdentities: { [READER]: {} } },
            properties: {
              keyVaultKeyUri: `${VAULT}/keys/shop-data`,
              defaultIdentity: `UserAssignedIdentity=${READER}`,
            },
          });
        },
        "the storage accounts are encrypted with it, queues and tables too": ({ standIn }) => {
          const accounts = standIn.resources.filter(
            ({ type }) => type === "Microsoft.Storage/storageAccounts",
          );
          expect(accounts).toHaveLength(2);
          for (const { body } of accounts)
            expect(at(body, "properties.encryption")).toMatchObject({
              keySource: "Microsoft.Keyvault",
              requireInfrastructureEncryption: true,
              identity: { userAssignedIdentity: READER },
              services: { queue: { keyType: "Account" }, table: { keyType: "Account" } },
            });
        },
      },
    },
  ],
  "restore-a-database": [
    {
      environment: "prod",
      asked: {
        "the account keeps thirty days of every change, and the storage account too": ({ standIn }) => {
          expect(at(standIn.asked(ACCOUNTS), "properties.backupPolicy")).toMatchObject({
            type: "Continuous",
            continuousModeProperties: { tier: "Continuous30Days" },
          });
          const blobs = standIn.resources.find(
            ({ id, type }) =>
              type === "Microsoft.Storage/storageAccounts/blobServices" &&
              id.startsWith(`${dataAccount(standIn).id}/`),
          );
          expect(blobs?.body["properties"]).toMatchObject({
            isVersioningEnabled: true,
            deleteRetentionPolicy: { enabled: true, days: 30 },
          });
        },
      },
    },
    {
      environment: "prod",
      subscriptionId: YOURS,
      earlier: { example: 0, afterwards: restore },
      // It belongs to the backend from then on.
      taken: /cosmos-shop-restored/,
      asked: {
        "the restored account is the backend's own, with a private endpoint and the regions of prod": ({
          standIn,
        }) => {
          const { id } = standIn.resource(ACCOUNTS, "cosmos-shop-restored");
          expect(standIn.asked(ACCOUNTS)).toMatchObject({
            properties: { locations: [expect.anything(), expect.anything()] },
          });
          const targets = standIn.resources
            .filter(({ type }) => type === "Microsoft.Network/privateEndpoints")
            .map(({ body }) =>
              textAt(body, "properties.privateLinkServiceConnections.0.properties.privateLinkServiceId"),
            );
          expect(targets).toContain(id);
        },
        "the restored account, its database and container are never deleted": ({ standIn }) => {
          const deleted = standIn.exchanges.filter(({ method }) => method === "DELETE");
          expect(
            deleted.map(({ path }) => path).filter((path) => path.includes("cosmos-shop-restored")),
          ).toEqual([]);
        },
      },
    },
  ],
};

/** The old account is gone, the restored one is there, and the state is told so with the document's command. */
async function restore({ standIn, rehearsal, workspace }: Deployment): Promise<void> {
  await rehearsal.takeSafeguardsOff();
  const { id, body } = standIn.resource(ACCOUNTS);
  const [database, container] = [standIn.resource(DATABASES), standIn.resource(CONTAINERS, "orders")];
  standIn.lose(ACCOUNTS);
  const restored = `${id.slice(0, id.lastIndexOf("/"))}/cosmos-shop-restored`;
  const first = at(body, "properties.locations.0") ?? {};
  const properties = { ...(body["properties"] as JsonObject), locations: [first] };
  standIn.make(restored, { ...body, name: "cosmos-shop-restored", id: restored, properties });
  const databaseId = `${restored}/sqlDatabases/${database.name}`;
  standIn.make(databaseId, { ...database.body, id: databaseId });
  const containerId = `${databaseId}/containers/orders`;
  standIn.make(containerId, { ...container.body, id: containerId });
  const [, command = ""] =
    /`terraform (state rm [^`]+)`/.exec(textOf("docs/recipes/restore-a-database.md")) ?? [];
  const outcome = await workspace.terraform("shop-prod-platform", command.split(" "));
  expect([outcome.status, outcome.stderr]).toEqual([0, ""]);
}
