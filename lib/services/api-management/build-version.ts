import { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { ApiManagementApiDiagnostic } from "@cdktf/provider-azurerm/lib/api-management-api-diagnostic";
import { ApiManagementApiOperation } from "@cdktf/provider-azurerm/lib/api-management-api-operation";
import { ApiManagementApiOperationPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-operation-policy";
import { ApiManagementApiPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import { ApiManagementProductApi } from "@cdktf/provider-azurerm/lib/api-management-product-api";
import type { Construct } from "constructs";
import { constructId } from "../../kit/construct-id";
import { escapeTerraform } from "../../kit/escape";
import type { Transformed } from "../contract/transforms";
import type { ApiConnections } from "./api-connections";
import { type ApiOperation, operationsById } from "./operations";
import type { ApiPlan, ApiVersionPlan } from "./plan-api";
import { policyDocuments } from "./policies";

/** What all versions of the API share. */
export interface SharedParts {
  readonly versionSetId: string;
  readonly productId: string;
  readonly backendId: string;
  /** Undefined where nothing is logged. */
  readonly loggerId?: string;
}

/** One version of the API: its operations and policies, its place in the product, and its log. */
export function buildVersion(
  scope: Construct,
  plan: ApiPlan,
  { version, name, operations }: ApiVersionPlan,
  { versionSetId, productId, backendId, loggerId }: SharedParts,
  { service, tenantId }: ApiConnections,
  transformed: Transformed,
): ApiManagementApi {
  const id = constructId("apim_api", version);
  const api = new ApiManagementApi(
    scope,
    id,
    transformed("apimApis", id, {
      ...service,
      name,
      displayName: plan.name,
      revision: "1",
      path: plan.path,
      protocols: ["https"],
      version,
      versionSetId,
      subscriptionRequired: plan.subscriptionRequired,
    }),
  );
  const documents = policyDocuments(plan.policies, {
    tenantId,
    backendId,
    operations: operationsById(operations),
    form: escapeTerraform,
  });
  for (const operation of operations) buildOperation(operation, documents.operations[operation.id]);

  const policyId = constructId("apim_api_policy", version);
  new ApiManagementApiPolicy(
    scope,
    policyId,
    transformed("apimPolicies", policyId, { ...service, apiName: api.name, xmlContent: documents.api }),
  );
  const productApiId = constructId("apim_product_api", version);
  new ApiManagementProductApi(
    scope,
    productApiId,
    transformed("apimProductApis", productApiId, { ...service, productId, apiName: api.name }),
  );
  if (loggerId !== undefined && plan.logging !== undefined) buildDiagnostic(loggerId, plan.logging);
  return api;

  function buildOperation(operation: ApiOperation, xmlContent: string | undefined): void {
    const operationId = constructId(`${id}_operation`, operation.id);
    const built = new ApiManagementApiOperation(
      scope,
      operationId,
      transformed("apimOperations", operationId, {
        ...service,
        apiName: api.name,
        operationId: operation.id,
        displayName: escapeTerraform(operation.displayName),
        method: operation.method,
        urlTemplate: escapeTerraform(operation.urlTemplate),
        ...(operation.parameters.length === 0
          ? {}
          : { templateParameter: operation.parameters.map((each) => ({ ...each, required: true })) }),
      }),
    );
    if (xmlContent === undefined) return;
    const ownPolicyId = constructId(`${id}_operation_policy`, operation.id);
    new ApiManagementApiOperationPolicy(
      scope,
      ownPolicyId,
      transformed("apimOperationPolicies", ownPolicyId, {
        ...service,
        apiName: api.name,
        operationId: built.operationId,
        xmlContent,
      }),
    );
  }

  /** Without it the logger gets nothing. */
  function buildDiagnostic(
    apiManagementLoggerId: string,
    { samplingPercentage, verbosity, logClientIp }: NonNullable<ApiPlan["logging"]>,
  ): void {
    const diagnosticId = constructId("apim_api_diagnostic", version);
    new ApiManagementApiDiagnostic(
      scope,
      diagnosticId,
      transformed("apimDiagnostics", diagnosticId, {
        ...service,
        identifier: "applicationinsights",
        apiName: api.name,
        apiManagementLoggerId,
        alwaysLogErrors: true,
        // The functions go on with the same trace.
        httpCorrelationProtocol: "W3C",
        operationNameFormat: "Name",
        samplingPercentage,
        verbosity,
        logClientIp,
      }),
    );
  }
}
