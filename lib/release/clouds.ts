/** One of Azure's clouds, as far as a release asks it. */
interface Cloud {
  /** Of Azure Resource Manager. */
  readonly management: string;
  /** What names of blob endpoints end with. */
  readonly blobs: readonly [suffix: string, ...others: string[]];
  /** What names of deployment sites (Kudu) of apps end with. */
  readonly deploymentSites: string;
  /** Where identities sign in; undefined where `@azure/identity` decides, which reads `AZURE_AUTHORITY_HOST`. */
  readonly authority?: string;
}

/** A cloud by the name that `az cloud list` has for it. */
export type AzureCloud = "AzureCloud" | "AzureUSGovernment" | "AzureChinaCloud";

/**
 * learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure,
 * learn.microsoft.com/azure/china/resources-developer-guide, learn.microsoft.com/azure/storage/common/storage-account-overview
 */
export const CLOUDS: Readonly<Record<AzureCloud, Cloud>> = {
  AzureCloud: {
    management: "management.azure.com",
    blobs: [".blob.core.windows.net", ".blob.storage.azure.net"],
    deploymentSites: ".scm.azurewebsites.net",
  },
  AzureUSGovernment: {
    management: "management.usgovcloudapi.net",
    blobs: [".blob.core.usgovcloudapi.net"],
    deploymentSites: ".scm.azurewebsites.us",
    authority: "https://login.microsoftonline.us",
  },
  AzureChinaCloud: {
    management: "management.chinacloudapi.cn",
    blobs: [".blob.core.chinacloudapi.cn"],
    deploymentSites: ".scm.chinacloudsites.cn",
    authority: "https://login.chinacloudapi.cn",
  },
};

export const DEFAULT_CLOUD: AzureCloud = "AzureCloud";

/** @param name - what a target says, which is read from a file */
export function cloudNamed(name: string = DEFAULT_CLOUD): Cloud | undefined {
  return Object.entries(CLOUDS).find(([each]) => each === name)?.[1];
}
