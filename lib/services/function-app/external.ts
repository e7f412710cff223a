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
  always: "puts its app beside it",
  settle: decideTier,
};

/** What an app has and can depends on its plan's tier, which its id does not say. */
function decideTier(draft: Draft): void {
  const { plan } = draft.settings.functionApp;
  if (!draft.chosen(PLAN))
    draft.missing(
      PLAN,
      "is missing, and the tier of an existing service plan is not known",
      `set ${PLAN} to its tier, and functionApp.os to "linux" where it is one of Linux`,
      OPTION,
    );
  // learn.microsoft.com/azure/azure-functions/flex-consumption-plan
  else if (plan === "FC1")
    draft.problem(
      OPTION,
      "a plan of Flex Consumption has one app, and is made with it",
      `leave ${OPTION} out, or bring a plan of another tier`,
      PLAN,
    );
}
