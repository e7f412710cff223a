import { AZURE_PACE, PASSING, type RetryPace, pauseBefore } from "../../lib/http/retry-pause";
import { type PriceQuery, type RetailItem, type RetailSource, checkedPage } from "./retail-item";

const ENDPOINT = "https://prices.azure.com/api/retail/prices";
/** Of one query: more than this is a link that leads in circles. */
const MOST_PAGES = 200;

/** What of an answer is read. */
interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  json(): Promise<unknown>;
}

export interface RetailApiOptions {
  /** @default the `fetch` of Node */
  readonly request?: (url: string) => Promise<Answer>;
  /** The day on which the prices are read, `2026-08-15`. */
  readonly today: string;
  readonly pace?: RetryPace;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** The API itself: no key, no sign-in. learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices */
export function retailApi({
  request = fetch,
  today,
  pace = AZURE_PACE,
  sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
}: RetailApiOptions): RetailSource {
  async function page(url: string): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await request(url);
      if (answer.status === 200) return answer.json();
      if (attempt === pace.attempts || !PASSING.includes(answer.status))
        throw new Error(`${url} answered ${answer.status}`);
      await sleep(pauseBefore(attempt, answer.headers.get("retry-after") ?? undefined, pace));
    }
  }
  return {
    title: "Azure Retail Prices API",
    url: ENDPOINT,
    date: today,
    async items(query) {
      const all: RetailItem[] = [];
      let url: string | undefined = firstPage(query);
      for (let pages = 1; url !== undefined; pages += 1) {
        if (pages > MOST_PAGES) throw new Error(`${firstPage(query)} has more than ${MOST_PAGES} pages`);
        const { items, next } = checkedPage(await page(url), url);
        all.push(...items);
        url = next === undefined ? undefined : sameHost(next);
      }
      return all;
    },
  };
}

/** The filter's values are case-sensitive since API version 2023-01-01-preview, and these are the API's own. */
function firstPage(query: PriceQuery): string {
  const { service, ...where } = query;
  const filters = {
    serviceName: service,
    ...("region" in where ? { armRegionName: where.region } : { productName: where.product }),
    priceType: "Consumption",
  };
  const filter = Object.entries(filters)
    .map(([field, value]) => `${field} eq '${value.replaceAll("'", "''")}'`)
    .join(" and ");
  return `${ENDPOINT}?currencyCode='USD'&$filter=${encodeURIComponent(filter)}`;
}

/** Links name the port, `prices.azure.com:443`. */
function sameHost(link: string): string {
  const { protocol, hostname } = new URL(link);
  if (protocol !== "https:" || hostname !== new URL(ENDPOINT).hostname)
    throw new Error(`the next page is said to be at ${link}, which is not the API`);
  return link;
}
