import { type BackendOptions, type CostEstimate, type CostLine, estimateCost, planBackend } from "../lib";
import { dollars, rangeText } from "../lib/cost/format";
import { costOf, priceBook, priceOf } from "../lib/cost/price-book";
import { HOURS, type Range, sumOf } from "../lib/services/contract/service-cost";
import { tableOf } from "./markdown";
import { components, place } from "./sample";

/** A row of the specification's tables, beside what is estimated. */
interface Row {
  readonly says: string;
  readonly figure: string;
  readonly here: string;
  readonly why: string;
}

function estimateOf(options: BackendOptions): CostEstimate {
  return estimateCost(planBackend(components, { ...place, ...options }));
}

const dev = estimateOf({ environment: "dev" });
const prod = estimateOf({ environment: "prod" });
const oneRegion = estimateOf({ environment: "prod", cosmos: { multiRegion: false } });
/** What the specification's table has beside the default. */
const withApim = estimateOf({
  environment: "prod",
  optional: {
    apim: { sku: { name: "Premium" }, publisherName: "Contoso", publisherEmail: "api@contoso.com" },
  },
});

function costs({ lines }: CostEstimate, isMeant: (line: CostLine) => boolean): Range {
  return sumOf(lines.flatMap((line) => (line.cost !== undefined && isMeant(line) ? [line.cost] : [])));
}

function ofService(estimate: CostEstimate, service: string): string {
  return rangeText(costs(estimate, (line) => line.service === service));
}

function ofMeter(estimate: CostEstimate, meter: string): string {
  return rangeText(costs(estimate, (line) => line.meter === meter));
}

/** What one unit of a meter costs once nothing is free any more. */
function unitPrice(meter: string, region = place.location): string {
  const entry = priceBook.meters[meter];
  const price = entry && priceOf(entry, region, priceBook);
  return dollars(price?.tiers.at(-1)?.[1] ?? 0);
}

function hourly(meter: string): string {
  const entry = priceBook.meters[meter];
  const price = entry && priceOf(entry, place.location, priceBook);
  return dollars(costOf(HOURS, price?.tiers ?? [], entry?.per));
}

const ONCE =
  "Application Insights keeps its data in the workspace, so that there is one charge for both; dev keeps a fifth of it";

const devRows = [
  {
    says: "Function App (Consumption)",
    figure: "~$0-20",
    here: ofService(dev, "functionApp"),
    why: "what is free each month is counted; two million runs of a second are the most that is assumed",
  },
  {
    says: "Storage Account",
    figure: "~$5-10",
    here: ofService(dev, "storage"),
    why: `a gigabyte of blobs is ${unitPrice("storage.blob.hot.lrs.data")}: operations are most of it`,
  },
  {
    says: "Cosmos DB (Serverless)",
    figure: "~$10-50",
    here: ofService(dev, "cosmos"),
    why: "the same order; 30 to 150 million request units are assumed",
  },
  { says: "Application Insights", figure: "~$5-15", here: "with Log Analytics", why: ONCE },
  {
    says: "Key Vault",
    figure: "~$0.03 per 10k operations",
    here: `${unitPrice("keyVault.operations")} per 10,000 operations`,
    why: "the same",
  },
  {
    says: "Log Analytics",
    figure: "~$2.30/GB",
    here: `${unitPrice("logs.ingestion")} per GB, ${ofService(dev, "logs")}`,
    why: `the price of East US 2; ${unitPrice("logs.ingestion", "westus2")} in West US 2. Five gigabytes are free each month`,
  },
  {
    says: "**Total**",
    figure: "~$25-100",
    here: rangeText(dev.total),
    why: "what is free each month is counted; the upper end has each request of storage and Cosmos DB in the logs",
  },
] as const satisfies readonly Row[];

const endpoints = costs(withApim, ({ meter }) => meter === "network.privateEndpoint");
const endpointCount = Math.round(endpoints.low / (0.01 * HOURS));

const prodRows = [
  {
    says: "Function App (EP1 Premium)",
    figure: "~$146",
    here: rangeText(costs(prod, ({ service, part }) => service === "functionApp" && part === "fixed")),
    why: `the same, for one instance that always runs; further ones are ${rangeText(costs(prod, ({ service, part }) => service === "functionApp" && part === "usage"))}`,
  },
  {
    says: "Storage Account",
    figure: "~$20-50",
    here: ofService(prod, "storage"),
    why: "geo-zone-redundant, where a write costs twice as much and more",
  },
  {
    says: "Cosmos DB (Autoscale 4000 RU/s)",
    figure: "~$200-400",
    here: ofService(prod, "cosmos"),
    why: `two regions that both take writes, from a tenth of the throughput to all of it, with data. In one region throughput is ${ofMeter(oneRegion, "cosmos.autoscale")}`,
  },
  {
    says: "Application Insights",
    figure: "~$50-200",
    here: "with Log Analytics",
    why: ONCE.replace(/;.*/, ""),
  },
  {
    says: "Key Vault",
    figure: "~$0.03 per 10k operations",
    here: `${unitPrice("keyVault.operations")} per 10,000 operations`,
    why: "the same",
  },
  {
    says: "Log Analytics",
    figure: "~$2.30/GB (~$50-100)",
    here: `${unitPrice("logs.ingestion")} per GB, ${ofService(prod, "logs")}`,
    why: "logs and telemetry together, in East US 2; what is kept longer than 31 days is in it. Most of the upper end are records of single requests to Cosmos DB at full throughput, which `logs.diagnostics` leaves out",
  },
  {
    says: "API Management (Premium)",
    figure: "~$2,977",
    here: ofMeter(withApim, "apim.premium.unit"),
    why: "a unit's price by the hour, for 730 hours; none of the lists that were read has the specification's figure. Opt-in: not in the default",
  },
  {
    says: "Service Bus (Standard)",
    figure: "~$10",
    here: hourly("serviceBus.standard.base"),
    why: "the base charge, which 13 million operations come with. Opt-in: not in the default",
  },
  {
    says: "VNet",
    figure: "~$7",
    here: "$0.00",
    why: `Azure takes nothing for a network, its subnets and security groups; private DNS zones and lookups in them are ${rangeText(costs(prod, ({ meter }) => meter.startsWith("network.privateDns")))}`,
  },
  {
    says: "Private Endpoints",
    figure: "~$7 each (~$35 for 5)",
    here: `${hourly("network.privateEndpoint")} each, ${rangeText(endpoints)} for ${endpointCount}`,
    why: `the same by the hour. API Management in front closes the app, and app and slot have one each then; what goes through them is ${ofMeter(prod, "network.privateEndpoint.data")} more`,
  },
  {
    says: "**Total**",
    figure: "~$3,500-4,000",
    here: `${rangeText(withApim.total)} with API Management, ${rangeText(prod.total)} without`,
    why: "the upper end is Cosmos DB in two regions at full throughput the whole month, and the most logs",
  },
] as const satisfies readonly Row[];

/** The specification's tables, item by item. */
export const specifiedCosts = { dev: devRows, prod: prodRows };

/** `specification/costs.md` */
export function specifiedCostsPage(): string {
  return [
    "# The specification's cost tables",
    "",
    "`npm run generate` writes this page from the price book and from estimates of the sample in East US 2: US dollars a month, what",
    "the specification says, what is estimated here, and why they differ. How to make an estimate of your own:",
    "[costs](../docs/guides/costs.md).",
    "",
    "## Development environment",
    "",
    ...beside(devRows),
    "",
    "## Production environment",
    "",
    ...beside(prodRows),
    "",
  ].join("\n");
}

function beside(rows: readonly Row[]): readonly string[] {
  return tableOf(
    ["Item", "Specification", "Here", "Why"],
    rows.map(({ says, figure, here, why }) => [says, figure, here, why]),
  );
}
