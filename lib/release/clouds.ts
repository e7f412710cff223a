/** One of Azure's clouds, as far as it is asked by commands. */
interface Cloud {
  /** Of Azure Resource Manager. */
  readonly management: string;
  /** What names of blob endpoints end with. */
  readonly blobs: readonly [suffix: string, ...others: string[]];
  /** What names of deployment sites (Kudu) of apps end with. */
  readonly deploymentSites: string;
  /** What host names of key vaults end with, and what tokens for them are for. */
  readonly vaults: string;
  /** Where identities sign in; undefined where `@azure/identity` decides, which reads `AZURE_AUTHORITY_HOST`. */
  readonly authority?: string;
}

/** A cloud by the name that `az cloud list` has for it. */
export type AzureCloud = "AzureCloud" | "AzureUSGovernment" | "AzureChinaCloud";

/**
 * learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure, learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#dns-suffixes-for-object-identifiers,
 * learn.microsoft.com/azure/china/resources-developer-guide, learn.microsoft.com/azure/storage/common/storage-account-overview
 */
export const CLOUDS: Readonly<Record<AzureCloud, Cloud>> = {
  AzureCloud: {
    management: "management.azure.com",
    blobs: [".blob.core.windows.net", ".blob.storage.azure.net"],
    deploymentSites: ".scm.azurewebsites.net",
    vaults: "vault.azure.net",
  },
  AzureUSGovernment: {
    management: "management.usgovcloudapi.net",
    blobs: [".blob.core.usgovcloudapi.net"],
    deploymentSites: ".scm.azurewebsites.us",
    vaults: "vault.usgovcloudapi.net",
    authority: "https://login.microsoftonline.us",
  },
  AzureChinaCloud: {
    management: "management.chinacloudapi.cn",
    blobs: [".blob.core.chinacloudapi.cn"],
    deploymentSites: ".scm.chinacloudsites.cn",
    vaults: "vault.azure.cn",
    authority: "https://login.chinacloudapi.cn",
  },
};

export const DEFAULT_CLOUD: AzureCloud = "AzureCloud";

/** @param name - what a target says, which is read from a file */
export function cloudNamed(name: string = DEFAULT_CLOUD): Cloud | undefined {
  return Object.entries(CLOUDS).find(([each]) => each === name)?.[1];
}
