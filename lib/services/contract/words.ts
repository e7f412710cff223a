import type { CosmosdbSqlRoleAssignmentConfig } from "@cdktf/provider-azurerm/lib/cosmosdb-sql-role-assignment";
import type { DnsARecordConfig } from "@cdktf/provider-azurerm/lib/dns-a-record";
import type { DnsCnameRecordConfig } from "@cdktf/provider-azurerm/lib/dns-cname-record";
import type { DnsTxtRecordConfig } from "@cdktf/provider-azurerm/lib/dns-txt-record";
import type { MonitorDiagnosticSettingConfig } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting";
import type { PrivateEndpointConfig } from "@cdktf/provider-azurerm/lib/private-endpoint";
import type { ResourceGroupConfig } from "@cdktf/provider-azurerm/lib/resource-group";
import type { RoleAssignmentConfig } from "@cdktf/provider-azurerm/lib/role-assignment";

/** What every stack may have, whatever the services. */
export interface SharedWords {
  readonly configs: {
    readonly resourceGroups: ResourceGroupConfig;
    readonly privateEndpoints: PrivateEndpointConfig;
    readonly diagnosticSettings: MonitorDiagnosticSettingConfig;
    readonly roleAssignments: RoleAssignmentConfig;
    readonly cosmosRoleAssignments: CosmosdbSqlRoleAssignmentConfig;
    readonly dnsARecords: DnsARecordConfig;
    readonly dnsCnameRecords: DnsCnameRecordConfig;
    readonly dnsTxtRecords: DnsTxtRecordConfig;
  };
  readonly severalNames: {
    readonly resourceGroups: "resourceGroup";
    readonly privateEndpoints: "privateEndpoint";
  };
}
