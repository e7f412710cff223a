import { inGroup } from "../../azure/in-group";
import type { ResourceRecords } from "../contract/resource-record";
import type { B2cWords } from "./words";

/** The construct of the tenant. */
export const TENANT_CONSTRUCT_ID = "b2c";

/** What is known of each resource. */
export const b2cResources: ResourceRecords<B2cWords> = {
  b2c: {
    type: "azurerm_aadb2c_directory",
    importId: inGroup("Microsoft.AzureActiveDirectory/b2cDirectories/{domain_name}"),
    // Its users are nowhere else; Azure refuses to delete it while there are some.
    keepsData: "account",
    namedBy: "optional.b2c.tenantName",
  },
};
