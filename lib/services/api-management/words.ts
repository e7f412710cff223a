import type { ApiManagementConfig } from "@cdktf/provider-azurerm/lib/api-management";
import type { ApiManagementApiConfig } from "@cdktf/provider-azurerm/lib/api-management-api";
import type { ApiManagementApiDiagnosticConfig } from "@cdktf/provider-azurerm/lib/api-management-api-diagnostic";
import type { ApiManagementApiOperationConfig } from "@cdktf/provider-azurerm/lib/api-management-api-operation";
import type { ApiManagementApiOperationPolicyConfig } from "@cdktf/provider-azurerm/lib/api-management-api-operation-policy";
import type { ApiManagementApiPolicyConfig } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import type { ApiManagementApiVersionSetConfig } from "@cdktf/provider-azurerm/lib/api-management-api-version-set";
import type { ApiManagementBackendConfig } from "@cdktf/provider-azurerm/lib/api-management-backend";
import type { ApiManagementCustomDomainConfig } from "@cdktf/provider-azurerm/lib/api-management-custom-domain";
import type { ApiManagementProductConfig } from "@cdktf/provider-azurerm/lib/api-management-product";
import type { ApiManagementProductApiConfig } from "@cdktf/provider-azurerm/lib/api-management-product-api";
import type { PrivateDnsARecordConfig } from "@cdktf/provider-azurerm/lib/private-dns-a-record";
import type { PublicIpConfig } from "@cdktf/provider-azurerm/lib/public-ip";
import type { ResourceGroupTemplateDeploymentConfig } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { External, ExternalApim } from "../external-resources";
import type { ApimLoggerConfig } from "./logger-config";
import type { ApimSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface ApimWords {
  readonly settings: ApimSettings;
  readonly configs: {
    readonly apim: ApiManagementConfig;
    readonly apimPublicIp: PublicIpConfig;
    readonly apimCustomDomain: ApiManagementCustomDomainConfig;
    readonly apimVersionSet: ApiManagementApiVersionSetConfig;
    readonly apimApis: ApiManagementApiConfig;
    readonly apimOperations: ApiManagementApiOperationConfig;
    readonly apimPolicies: ApiManagementApiPolicyConfig;
    readonly apimOperationPolicies: ApiManagementApiOperationPolicyConfig;
    readonly apimBackend: ApiManagementBackendConfig;
    readonly apimFunctionKey: ResourceGroupTemplateDeploymentConfig;
    readonly apimProduct: ApiManagementProductConfig;
    readonly apimProductApis: ApiManagementProductApiConfig;
    readonly apimLogger: ApimLoggerConfig;
    readonly apimDiagnostics: ApiManagementApiDiagnosticConfig;
    readonly privateDnsRecords: PrivateDnsARecordConfig;
  };
  readonly names: { readonly apim: "apiManagement"; readonly apimPublicIp: "publicIpAddress" };
  readonly external: {
    /** A service of API Management, which the API is made in beside those of others. */
    readonly apim?: External<ExternalApim, object> | undefined;
  };
}
