import * as existing from "../../examples/opt-out/existing";
import { identity } from "../../stand-in/login";
import { exampleLives } from "./support/example-life";

const location = "eastus2";
const group = `/subscriptions/${identity.subscriptionId}/resourceGroups/rg-shared`;
/** As it is in the subscription that the stand-in has. */
const idOf = ({ id }: { readonly id: string }): string => group + id.slice(id.indexOf("/providers/"));
const cosmosAccount = idOf(existing.existingCosmosAccount);

exampleLives("opt-out", {
  environment: "prod",
  before: (standIn) => {
    standIn.make(group, { location });
    standIn.make(cosmosAccount, { location, properties: {} });
    standIn.make(`${cosmosAccount}/sqlDatabases/feedback-db`, { properties: {} });
    standIn.make(idOf(existing.existingStorageAccount), { location, properties: {} });
    standIn.make(idOf(existing.existingKeyVault), { location, properties: {} });
  },
  // Its vault has its secrets already.
  drawsSecrets: false,
  asked: {
    "makes none of the three, and gives the app its roles on them": ({ standIn }) => {
      const types = standIn.resources
        .filter(({ id }) => !id.startsWith(group))
        .map(({ type }) => type)
        .filter((type) => /databaseAccounts$|storageAccounts$|vaults$|virtualNetworks$/.test(type));
      expect(types).toEqual([]);
      const assigned = standIn.resources.map(({ id }) => id).filter((id) => id.startsWith(group));
      expect(assigned.filter((id) => id.includes("/roleAssignments/")).length).toBeGreaterThan(0);
      expect(assigned.filter((id) => id.includes("/sqlRoleAssignments/")).length).toBeGreaterThan(0);
    },
  },
});
