import { ApplicationInsightsWorkbook } from "@cdktf/provider-azurerm/lib/application-insights-workbook";
import type { Construct } from "constructs";
import type { Place } from "../contract/service";
import type { Transformed } from "../contract/transforms";
import type { WorkbookPlan } from "./workbook";
import { type WorkbookSources, workbookContent } from "./workbook-content";

/** The dashboard, which the portal lists under Monitor, Workbooks. */
export function buildWorkbook(
  scope: Construct,
  place: Place,
  plan: WorkbookPlan,
  sources: WorkbookSources,
  transformed: Transformed,
): ApplicationInsightsWorkbook {
  const id = "workbook";
  return new ApplicationInsightsWorkbook(
    scope,
    id,
    transformed("workbook", id, {
      ...place,
      name: plan.guid,
      displayName: plan.title,
      // Ids are references without quotes, so that they can stand in a text of JSON.
      dataJson: JSON.stringify(workbookContent(plan, sources)),
    }),
  );
}
