import type { Amount, ServiceCost } from "../contract/service-cost";
import type { B2cPlan } from "./plan";

/** What is assumed of Azure AD B2C, each month. */
export interface B2cUsage {
  /** Users that sign in at least once. */
  readonly users?: Amount;
}

export const b2cCost: ServiceCost<B2cPlan, B2cUsage> = {
  usage: {
    users: {
      says: "users that sign in at least once",
      development: { low: 10, high: 100 },
      production: { low: 1000, high: 50_000 },
    },
  },

  // A tenant that exists is on its owner's bill.
  items: (plan, { usage }) =>
    plan.enabled && plan.createTenant !== undefined
      ? [
          {
            item: "users of the tenant, Premium P1",
            meter: "b2c.premiumP1.users",
            part: "usage",
            quantity: usage.users,
          },
        ]
      : [],
};
