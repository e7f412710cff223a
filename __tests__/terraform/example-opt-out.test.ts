import * as existing from "../../examples/opt-out/existing";
import { identity } from "../../lib/stand-in/login";
import { exampleLives } from "./support/example-life";

const location = "eastus2";
const group = `/subscriptions/${identity.subscriptionId}/resourceGroups/rg-shared`;
/** As it is in the subscription that the stand-in has. */
const idOf = ({ id }: { readonly id: string }): string => group + id.slice(id.indexOf("/providers/"));
const cosmosAccount = idOf(existing.existingCosmosAccount);
const storageAccount = idOf(existing.existingStorageAccount);

exampleLives("opt-out", {
  environment: "prod",
  before: (standIn) => {
    standIn.make(group, { location });
    standIn.make(cosmosAccount, { location, properties: {} });
    standIn.make(`${cosmosAccount}/sqlDatabases/feedback-db`, { properties: {} });
    standIn.make(storageAccount, { location, properties: {} });
    standIn.make(`${storageAccount}/blobServices/default/containers/function-packages`, { properties: {} });
    standIn.make(idOf(existing.existingKeyVault), { location, properties: {} });
  },
  // Its vault has its secrets already.
  drawsSecrets: false,
  asked: {
    "the deployment makes none of the three services, and assigns the app its roles on them": ({
      standIn,
    }) => {
      const made = standIn.resources
        .filter(({ id }) => !id.startsWith(group))
        .filter(({ type }) => /databaseAccounts$|storageAccounts$|vaults$|virtualNetworks$/.test(type))
        .map(({ name }) => name);
      // In prod the Functions host has a storage account of its own: its roles would reach all of the existing one.
      expect(made).toEqual([expect.stringMatching(/^sthostfeedbackprod[0-9a-f]{6}$/)]);
      const assigned = standIn.resources.map(({ id }) => id).filter((id) => id.startsWith(group));
      expect(assigned.filter((id) => id.includes("/roleAssignments/")).length).toBeGreaterThan(0);
      expect(assigned.filter((id) => id.includes("/sqlRoleAssignments/")).length).toBeGreaterThan(0);
    },
  },
});
