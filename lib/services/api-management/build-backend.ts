import { ApiManagementBackend } from "@cdktf/provider-azurerm/lib/api-management-backend";
import type { ApiManagementApiVersionSet } from "@cdktf/provider-azurerm/lib/api-management-api-version-set";
import type { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { Construct } from "constructs";
import type { Transformed } from "../contract/transforms";
import { apiVersionOf } from "../../azure/api-versions";
import { buildTemplateDeployment } from "../../kit/template-deployment";
import type { ApiConnections } from "./api-connections";
import type { ApiPlan } from "./plan-api";

/** What leads to the function app. */
export interface ApimBackend {
  /** Undefined where there is no API Management. */
  readonly apimBackend: ApiManagementBackend | undefined;
  /** Undefined where API Management has no key of the function app. */
  readonly apimFunctionKey: ResourceGroupTemplateDeployment | undefined;
}

export function buildBackend(
  scope: Construct,
  { backend: { name, key } }: ApiPlan,
  { service, functionApp }: ApiConnections,
  versionSet: ApiManagementApiVersionSet,
  transformed: Transformed,
): ApimBackend {
  const deployment =
    key &&
    buildTemplateDeployment(
      scope,
      "apim_function_key",
      {
        name: `function-key-${key.functionApp}`,
        resourceGroupName: service.resourceGroupName,
        resource: {
          type: "Microsoft.ApiManagement/service/namedValues",
          apiVersion: apiVersionOf("Microsoft.ApiManagement"),
          name: `${service.apiManagementName}/${key.namedValue}`,
          properties: { displayName: key.namedValue, secret: true, value: keyExpression(key) },
        },
        // The version set goes when the service is replaced, in the stack before this one.
        parents: [functionApp, versionSet],
      },
      (id, config) => transformed("apimFunctionKey", id, config),
    );
  const id = "apim_backend";
  const backend = new ApiManagementBackend(
    scope,
    id,
    transformed("apimBackend", id, {
      ...service,
      name,
      protocol: "http",
      url: `https://${functionApp.defaultHostname}/api`,
      // Azure's own address of the app, and not its id alone.
      resourceId: `https://management.azure.com${functionApp.id}`,
      tls: { validateCertificateChain: true, validateCertificateName: true },
      ...(key === undefined
        ? {}
        : { credentials: { header: { "x-functions-key": `{{${key.namedValue}}}` } } }),
      ...(deployment === undefined ? {} : { dependsOn: [deployment] }),
    }),
  );
  return { apimBackend: backend, apimFunctionKey: deployment };
}

/** ARM asks the running host, so that neither Terraform's plan nor its state ever holds the key. */
function keyExpression({ functionApp, resourceGroupName }: NonNullable<ApiPlan["backend"]["key"]>): string {
  const host = `resourceId('${resourceGroupName}', 'Microsoft.Web/sites/host', '${functionApp}', 'default')`;
  return `[listKeys(${host}, '${apiVersionOf("Microsoft.Web")}').functionKeys.default]`;
}
