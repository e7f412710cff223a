import {
  existingCosmosAccount,
  existingKeyVault,
  existingStorageAccount,
} from "../../examples/opt-out/existing";
import { exampleLives } from "./support/example-life";

const [group = ""] = existingCosmosAccount.id.split("/providers/");
const location = "eastus2";

exampleLives("opt-out", {
  environment: "prod",
  before: (standIn) => {
    standIn.make(group, { location });
    standIn.make(existingCosmosAccount.id, { location, properties: {} });
    standIn.make(`${existingCosmosAccount.id}/sqlDatabases/feedback-db`, { properties: {} });
    standIn.make(existingStorageAccount.id, { location, properties: {} });
    standIn.make(existingKeyVault.id, { location, properties: {} });
  },
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
