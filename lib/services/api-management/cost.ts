import { type Amount, type CostItem, HOURS, type ServiceCost, exactly } from "../contract/service-cost";
import type { ApimPlan } from "./plan";
import type { ApimTier } from "./settings";

/** What is assumed of API Management, each month. */
export interface ApimUsage {
  /** Calls of the API. */
  readonly calls?: Amount;
  /** Bytes of one logged request in the workspace: the column `_BilledSize` of its table has the true number. */
  readonly recordBytes?: Amount;
}

/** How a tier is paid for. */
interface TierMeters {
  /** Of an hour of a unit. */
  readonly unit?: CostItem["meter"];
  /** Of an hour of each unit after the first, where that is another price. */
  readonly furtherUnit?: CostItem["meter"];
  /** Of calls, where they are paid for. */
  readonly calls?: CostItem["meter"];
}

const meters: Readonly<Record<ApimTier, TierMeters>> = {
  Consumption: { calls: "apim.consumption.calls" },
  Developer: { unit: "apim.developer.unit" },
  Basic: { unit: "apim.basic.unit" },
  Standard: { unit: "apim.standard.unit" },
  Premium: { unit: "apim.premium.unit" },
  BasicV2: {
    unit: "apim.basicV2.unit",
    furtherUnit: "apim.basicV2.furtherUnit",
    calls: "apim.basicV2.calls",
  },
  StandardV2: {
    unit: "apim.standardV2.unit",
    furtherUnit: "apim.standardV2.furtherUnit",
    calls: "apim.standardV2.calls",
  },
  PremiumV2: { unit: "apim.premiumV2.unit", furtherUnit: "apim.premiumV2.furtherUnit" },
};

export const apimCost: ServiceCost<ApimPlan, ApimUsage> = {
  usage: {
    calls: {
      says: "calls of the API",
      development: { low: 10_000, high: 500_000 },
      production: { low: 1_000_000, high: 10_000_000 },
    },
    recordBytes: {
      says: "bytes of one logged request, assumed from the columns of `ApiManagementGatewayLogs`; its column `_BilledSize` has the real number",
      development: { low: 800, high: 2000 },
      production: { low: 800, high: 2000 },
    },
  },

  logged: (plan, { calls, recordBytes }) =>
    plan.enabled && !("existing" in plan) && plan.sendsLogs
      ? [{ category: "GatewayLogs", records: calls, bytes: recordBytes }]
      : [],

  items(plan, { usage }) {
    // An existing resource is on its owner's bill.
    if (!plan.enabled || "existing" in plan) return [];
    const [tier, units] = tierOf(plan.skuName);
    const { unit, furtherUnit, calls } = meters[tier];
    const hours = (item: string, meter: CostItem["meter"], quantity: number): readonly CostItem[] =>
      quantity === 0 ? [] : [{ item, meter, part: "fixed", quantity: exactly(quantity) }];
    const first = furtherUnit === undefined ? units : Math.min(1, units);
    const zones = plan.network?.hosts.length ?? 0;
    return [
      ...(unit === undefined ? [] : hours(`${tier}, units: ${first}`, unit, first * HOURS)),
      ...(furtherUnit === undefined
        ? []
        : hours(`${tier}, further units: ${units - first}`, furtherUnit, (units - first) * HOURS)),
      ...(calls === undefined
        ? []
        : [{ item: `${tier}, calls`, meter: calls, part: "usage", quantity: usage.calls } as const]),
      ...hours(
        "public IP address",
        "network.publicIp",
        plan.network?.publicIpAddressName === undefined ? 0 : HOURS,
      ),
      ...hours(`${zones} private DNS zones of its hosts`, "network.privateDnsZone", zones),
    ];
  },
};

/** `Premium_1` */
function tierOf(skuName: string): readonly [ApimTier, number] {
  const [tier = "", units = "0"] = skuName.split("_");
  if (!Object.hasOwn(meters, tier)) throw new Error(`there are no prices for tier ${tier} of API Management`);
  return [tier as ApimTier, Number(units)];
}
