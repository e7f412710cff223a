import { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { ApiManagementApiDiagnostic } from "@cdktf/provider-azurerm/lib/api-management-api-diagnostic";
import { ApiManagementApiOperation } from "@cdktf/provider-azurerm/lib/api-management-api-operation";
import { ApiManagementApiOperationPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-operation-policy";
import { ApiManagementApiPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import type { ApiManagementLogger } from "@cdktf/provider-azurerm/lib/api-management-logger";
import { ApiManagementProductApi } from "@cdktf/provider-azurerm/lib/api-management-product-api";
import type { Construct } from "constructs";
import { idAddress } from "../../kit/address";
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
  readonly logger?: ApiManagementLogger;
}

/** What the parts of one version are built with. */
interface VersionContext {
  readonly scope: Construct;
  readonly version: string;
  readonly service: ApiConnections["service"];
  readonly transformed: Transformed;
}

/** One version of the API: its operations and policies, its place in the product, and its log. */
export function buildVersion(
  scope: Construct,
  plan: ApiPlan,
  { version, name, operations }: ApiVersionPlan,
  { versionSetId, productId, backendId, logger }: SharedParts,
  { service, tenantId }: ApiConnections,
  transformed: Transformed,
): ApiManagementApi {
  const context: VersionContext = { scope, version, service, transformed };
  const id = apiId(version);
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
  for (const operation of operations)
    buildOperation(context, api.name, operation, documents.operations[operation.id]);
  buildPolicy(context, api.name, documents.api);
  buildProductApi(context, api.name, productId);
  if (logger !== undefined && plan.logging !== undefined)
    buildDiagnostic(context, api.name, logger, plan.logging);
  return api;
}

function apiId(version: string): string {
  return constructId("apim_api", version);
}

/** One operation, with a policy of its own where it has one. */
function buildOperation(
  { scope, version, service, transformed }: VersionContext,
  apiName: string,
  operation: ApiOperation,
  xmlContent: string | undefined,
): void {
  const operationId = constructId(`${apiId(version)}_operation`, operation.id);
  const built = new ApiManagementApiOperation(
    scope,
    operationId,
    transformed("apimOperations", operationId, {
      ...service,
      apiName,
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
  const policyId = constructId(`${apiId(version)}_operation_policy`, operation.id);
  new ApiManagementApiOperationPolicy(
    scope,
    policyId,
    transformed("apimOperationPolicies", policyId, {
      ...service,
      apiName,
      operationId: built.operationId,
      xmlContent,
    }),
  );
}

/** The policy of all operations. */
function buildPolicy(
  { scope, version, service, transformed }: VersionContext,
  apiName: string,
  xmlContent: string,
): void {
  const id = constructId("apim_api_policy", version);
  new ApiManagementApiPolicy(scope, id, transformed("apimPolicies", id, { ...service, apiName, xmlContent }));
}

function buildProductApi(
  { scope, version, service, transformed }: VersionContext,
  apiName: string,
  productId: string,
): void {
  const id = constructId("apim_product_api", version);
  new ApiManagementProductApi(
    scope,
    id,
    transformed("apimProductApis", id, { ...service, productId, apiName }),
  );
}

/** Without it the logger gets nothing. */
function buildDiagnostic(
  { scope, version, service, transformed }: VersionContext,
  apiName: string,
  logger: ApiManagementLogger,
  { samplingPercentage, verbosity, logClientIp }: NonNullable<ApiPlan["logging"]>,
): void {
  const id = constructId("apim_api_diagnostic", version);
  new ApiManagementApiDiagnostic(
    scope,
    id,
    transformed("apimDiagnostics", id, {
      ...service,
      identifier: "applicationinsights",
      apiName,
      apiManagementLoggerId: logger.id,
      alwaysLogErrors: true,
      // The functions go on with the same trace.
      httpCorrelationProtocol: "W3C",
      operationNameFormat: "Name",
      samplingPercentage,
      verbosity,
      logClientIp,
      // Azure keeps a logger that a diagnostic uses, so where it is replaced the diagnostic goes first.
      lifecycle: { replaceTriggeredBy: [idAddress(logger)] },
    }),
  );
}
