import type { ApplicationInsights } from "@cdktf/provider-azurerm/lib/application-insights";
import type { FunctionApp } from "../function-app";

/** The service, and what its API is connected to: texts and tokens of the stack. */
export interface ApiConnections {
  readonly service: { readonly apiManagementName: string; readonly resourceGroupName: string };
  /** The object id of the service's own identity; asked for where the plan uses it. */
  readonly principalId: () => string;
  readonly functionApp: FunctionApp;
  readonly appInsights: ApplicationInsights;
  readonly tenantId: string;
}
