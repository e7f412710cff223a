import type { ApplicationInsights } from "@cdktf/provider-azurerm/lib/application-insights";
import type { FunctionApp } from "../function-app";

/** The service, and what its API is connected to: texts and tokens of the stack. */
export interface ApiConnections {
  readonly service: { readonly apiManagementName: string; readonly resourceGroupName: string };
  readonly functionApp: FunctionApp;
  readonly appInsights: ApplicationInsights;
  readonly tenantId: string;
}
