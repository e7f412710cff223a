import type { ArmType } from "../arm-type";
import { withDefaults } from "../json";

export const directory: readonly ArmType[] = [
  {
    type: "Microsoft.AzureActiveDirectory/b2cDirectories",
    asynchronous: true,
    updated: 201,
    complete: (asked, { id }, { guid }) =>
      withDefaults(
        {
          properties: {
            tenantId: guid(`directory ${id}`),
            billingConfig: { billingType: "MAU", effectiveStartDateUtc: "2026-01-01T00:00:00Z" },
          },
        },
        asked,
      ),
  },
];
