import type { AppServiceCertificateBindingConfig } from "@cdktf/provider-azurerm/lib/app-service-certificate-binding";
import type { AppServiceCustomHostnameBindingConfig } from "@cdktf/provider-azurerm/lib/app-service-custom-hostname-binding";
import type { AppServiceManagedCertificateConfig } from "@cdktf/provider-azurerm/lib/app-service-managed-certificate";
import type { FunctionAppFlexConsumptionConfig } from "@cdktf/provider-azurerm/lib/function-app-flex-consumption";
import type { LinuxFunctionAppConfig } from "@cdktf/provider-azurerm/lib/linux-function-app";
import type { LinuxFunctionAppSlotConfig } from "@cdktf/provider-azurerm/lib/linux-function-app-slot";
import type { ServicePlanConfig } from "@cdktf/provider-azurerm/lib/service-plan";
import type { UserAssignedIdentityConfig } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import type { WindowsFunctionAppConfig } from "@cdktf/provider-azurerm/lib/windows-function-app";
import type { WindowsFunctionAppSlotConfig } from "@cdktf/provider-azurerm/lib/windows-function-app-slot";
import type { External, ExternalResource } from "../external-resources";
import type { FunctionAppSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface FunctionAppWords {
  readonly settings: FunctionAppSettings;
  readonly configs: {
    readonly servicePlan: ServicePlanConfig;
    readonly functionApp:
      WindowsFunctionAppConfig | LinuxFunctionAppConfig | FunctionAppFlexConsumptionConfig;
    readonly functionAppSlots: WindowsFunctionAppSlotConfig | LinuxFunctionAppSlotConfig;
    /** The further apps, by their names in `functionApp.apps`. */
    readonly functionApps:
      WindowsFunctionAppConfig | LinuxFunctionAppConfig | FunctionAppFlexConsumptionConfig;
    /** Those of further apps on Flex Consumption. */
    readonly servicePlans: ServicePlanConfig;
    readonly hostIdentity: UserAssignedIdentityConfig;
    readonly customDomains: AppServiceCustomHostnameBindingConfig;
    readonly customDomainCertificates: AppServiceManagedCertificateConfig;
    readonly customDomainCertificateBindings: AppServiceCertificateBindingConfig;
  };
  readonly names: {
    readonly servicePlan: "servicePlan";
    readonly functionApp: "functionApp";
    readonly hostIdentity: "userAssignedIdentity";
  };
  readonly severalNames: {
    readonly functionApps: "furtherFunctionApp";
    readonly servicePlans: "furtherServicePlan";
  };
  readonly givenNames: { readonly functionAppSlots: "functionAppSlot" };
  readonly external: {
    /** A service plan of tier `functionApp.plan` and system `functionApp.os`, in the backend's location. */
    readonly servicePlan?: External<ExternalResource, object> | undefined;
  };
}
