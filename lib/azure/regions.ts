// A test compares them with Microsoft's list, as `npm run facts` has read it: __tests__/azure/regions-list.json. `short` is
// the geo-code of Azure Backup, by github.com/Azure/terraform-azurerm-avm-utl-regions (Copyright (c) Microsoft Corporation, MIT License),
// locals.geo.codes.tf.json at 9064b20bc601af2754cea78f25f7b6e22858ef24, read on 2026-12-01.

/** One Azure region, as https://learn.microsoft.com/azure/reliability/regions-list has it. */
export interface Region {
  readonly displayName: string;
  /** Unique, and short enough for names with a tight length limit. */
  readonly short: string;
  /** Whether customers get availability zones here; a single service may still lack them. */
  readonly zones: boolean;
  /** Not always mutual: West US 3 pairs with East US, but East US pairs with West US. */
  readonly pair?: string;
}

/** The public cloud; sovereign clouds, EUAP, staging and the two Jio India regions are not on that list. */
export const regions = {
  australiacentral: {
    displayName: "Australia Central",
    short: "acl",
    zones: false,
    pair: "australiacentral2",
  },
  australiacentral2: {
    displayName: "Australia Central 2",
    short: "acl2",
    zones: false,
    pair: "australiacentral",
  },
  australiaeast: { displayName: "Australia East", short: "ae", zones: true, pair: "australiasoutheast" },
  australiasoutheast: {
    displayName: "Australia Southeast",
    short: "ase",
    zones: false,
    pair: "australiaeast",
  },
  austriaeast: { displayName: "Austria East", short: "aue", zones: true },
  belgiumcentral: { displayName: "Belgium Central", short: "bec", zones: true },
  brazilsouth: { displayName: "Brazil South", short: "brs", zones: true, pair: "southcentralus" },
  brazilsoutheast: { displayName: "Brazil Southeast", short: "bse", zones: false, pair: "brazilsouth" },
  canadacentral: { displayName: "Canada Central", short: "cnc", zones: true, pair: "canadaeast" },
  canadaeast: { displayName: "Canada East", short: "cne", zones: false, pair: "canadacentral" },
  centralindia: { displayName: "Central India", short: "inc", zones: true, pair: "southindia" },
  centralus: { displayName: "Central US", short: "cus", zones: true, pair: "eastus2" },
  chilecentral: { displayName: "Chile Central", short: "clc", zones: true },
  denmarkeast: { displayName: "Denmark East", short: "dke", zones: true },
  eastasia: { displayName: "East Asia", short: "ea", zones: true, pair: "southeastasia" },
  eastus: { displayName: "East US", short: "eus", zones: true, pair: "westus" },
  eastus2: { displayName: "East US 2", short: "eus2", zones: true, pair: "centralus" },
  francecentral: { displayName: "France Central", short: "frc", zones: true, pair: "francesouth" },
  francesouth: { displayName: "France South", short: "frs", zones: false, pair: "francecentral" },
  germanynorth: { displayName: "Germany North", short: "gn", zones: false, pair: "germanywestcentral" },
  germanywestcentral: {
    displayName: "Germany West Central",
    short: "gwc",
    zones: true,
    pair: "germanynorth",
  },
  indiasouthcentral: { displayName: "India South Central", short: "insc", zones: true, pair: "centralindia" },
  indonesiacentral: { displayName: "Indonesia Central", short: "idc", zones: true },
  israelcentral: { displayName: "Israel Central", short: "ilc", zones: true },
  italynorth: { displayName: "Italy North", short: "itn", zones: true },
  japaneast: { displayName: "Japan East", short: "jpe", zones: true, pair: "japanwest" },
  japanwest: { displayName: "Japan West", short: "jpw", zones: true, pair: "japaneast" },
  koreacentral: { displayName: "Korea Central", short: "krc", zones: true, pair: "koreasouth" },
  koreasouth: { displayName: "Korea South", short: "krs", zones: false, pair: "koreacentral" },
  malaysiawest: { displayName: "Malaysia West", short: "myw", zones: true },
  mexicocentral: { displayName: "Mexico Central", short: "mxc", zones: true },
  newzealandnorth: { displayName: "New Zealand North", short: "nzn", zones: true },
  northcentralus: { displayName: "North Central US", short: "ncus", zones: false, pair: "southcentralus" },
  northeurope: { displayName: "North Europe", short: "ne", zones: true, pair: "westeurope" },
  norwayeast: { displayName: "Norway East", short: "nwe", zones: true, pair: "norwaywest" },
  norwaywest: { displayName: "Norway West", short: "nww", zones: false, pair: "norwayeast" },
  polandcentral: { displayName: "Poland Central", short: "plc", zones: true },
  qatarcentral: { displayName: "Qatar Central", short: "qac", zones: true },
  southafricanorth: { displayName: "South Africa North", short: "san", zones: true, pair: "southafricawest" },
  southafricawest: { displayName: "South Africa West", short: "saw", zones: false, pair: "southafricanorth" },
  southcentralus: { displayName: "South Central US", short: "scus", zones: true, pair: "northcentralus" },
  southeastasia: { displayName: "Southeast Asia", short: "sea", zones: true, pair: "eastasia" },
  southindia: { displayName: "South India", short: "ins", zones: false, pair: "centralindia" },
  spaincentral: { displayName: "Spain Central", short: "spc", zones: true },
  swedencentral: { displayName: "Sweden Central", short: "sdc", zones: true, pair: "swedensouth" },
  // Missing from the list's rows, which name it only as Sweden Central's restricted pair.
  swedensouth: { displayName: "Sweden South", short: "sds", zones: false, pair: "swedencentral" },
  switzerlandnorth: { displayName: "Switzerland North", short: "szn", zones: true, pair: "switzerlandwest" },
  switzerlandwest: { displayName: "Switzerland West", short: "szw", zones: false, pair: "switzerlandnorth" },
  uaecentral: { displayName: "UAE Central", short: "uac", zones: false, pair: "uaenorth" },
  uaenorth: { displayName: "UAE North", short: "uan", zones: true, pair: "uaecentral" },
  uksouth: { displayName: "UK South", short: "uks", zones: true, pair: "ukwest" },
  ukwest: { displayName: "UK West", short: "ukw", zones: false, pair: "uksouth" },
  westcentralus: { displayName: "West Central US", short: "wcus", zones: false, pair: "westus2" },
  westeurope: { displayName: "West Europe", short: "we", zones: true, pair: "northeurope" },
  westindia: { displayName: "West India", short: "inw", zones: false, pair: "southindia" },
  westus: { displayName: "West US", short: "wus", zones: false, pair: "eastus" },
  westus2: { displayName: "West US 2", short: "wus2", zones: true, pair: "westcentralus" },
  westus3: { displayName: "West US 3", short: "wus3", zones: true, pair: "eastus" },
} as const satisfies Record<string, Region>;

export type RegionName = keyof typeof regions;

/**
 * `"East US 2"`, `"EastUS2"` and `"eastus2"` are the same region; undefined when Azure has no such region.
 */
export function regionNamed(name: string): RegionName | undefined {
  // The azurerm provider compares locations the same way: lower case, spaces dropped.
  const wanted = name.replace(/ /g, "").toLowerCase();
  // Own keys only: looking `wanted` up would find "constructor" on the prototype.
  return (Object.keys(regions) as RegionName[]).find((key) => key === wanted);
}
