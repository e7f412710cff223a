import type { BackendPlan } from "../decide/backend-plan";
import { type Approximation, factorText, foreignPrices, zonePrices } from "./other-places";
import { serviceNamed, serviceNames } from "../services";
import type { ServiceName } from "../services/words";
import {
  type PriceBook,
  type PriceSource,
  type PriceTier,
  UNKNOWN,
  costOf,
  priceBook,
  priceOf,
} from "./price-book";
import {
  type CostItem,
  type LoggedRequests,
  type Range,
  cents,
  combined,
  sumOf,
} from "../services/contract/service-cost";
import { type CostUsage, type SettledUsage, type UsageProfile, profileOf, settledUsage } from "./usage";

/** One thing that is paid for, with its price. */
export interface CostLine {
  readonly service: ServiceName;
  readonly item: string;
  /** `fixed`: as long as it exists. `usage`: as it is used. */
  readonly part: CostItem["part"];
  /** In the price book. */
  readonly meter: string;
  /** In a month. */
  readonly quantity: Range;
  readonly unit: string;
  /** Where it is; of Front Door, the billing zone of the location. */
  readonly region: string;
  /** The region whose price it has; undefined where there is no price. */
  readonly pricedAs?: string;
  /** US dollars for `per` units, by how many there are already. */
  readonly price: readonly PriceTier[];
  readonly per: number;
  /** US dollars in a month; undefined where there is no price. */
  readonly cost?: Range;
  /** One of the price book's sources, `specification` or `unknown`. */
  readonly source: string;
  readonly note?: string;
}

/** What one environment costs in a month, in US dollars. */
export interface CostEstimate {
  readonly project: string;
  readonly environment: string;
  readonly location: string;
  readonly currency: string;
  /** The day that the prices are of. */
  readonly priceBookDate: string;
  readonly profile: UsageProfile;
  readonly usage: SettledUsage;
  readonly lines: readonly CostLine[];
  readonly fixed: Range;
  readonly used: Range;
  readonly total: Range;
  /** Things without a price: with any, the sums are the least that it costs. */
  readonly unknown: readonly string[];
  /** Where the prices were read, by the name that lines have for it. */
  readonly sources: Readonly<Record<string, PriceSource>>;
  /** What to know of the numbers. */
  readonly notes: readonly string[];
}

/**
 * What a backend costs in a month, from the least to the most, as far as that follows from what will be built and from
 * how it is used. Retail prices in US dollars, without taxes, support, and the traffic to the internet.
 *
 * @param plan - that of `planBackend`, or the `plan` of a backend
 * @param usage - what is known of its use
 * @throws {@link CostUsageError} where a usage is said that cannot be, with every problem at once
 */
export function estimateCost(plan: BackendPlan, usage: CostUsage = {}): CostEstimate {
  return estimateWith(priceBook, plan, usage);
}

export function estimateWith(book: PriceBook, plan: BackendPlan, given: CostUsage): CostEstimate {
  const usage = settledUsage(plan, given);
  const logged = serviceNames.flatMap((service) => loggedBy(service, plan, usage));
  const lines = serviceNames.flatMap((service) =>
    itemsOf(service, plan, usage, logged).map((item) => lineOf(book, plan, service, item)),
  );
  const costs = (part: CostItem["part"]): Range =>
    sumOf(lines.flatMap((line) => (line.part === part && line.cost !== undefined ? [line.cost] : [])));
  const fixed = costs("fixed");
  const used = costs("usage");
  return {
    project: plan.project,
    environment: plan.environment,
    location: plan.location,
    currency: book.currency,
    priceBookDate: book.asOf,
    profile: profileOf(plan),
    usage,
    lines,
    fixed,
    used,
    total: sumOf([fixed, used]),
    unknown: lines.flatMap(({ service, item, cost }) => (cost === undefined ? [`${service}: ${item}`] : [])),
    sources: Object.fromEntries(
      Object.entries(book.sources).filter(([name]) => lines.some(({ source }) => source === name)),
    ),
    notes: notesOf(book, plan, lines),
  };
}

function itemsOf(
  service: ServiceName,
  plan: BackendPlan,
  usage: SettledUsage,
  logged: readonly LoggedRequests[],
): readonly CostItem[] {
  const { cost } = serviceNamed(service);
  if ("free" in cost) return [];
  return cost.items(plan.services[service], { backend: plan, usage: usage[service] ?? {}, logged });
}

/** Requests of a service that are sent to the workspace one by one. */
function loggedBy(service: ServiceName, plan: BackendPlan, usage: SettledUsage): readonly LoggedRequests[] {
  const { cost } = serviceNamed(service);
  if ("free" in cost) return [];
  const all = cost.logged?.(plan.services[service], usage[service] ?? {}) ?? [];
  return all.filter(({ category }) => plan.settings.logs.diagnostics[category] !== false);
}

function lineOf(book: PriceBook, plan: BackendPlan, service: ServiceName, item: CostItem): CostLine {
  const meter = book.meters[item.meter];
  if (meter === undefined) throw new Error(`the price book has no meter ${item.meter}`);
  const region = item.region ?? plan.location;
  const { per = 1, unit, source } = meter;
  const price = priceOf(meter, region, book);
  const line = {
    service,
    item: item.item,
    part: item.part,
    meter: item.meter,
    quantity: combined(withoutNoise, item.quantity),
    unit,
    region,
    per,
    ...(item.note === undefined ? {} : { note: item.note }),
  };
  if (price === undefined) return { ...line, price: [], source: UNKNOWN };
  const cost = combined((quantity = 0) => cents(costOf(quantity, price.tiers, per)), item.quantity);
  return { ...line, pricedAs: price.region, price: price.tiers, cost, source };
}

/** What binary fractions leave behind the decimals that were meant. */
function withoutNoise(quantity = 0): number {
  return Number(quantity.toPrecision(12));
}

function notesOf(
  book: PriceBook,
  { existing, services }: BackendPlan,
  lines: readonly CostLine[],
): readonly string[] {
  const owners = Object.keys(existing)
    .filter((name) => name !== "privateDnsZones")
    .map((name) => `external.${name} is charged to its owner`);
  const regions = services.cosmos.account?.regions ?? [];
  return [
    ...foreignPrices(book, lines).map(foreignNote),
    ...zonePrices(book, lines).map(zoneNote),
    ...owners,
    ...(lines.some(({ source }) => source === UNKNOWN)
      ? ["some prices are unknown, so sums are minimums"]
      : []),
    ...(regions.length > 1
      ? ["traffic between regions, which copies of data in Cosmos DB are, is not counted"]
      : []),
    "traffic to the internet and Microsoft Defender for Cloud are not counted",
  ];
}

function foreignNote({ region, pricedAs, factor, places }: Approximation): string {
  const priced = `${region} priced as ${pricedAs} where it has no price of its own`;
  return factor === undefined
    ? `${priced}; no other region has a price either`
    : `${priced}: with the prices of ${places} other regions, ${factorText(factor)}`;
}

function zoneNote({ pricedAs, factor }: Approximation): string {
  const priced = `Front Door priced as ${pricedAs}, that of the location; traffic is charged by the zone where clients are`;
  return factor === undefined ? priced : `${priced}: with the prices of other zones, ${factorText(factor)}`;
}
