import { exampleLives } from "./support/example-life";
import { makeShared, sharedGroup } from "./support/shared-resources";

exampleLives("opt-out", {
  environment: "prod",
  before: makeShared,
  // Its vault has its secrets already.
  drawsSecrets: false,
  asked: {
    "the deployment makes none of the three services, and assigns the app its roles on them": ({
      standIn,
    }) => {
      const made = standIn.resources
        .filter(({ id }) => !id.startsWith(sharedGroup))
        .filter(({ type }) => /databaseAccounts$|storageAccounts$|vaults$|virtualNetworks$/.test(type))
        .map(({ name }) => name);
      // In prod the Functions host has a storage account of its own: its roles would reach all of the existing one.
      expect(made).toEqual([expect.stringMatching(/^sthostfeedbackprod[0-9a-f]{6}$/)]);
      const assigned = standIn.resources.map(({ id }) => id).filter((id) => id.startsWith(sharedGroup));
      expect(assigned.filter((id) => id.includes("/roleAssignments/")).length).toBeGreaterThan(0);
      expect(assigned.filter((id) => id.includes("/sqlRoleAssignments/")).length).toBeGreaterThan(0);
    },
  },
});
