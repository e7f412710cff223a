import type { ReplacementKind } from "../contract/existing-kind";
import type { Draft } from "../contract/draft";
import { isElasticPremium } from "./decisions";

const PLAN = "functionApp.plan";
const OPTION = "external.servicePlan";

/** What using an existing one means. */
export const existingServicePlan: ReplacementKind = {
  label: "service plan",
  armType: "Microsoft.Web/serverFarms",
  terraformType: "azurerm_service_plan",
  endpoints: [],
  options: [],
  keeps: ({ functionApp }) =>
    Object.keys(functionApp).filter(
      (option) =>
        option !== "zoneRedundant" && !(option === "maximumInstances" && isElasticPremium(functionApp.plan)),
    ),
  names: ["servicePlan"],
  resources: ["servicePlan"],
  children: [],
  // learn.microsoft.com/azure/azure-resource-manager/management/move-limitations/app-service-move-limitations
  always: "creates its function app in the same subscription as the plan",
  settle: decideTier,
};

/** What an app has and can depends on its plan's tier, which its id does not say. */
function decideTier(draft: Draft): void {
  const { plan } = draft.settings.functionApp;
  if (!draft.chosen(PLAN))
    draft.missing(
      PLAN,
      "is not set, and the tier of an existing service plan is not known",
      `set ${PLAN} to its tier, and functionApp.os to "linux" for a Linux plan`,
      OPTION,
    );
  // learn.microsoft.com/azure/azure-functions/flex-consumption-plan
  else if (plan === "FC1")
    draft.problem(
      OPTION,
      "a Flex Consumption plan has exactly one app and is created with it",
      `remove ${OPTION}, or use an existing plan of another tier`,
      PLAN,
    );
}
