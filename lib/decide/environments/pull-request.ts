import type { EnvironmentDefaults } from "../options/backend-options";
import { dev } from "./dev";

/** A pull request: dev, with nothing that costs while nobody calls it, and nothing that stays when it is destroyed. */
export const pullRequest = {
  ...dev,
  storage: { sku: { name: "Standard_LRS" }, softDeleteRetentionInDays: 1 }, // The shortest that Azure has
  keyVault: { softDeleteRetentionInDays: 7, enablePurgeProtection: false }, // Purged when it is destroyed
  monitoring: { alerts: false, savedQueries: false },
} satisfies EnvironmentDefaults;
