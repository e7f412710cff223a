import type {
  ApiManagementLoggerApplicationInsights,
  ApiManagementLoggerConfig,
} from "@cdktf/provider-azurerm/lib/api-management-logger";

/** The configuration of `azurerm_api_management_logger`, with an argument of azurerm 4.81 and later that the bindings lack. */
export interface ApimLoggerConfig extends ApiManagementLoggerConfig {
  readonly applicationInsights?: ApiManagementLoggerApplicationInsights & {
    /** `SystemAssigned`, or the client id of a user-assigned identity of the service. */
    readonly identityClientId?: string;
  };
}
