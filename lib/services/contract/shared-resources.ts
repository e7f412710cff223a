import { inGroup } from "../../azure/in-group";
import type { ResourceRecords, TerraformType } from "./resource-record";
import type { SharedWords } from "./words";

/** What every stack may have, whatever the services. */
export const sharedResources: ResourceRecords<SharedWords> = {
  resourceGroups: {
    type: "azurerm_resource_group",
    importId: "/subscriptions/{subscription}/resourceGroups/{name}",
    names: {
      resourceGroup: {
        label: "resource group",
        min: 1,
        max: 90,
        pattern: /^[-\w._()]*[-\w_()]$/,
        characters: "letters, digits, - _ . ( ), not ending in a full stop",
        scope: "subscription",
        prefix: "rg",
        several: true,
      },
    },
  },
  privateEndpoints: {
    type: "azurerm_private_endpoint",
    importId: inGroup("Microsoft.Network/privateEndpoints/{name}"),
    names: {
      privateEndpoint: {
        label: "private endpoint",
        min: 1,
        max: 80,
        pattern: /^[a-z0-9]([\w.-]*\w)?$/i,
        characters: "letters, digits, - _ ., beginning with a letter or digit, ending in one or _",
        scope: "resource group",
        prefix: "pep",
        several: true,
      },
    },
  },
  diagnosticSettings: {
    type: "azurerm_monitor_diagnostic_setting",
    importId: "{target_resource_id}|{name}",
  },
  roleAssignments: {
    type: "azurerm_role_assignment",
    importId: "{scope}/providers/Microsoft.Authorization/roleAssignments/{name}",
  },
  cosmosRoleAssignments: {
    type: "azurerm_cosmosdb_sql_role_assignment",
    importId: inGroup("Microsoft.DocumentDB/databaseAccounts/{account_name}/sqlRoleAssignments/{name}"),
  },
  dnsARecords: {
    type: "azurerm_dns_a_record",
    importId: inGroup("Microsoft.Network/dnsZones/{zone_name}/A/{name}"),
  },
  dnsCnameRecords: {
    type: "azurerm_dns_cname_record",
    importId: inGroup("Microsoft.Network/dnsZones/{zone_name}/CNAME/{name}"),
  },
  dnsTxtRecords: {
    type: "azurerm_dns_txt_record",
    importId: inGroup("Microsoft.Network/dnsZones/{zone_name}/TXT/{name}"),
  },
};

/** A deployment of a template: what several services make only ARM can make. */
export const templateDeployment: TerraformType = {
  type: "azurerm_resource_group_template_deployment",
  notImported: {
    why: "is a deployment, which records what was run, not the resources",
    fix: "remove it: an existing table is kept, and a secret gets a new version",
  },
};
