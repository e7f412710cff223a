import { type Amount, type CostItem, type ServiceCost, exactly } from "../contract/service-cost";
import { redundancyOf } from "../storage";
import type { CdnPlan } from "./plan";

/** What is assumed of Front Door, each month. */
export interface CdnUsage {
  /** Requests of clients. */
  readonly requests?: Amount;
  /** Gigabytes that go to clients. */
  readonly outGB?: Amount;
  /** Gigabytes that clients send, of requests for the most part. */
  readonly inGB?: Amount;
  /** Gigabytes of public assets that are kept. */
  readonly assetsGB?: Amount;
}

export const cdnCost: ServiceCost<CdnPlan, CdnUsage> = {
  usage: {
    requests: {
      says: "requests of clients",
      development: { low: 10_000, high: 100_000 },
      production: { low: 1_000_000, high: 10_000_000 },
    },
    outGB: {
      says: "what goes to clients",
      development: { low: 1, high: 10 },
      production: { low: 50, high: 500 },
    },
    inGB: {
      says: "what clients send",
      development: { low: 0, high: 1 },
      production: { low: 1, high: 10 },
    },
    assetsGB: {
      says: "public assets that are kept",
      development: { low: 1, high: 5 },
      production: { low: 5, high: 50 },
    },
  },

  logged: (plan, { requests }) =>
    plan.enabled ? [{ category: "FrontDoorAccessLog", records: requests }] : [],

  items(plan, { usage }) {
    if (!plan.enabled) return [];
    const used = (item: string, meter: CostItem["meter"], quantity: CostItem["quantity"]): CostItem => ({
      item,
      meter,
      part: "usage",
      quantity,
    });
    const redundancy = redundancyOf(plan.account);
    return [
      { item: "profile", meter: "frontDoor.standard.base", part: "fixed", quantity: exactly(1) },
      used("requests", "frontDoor.standard.requests", usage.requests),
      used("out to clients", "frontDoor.standard.out", usage.outGB),
      used("in from clients", "frontDoor.standard.in", usage.inGB),
      used("public assets", `storage.blob.hot.${redundancy}.data`, usage.assetsGB),
    ];
  },
};
