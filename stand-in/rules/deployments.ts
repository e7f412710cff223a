import { key } from "../resource-path";
import type { Rule } from "../rule";

const DEPLOYMENTS = "Microsoft.Resources/deployments";

export const deployments: readonly Rule[] = [
  {
    says: "a resource group keeps 800 deployments",
    source: "learn.microsoft.com/azure/azure-resource-manager/templates/deployment-history-deletions",
    on: [DEPLOYMENTS],
    status: 409,
    code: "DeploymentQuotaExceeded",
    refuse(_asked, { id, earlier, store }) {
      if (earlier !== undefined) return undefined;
      const group = key(id).split("/providers/")[0] ?? "";
      const { length } = store
        .ofType(DEPLOYMENTS)
        .filter((each) => key(each.id).startsWith(`${group}/providers/`));
      return length >= 800
        ? `Creating the deployment would exceed the quota of '800'. The current deployment count is '${length}'.`
        : undefined;
    },
  },
];
