import { azureEnds } from "./azure-ends";
import type { FactTable } from "./fact-table";
import { nodeReleases } from "./node-releases";
import { providerApiVersions } from "./provider-api-versions";
import { retirementPages } from "./retirement-pages";

/** Every table that `npm run facts` reads again. */
export const factTables: readonly FactTable[] = [
  nodeReleases,
  azureEnds,
  retirementPages,
  providerApiVersions,
];
