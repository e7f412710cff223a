import { ManagedRedis, type ManagedRedisConfig } from "@cdktf/provider-azurerm/lib/managed-redis";
import type { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { Construct } from "constructs";
import type { Transformed } from "../contract/transforms";
import type { AppPrincipal } from "../function-app";
import type { Place } from "../contract/service";
import { apiVersionOf } from "../../azure/api-versions";
import { buildTemplateDeployment } from "../../kit/template-deployment";
import { assignmentName } from "./assignment-name";
import type { ManagedRedisPlan } from "./plan";

/** What an access policy is of, and what it is called by. */
export interface ManagedAccess {
  readonly cacheName: string;
  readonly resourceGroupName: string;
  readonly database: string;
  readonly accessPolicyName: string;
  /** Begins names where others have assignments there as well. */
  readonly prefix?: string;
}

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

/** The bindings have no such resource (azurerm 4.60 has), so that ARM gives the policy: the database takes no keys. */
export function buildManagedAccess(
  scope: Construct,
  { cacheName, resourceGroupName, database, accessPolicyName, prefix }: ManagedAccess,
  { id: principal, principalId, app, slot }: AppPrincipal,
  before: ResourceGroupTemplateDeployment | undefined,
  transformed: Transformed,
): ResourceGroupTemplateDeployment {
  const name = assignmentName(slot, prefix);
  return buildTemplateDeployment(
    scope,
    `${principal}_redis_access`,
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
      // Azure changes one thing of a database at a time.
      ...(before === undefined ? {} : { after: [before] }),
    },
    (id, config) => transformed("redisAccess", id, config) as typeof config,
  );
}
