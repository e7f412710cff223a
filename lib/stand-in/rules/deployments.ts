import type { Rule } from "../rule";
import { DEPLOYMENTS, deploymentsIn, groupOf } from "../template/history";

export const deployments: readonly Rule[] = [
  {
    says: "a resource group keeps 800 deployments",
    source: "learn.microsoft.com/azure/azure-resource-manager/templates/deployment-history-deletions",
    on: [DEPLOYMENTS],
    status: 409,
    code: "DeploymentQuotaExceeded",
    refuse(_asked, { id, earlier, store }) {
      if (earlier !== undefined) return undefined;
      const { length } = deploymentsIn(groupOf(id), store);
      return length >= 800
        ? `Creating the deployment would exceed the quota of '800'. The current deployment count is '${length}'.`
        : undefined;
    },
  },
];
