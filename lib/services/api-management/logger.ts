import { ApiManagementLogger } from "@cdktf/provider-azurerm/lib/api-management-logger";
import type { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { Construct } from "constructs";
import { awaitOutputs } from "../../kit/await-outputs";
import { buildRoleAssignment } from "../../kit/role-assignment";
import type { Transformed } from "../contract/transforms";
import type { ApiConnections } from "./api-connections";
import type { ApimLoggerConfig } from "./logger-config";
import type { ApiPlan } from "./plan-api";
import { PUBLISHER, PUBLISHING_PRINCIPAL } from "./publisher";

/** The logger with that argument: azurerm 4.81 and later. */
class ApimLogger extends ApiManagementLogger {
  private readonly identityClientId: string | undefined;

  constructor(scope: Construct, id: string, config: ApimLoggerConfig) {
    super(scope, id, config);
    this.identityClientId = config.applicationInsights?.identityClientId;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const attributes: Record<string, unknown> = super.synthesizeAttributes();
    if (this.identityClientId === undefined) return attributes;
    const target = attributes["application_insights"] as object | undefined;
    return {
      ...attributes,
      application_insights: { ...target, identity_client_id: this.identityClientId },
    };
  }
}

/**
 * What requests are logged to.
 * Source of the identity and its role: learn.microsoft.com/azure/api-management/api-management-howto-app-insights
 */
export function buildLogger(
  scope: Construct,
  { name, byIdentity }: NonNullable<ApiPlan["logging"]>,
  { service, principalId, appInsights }: ApiConnections,
  transformed: Transformed,
): ApiManagementLogger {
  const id = "apim_logger";
  const role = byIdentity ? buildPublisher(scope, principalId(), appInsights.id, transformed) : undefined;
  const config = transformed("apimLogger", id, {
    ...service,
    name,
    resourceId: appInsights.id,
    applicationInsights: {
      connectionString: appInsights.connectionString,
      ...(byIdentity ? { identityClientId: "SystemAssigned" } : {}),
    },
    ...(role === undefined ? {} : { dependsOn: [role] }),
  });
  return new ApimLogger(scope, id, config);
}

/** Before the logger, whose requests are refused otherwise. */
function buildPublisher(
  scope: Construct,
  principalId: string,
  appInsightsId: string,
  transformed: Transformed,
): RoleAssignment {
  const grant = { service: "apim", ...PUBLISHER };
  const role = buildRoleAssignment(
    scope,
    { id: PUBLISHING_PRINCIPAL, principalId },
    grant,
    appInsightsId,
    transformed,
  );
  const message = "Azure computes the identity of API Management: apply the platform stack first.";
  awaitOutputs(role, [{ value: principalId, message }]);
  return role;
}
