import { Aadb2CDirectory, type Aadb2CDirectoryConfig } from "@cdktf/provider-azurerm/lib/aadb2c-directory";
import type { Construct } from "constructs";
import { escapeTerraform } from "../../kit/escape";
import type { Transformed } from "../contract/transforms";
import type { Place } from "../contract/service";
import type { B2cTenantPlan } from "./plan";
import { TENANT_CONSTRUCT_ID } from "./resources";

export function buildTenant(
  scope: Construct,
  { resourceGroupName }: Place,
  { domainName, createTenant }: B2cTenantPlan & Required<Pick<B2cTenantPlan, "createTenant">>,
  transformed: Transformed,
): Aadb2CDirectory {
  const { countryCode, dataResidency, displayName, sku } = createTenant;
  const config: Aadb2CDirectoryConfig = {
    resourceGroupName,
    domainName,
    countryCode,
    dataResidencyLocation: dataResidency,
    displayName: escapeTerraform(displayName),
    skuName: sku,
    // Another one of these is another tenant, without the users of this one.
    lifecycle: { ignoreChanges: ["country_code", "data_residency_location", "display_name"] },
  };
  return new Aadb2CDirectory(scope, TENANT_CONSTRUCT_ID, transformed("b2c", TENANT_CONSTRUCT_ID, config));
}
