import type { Clone } from "../arm-schemas/clone";
import { type PriceQuery, type RetailItem, type RetailSource, checkedPage } from "./retail-item";

const REPOSITORY = "Arturo-Quiroga-MSFT/azure-architecture-diagram-builder";
const FOLDER = "src/data/pricing";

/** A recording of the API's answers, one file for each region and service, in a clone of the repository that has it. */
export function recordedPrices(clone: Pick<Clone, "commit" | "files" | "read">): RetailSource {
  const { snapshotDate, regions } = JSON.parse(clone.read(`${FOLDER}/snapshot-manifest.json`)) as {
    readonly snapshotDate: string;
    readonly regions: readonly string[];
  };
  const files = new Set(clone.files(`${FOLDER}/regions`));
  const read = (region: string, service: string): readonly RetailItem[] => {
    const file = `${FOLDER}/regions/${region}/${service.toLowerCase().replaceAll(" ", "_")}.json`;
    if (!files.has(file)) return [];
    const { items, next } = checkedPage(JSON.parse(clone.read(file)), file);
    if (next !== undefined) throw new Error(`${file} lacks the pages after its first`);
    return items.filter(({ serviceName }) => serviceName === service);
  };
  const [anyRegion = ""] = regions;
  return {
    title:
      "Azure Retail Prices API, https://prices.azure.com/api/retail/prices, as recorded by region and service",
    url: `https://github.com/${REPOSITORY}/tree/${clone.commit}/${FOLDER}/regions`,
    date: snapshotDate,
    items(query: PriceQuery) {
      // What has no region is recorded with every region.
      if (!("region" in query))
        return Promise.resolve(
          read(anyRegion, query.service).filter(({ productName }) => productName === query.product),
        );
      return Promise.resolve(regions.includes(query.region) ? read(query.region, query.service) : []);
    },
  };
}
