import { type TerraformMetaArguments, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { ownResources } from "../../provider/resource-form";

/** The configuration of `azurerm_managed_redis_access_policy_assignment`. */
export interface ManagedRedisAccessPolicyAssignmentConfig extends TerraformMetaArguments {
  /** The id of the Azure Managed Redis. */
  readonly managedRedisId: string;
  /** The object id of the identity. */
  readonly objectId: string;
  /** How long the provider waits, as a duration of Go: `30m`. */
  readonly timeouts?: {
    readonly create?: string;
    readonly read?: string;
    readonly delete?: string;
  };
}

/**
 * The access policy `default` of a database for one identity. The bindings have no such class: azurerm has the resource since 4.60.
 *
 * Source: hashicorp/terraform-provider-azurerm v4.81.0, managed_redis_access_policy_assignment_resource.go
 */
export class ManagedRedisAccessPolicyAssignment extends TerraformResource {
  static readonly tfResourceType = ownResources.managedRedisAccess.type;

  constructor(
    scope: Construct,
    id: string,
    private readonly config: ManagedRedisAccessPolicyAssignmentConfig,
  ) {
    super(scope, id, {
      ...config,
      terraformResourceType: ManagedRedisAccessPolicyAssignment.tfResourceType,
      terraformGeneratorMetadata: { providerName: "azurerm" },
    });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { managedRedisId, objectId, timeouts } = this.config;
    return {
      managed_redis_id: managedRedisId,
      object_id: objectId,
      timeouts: timeouts && { create: timeouts.create, read: timeouts.read, delete: timeouts.delete },
    };
  }
}
