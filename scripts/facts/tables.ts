import { azureEnds } from "./azure-ends";
import { builtInRoles } from "./built-in-roles";
import { diagnosticCategories } from "./diagnostic-categories";
import type { FactTable } from "./fact-table";
import { metrics } from "./metrics";
import { nodeReleases } from "./node-releases";
import { providerApiVersions } from "./provider-api-versions";
import { providerLimits } from "./provider-limits";
import { regionsList } from "./regions";
import { retirementPages } from "./retirement-pages";
import { roleActions } from "./role-actions";

/** Every table that `npm run facts` reads again. */
export const factTables: readonly FactTable[] = [
  nodeReleases,
  azureEnds,
  retirementPages,
  providerApiVersions,
  providerLimits,
  regionsList,
  metrics,
  diagnosticCategories,
  builtInRoles,
  roleActions,
];
