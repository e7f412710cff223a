import { dev, prod } from "./bases";
import { type Scenario, changed } from "./scenario";

/** Changes of settings that keep all data. */
export const settingScenarios: readonly Scenario[] = [
  {
    name: "just-created",
    shows: "nothing changes right after the first deployment: Azure has filled attributes in meanwhile",
    base: prod,
    change: prod,
    isFirst: true,
  },
  { name: "nothing-dev", shows: "nothing changes in dev", base: dev, change: dev },
  { name: "nothing-prod", shows: "nothing changes in prod", base: prod, change: prod },
  {
    name: "tag",
    shows: "one more tag on every resource",
    base: prod,
    change: changed(prod, { tags: { costCenter: "4711" } }),
  },
  {
    name: "y1-to-ep1",
    shows: "the Consumption plan becomes Elastic Premium",
    base: dev,
    change: changed(dev, { functionApp: { plan: "EP1" } }),
  },
  {
    name: "region-reordered",
    shows: "the write region of Cosmos DB changes",
    base: prod,
    change: changed(prod, { cosmos: { ...prod.options.cosmos, regions: ["northeurope", "westeurope"] } }),
  },
  {
    name: "region-removed",
    shows: "Cosmos DB loses its second region",
    base: prod,
    change: changed(prod, { cosmos: { ...prod.options.cosmos, multiRegion: false } }),
  },
  {
    name: "zone-redundant-cosmos",
    shows: "zone redundancy of Cosmos DB switched on",
    base: prod,
    change: changed(prod, { cosmos: { ...prod.options.cosmos, zoneRedundant: true } }),
  },
  {
    name: "zone-redundant-app",
    shows: "zone redundancy of the function app switched on",
    base: prod,
    change: changed(prod, { functionApp: { zoneRedundant: true } }),
  },
];
