import { ManagedRedis, type ManagedRedisConfig } from "@cdktf/provider-azurerm/lib/managed-redis";
import { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { Construct } from "constructs";
import type { Transformed } from "../contract/transforms";
import type { App } from "../contract/service";
import type { Place } from "../contract/service";
import type { ResourceForm } from "../../provider/resource-form";
import { apiVersionOf } from "../../azure/api-versions";
import { buildTemplateDeployment } from "../../kit/template-deployment";
import { carryOver } from "../../kit/other-form";
import {
  ManagedRedisAccessPolicyAssignment,
  type ManagedRedisAccessPolicyAssignmentConfig,
} from "./access-policy-assignment";
import { assignmentName } from "./assignment-name";
import type { ManagedRedisPlan } from "./plan";

/** What an access policy is of, and what it is called by. */
export interface ManagedAccess {
  readonly form: ResourceForm;
  readonly cacheId: string;
  readonly cacheName: string;
  readonly resourceGroupName: string;
  readonly database: string;
  readonly accessPolicyName: string;
  /** Begins names where others have assignments there as well. */
  readonly prefix?: string;
}

/** The access policy of one identity, in the form that the provider's version allows. */
export type ManagedAccessResource = ManagedRedisAccessPolicyAssignment | ResourceGroupTemplateDeployment;

export function buildManagedRedis(
  scope: Construct,
  place: Place,
  plan: ManagedRedisPlan,
  transformed: Transformed,
): ManagedRedis {
  const config: ManagedRedisConfig = {
    ...place,
    name: plan.name,
    skuName: plan.skuName,
    highAvailabilityEnabled: plan.highAvailability,
    publicNetworkAccess: plan.closed ? "Disabled" : "Enabled",
    defaultDatabase: {
      accessKeysAuthenticationEnabled: false,
      clientProtocol: "Encrypted",
      clusteringPolicy: plan.clusteringPolicy,
      evictionPolicy: plan.evictionPolicy,
    },
  };
  return new ManagedRedis(scope, "redis", transformed("redis", "redis", config));
}

/** Azure changes one thing of a database at a time: each assignment comes after the one before. */
export function buildManagedAccess(
  scope: Construct,
  access: ManagedAccess,
  principal: App,
  before: ManagedAccessResource | undefined,
  transformed: Transformed,
): ManagedAccessResource {
  return access.form === "template"
    ? buildAccessDeployment(scope, access, principal, before, transformed)
    : buildAccessPolicyAssignment(scope, access, principal, before, transformed);
}

function buildAccessPolicyAssignment(
  scope: Construct,
  { cacheId, form, prefix }: ManagedAccess,
  app: App,
  before: ManagedAccessResource | undefined,
  transformed: Transformed,
): ManagedRedisAccessPolicyAssignment {
  const { id: principal, principalId } = app;
  const id = accessId(principal);
  const config: ManagedRedisAccessPolicyAssignmentConfig = {
    managedRedisId: cacheId,
    objectId: principalId,
    ...(before === undefined ? {} : { dependsOn: [before] }),
  };
  const resource = new ManagedRedisAccessPolicyAssignment(
    scope,
    id,
    transformed("redisAccess", id, config) as ManagedRedisAccessPolicyAssignmentConfig,
  );
  carryOver({
    resource,
    otherType: ResourceGroupTemplateDeployment.tfResourceType,
    importId:
      // Earlier deployments had no further apps.
      form === "import" && app.name === undefined
        ? `${cacheId}/databases/default/accessPolicyAssignments/${assignmentName(app, prefix)}`
        : undefined,
  });
  return resource;
}

/** The database takes no keys: ARM gives the policy where the provider has no resource for it, before azurerm 4.60. */
function buildAccessDeployment(
  scope: Construct,
  { cacheName, resourceGroupName, database, accessPolicyName, prefix }: ManagedAccess,
  principal: App,
  before: ManagedAccessResource | undefined,
  transformed: Transformed,
): ResourceGroupTemplateDeployment {
  const { id, principalId, app } = principal;
  const name = assignmentName(principal, prefix);
  const resource = buildTemplateDeployment(
    scope,
    accessId(id),
    {
      // Another database is another deployment: the new one knows nobody.
      name: `redis-access-${name}-${database}`,
      resourceGroupName,
      resource: {
        type: "Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments",
        apiVersion: apiVersionOf("Microsoft.Cache"),
        name: `${cacheName}/default/${name}`,
        properties: { accessPolicyName, user: { objectId: principalId } },
      },
      // An app that is created again has another identity.
      parents: [app],
      ...(before === undefined ? {} : { after: [before] }),
    },
    (accessOf, config) => transformed("redisAccess", accessOf, config) as typeof config,
  );
  carryOver({ resource, otherType: ManagedRedisAccessPolicyAssignment.tfResourceType });
  return resource;
}

function accessId(principal: string): string {
  return `${principal}_redis_access`;
}
