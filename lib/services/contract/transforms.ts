import type { CosmosdbSqlRoleAssignmentConfig } from "@cdktf/provider-azurerm/lib/cosmosdb-sql-role-assignment";
import type { MonitorDiagnosticSettingConfig } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting";
import type { PrivateEndpointConfig } from "@cdktf/provider-azurerm/lib/private-endpoint";
import type { ResourceGroupConfig } from "@cdktf/provider-azurerm/lib/resource-group";
import type { RoleAssignmentConfig } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { DeepPartial } from "../../settings/merge";
import type { ServiceConfigs } from "../words";

/** What every stack may have, whatever the services. */
export interface SharedConfigs {
  readonly resourceGroups: ResourceGroupConfig;
  readonly privateEndpoints: PrivateEndpointConfig;
  readonly diagnosticSettings: MonitorDiagnosticSettingConfig;
  readonly roleAssignments: RoleAssignmentConfig;
  readonly cosmosRoleAssignments: CosmosdbSqlRoleAssignmentConfig;
}

export const sharedTransforms: Readonly<Record<keyof SharedConfigs, string>> = {
  resourceGroups: "azurerm_resource_group",
  privateEndpoints: "azurerm_private_endpoint",
  diagnosticSettings: "azurerm_monitor_diagnostic_setting",
  roleAssignments: "azurerm_role_assignment",
  cosmosRoleAssignments: "azurerm_cosmosdb_sql_role_assignment",
};

/** The provider's configuration of every resource, by the name that `transform` knows it under. */
export type TransformConfigs = SharedConfigs & ServiceConfigs;
export type TransformName = keyof TransformConfigs;

/**
 * A change to a resource's configuration: fields that are merged into it, or a function that returns a new one. The
 * function also gets the resource's name in Terraform, `storage_container_uploads`.
 */
export type Transform<Config> = DeepPartial<Config> | ((config: Config, id: string) => Config);

/** Option group `transform`: the provider's own configuration of every resource, changed last. */
export type TransformOptions = {
  readonly [Name in TransformName]?: Transform<TransformConfigs[Name]> | undefined;
};

/** Gives a resource's configuration as the user wants it. */
export type Transformed = <Name extends TransformName>(
  name: Name,
  id: string,
  config: TransformConfigs[Name],
) => TransformConfigs[Name];
