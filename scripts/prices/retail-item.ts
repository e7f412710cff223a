/** A row of the Azure Retail Prices API: learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices */
export interface RetailItem {
  readonly armRegionName: string;
  readonly currencyCode: string;
  readonly serviceName: string;
  readonly productName: string;
  readonly skuName: string;
  readonly meterName: string;
  /** `1 Hour`, `10K`, `1 GB/Month` */
  readonly unitOfMeasure: string;
  /** From how many of these units the price holds. */
  readonly tierMinimumUnits: number;
  readonly retailPrice: number;
  /** `Consumption`, `Reservation` */
  readonly type: string;
}

/** What is asked for at once: a service in a region, or a product that has no regions. */
export type PriceQuery =
  | { readonly service: string; readonly region: string }
  | { readonly service: string; readonly product: string };

/** Where prices come from. */
export interface RetailSource {
  readonly title: string;
  readonly url: string;
  /** The day on which the prices were read, `2026-08-15`. */
  readonly date: string;
  /** Every row of a query, of every page; none where the source does not have it. */
  items(query: PriceQuery): Promise<readonly RetailItem[]>;
}

const FIELDS = {
  armRegionName: "string",
  currencyCode: "string",
  serviceName: "string",
  productName: "string",
  skuName: "string",
  meterName: "string",
  unitOfMeasure: "string",
  tierMinimumUnits: "number",
  retailPrice: "number",
  type: "string",
} as const satisfies Readonly<Record<keyof RetailItem, "string" | "number">>;

/** A page of the API, checked. @throws where it has another shape, since a price that is read wrongly looks like any other */
export function checkedPage(
  page: unknown,
  from: string,
): { readonly items: readonly RetailItem[]; readonly next: string | undefined } {
  if (!isObject(page) || !Array.isArray(page["Items"])) throw new Error(`${from} has no list of Items`);
  const next = page["NextPageLink"];
  for (const item of page["Items"] as readonly unknown[])
    for (const [field, type] of Object.entries(FIELDS))
      if (!isObject(item) || typeof item[field] !== type)
        throw new Error(`${from} has an item whose ${field} is not a ${type}`);
  return {
    items: page["Items"] as readonly RetailItem[],
    next: typeof next === "string" && next !== "" ? next : undefined,
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
