import { priceBook } from "../lib/cost/price-book";
import type { FollowedUsage, Range, UsageAssumption } from "../lib/services/contract/service-cost";
import { assumptionsOf, usedServices } from "../lib/cost/usage";

/** `docs/reference/cost-assumptions.md` */
export function costReference(): string {
  return [
    "# Cost assumptions",
    "",
    "`npm run generate` writes this page from the price book. It lists the usage that an estimate assumes, and the source of each price.",
    "How to make an estimate: [costs](../guides/costs.md).",
    "",
    "## Assumed usage",
    "",
    "Usage in one month. `prod` and environments that extend it use the production column; every other environment uses development.",
    "",
    "| Usage | What | Development | Production |",
    "| --- | --- | --- | --- |",
    ...usedServices.flatMap((service) =>
      Object.entries(assumptionsOf(service)).map(
        ([key, usage]) => `| \`${service}.${key}\` | ${usage.says} | ${assumed(usage).join(" | ")} |`,
      ),
    ),
    "",
    "## Sources of prices",
    "",
    `${Object.keys(priceBook.meters).length} meters, as of ${priceBook.asOf}. The price book has each with its product, SKU and meter, which the Azure Retail Prices`,
    "API uses to find today's price.",
    "",
    "| Source | Date | What | Meters |",
    "| --- | --- | --- | --- |",
    ...Object.entries(priceBook.sources).map(
      ([name, { title, url, date }]) => `| ${name} | ${date} | [${title}](${url}) | ${metersOf(name)} |`,
    ),
    "",
    `Regions with prices of their own: ${regionsWithPrices().join(", ")}. Any other region uses the prices of ${priceBook.referenceRegion}. The`,
    "estimate says so, and how far the prices of the known regions are from these.",
    "",
  ].join("\n");
}

function assumed(usage: UsageAssumption | FollowedUsage): readonly [development: string, production: string] {
  if ("follows" in usage) return [`follows from ${usage.follows}`, "the same"];
  return [amounts(usage.development), amounts(usage.production)];
}

function amounts({ low, high }: Range): string {
  return low === high
    ? low.toLocaleString("en-US")
    : [low, high].map((end) => end.toLocaleString("en-US")).join(" to ");
}

function metersOf(source: string): number {
  return Object.values(priceBook.meters).filter((meter) => meter.source === source).length;
}

function regionsWithPrices(): readonly string[] {
  const all = Object.values(priceBook.meters).flatMap(({ source, prices, zones }) =>
    source === "retail" && zones === undefined ? Object.keys(prices) : [],
  );
  return [...new Set(all)].filter((region) => region !== "global").sort();
}
