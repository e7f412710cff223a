import { type Amount, type CostItem, type ServiceCost, exactly } from "../contract/service-cost";
import { redundancyOf } from "../storage";
import { billingZoneOf } from "./billing-zones";
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
  /** Bytes of one logged request in the workspace: the column `_BilledSize` of its table has the true number. */
  readonly recordBytes?: Amount;
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
    recordBytes: {
      says: "bytes of one logged request, assumed from the columns of `AzureDiagnostics`; its column `_BilledSize` has the real number",
      development: { low: 1000, high: 2000 },
      production: { low: 1000, high: 2000 },
    },
  },

  logged: (plan, { requests, recordBytes }) =>
    plan.enabled ? [{ category: "FrontDoorAccessLog", records: requests, bytes: recordBytes }] : [],

  items(plan, { backend, usage }) {
    if (!plan.enabled) return [];
    const zone = billingZoneOf(backend.location);
    const traffic = (item: string, meter: CostItem["meter"], quantity: CostItem["quantity"]): CostItem => ({
      item,
      meter,
      part: "usage",
      quantity,
      region: zone,
    });
    return [
      {
        item: "profile",
        meter: "frontDoor.standard.base",
        part: "fixed",
        quantity: exactly(1),
        region: zone,
      },
      traffic("requests", "frontDoor.standard.requests", usage.requests),
      traffic("out to clients", "frontDoor.standard.out", usage.outGB),
      traffic("in from clients", "frontDoor.standard.in", usage.inGB),
      {
        item: "public assets",
        meter: `storage.blob.hot.${redundancyOf(plan.account)}.data`,
        part: "usage",
        quantity: usage.assetsGB,
        note: "reading them into Front Door's cache is not counted",
      },
    ];
  },
};
