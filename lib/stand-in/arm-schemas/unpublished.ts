/** Types that Microsoft publishes nowhere, by their name, each with why they are asked for. */
const UNPUBLISHED: Readonly<Record<string, string>> = {
  "Microsoft.Insights/components/currentBillingFeatures":
    "API version 2015-05-01 is an action in its specification, no resource: azure-rest-api-specs, applicationinsights",
};

/** Asked for with a preview that is no longer published, read as the version that followed it. */
const READ_AS: Readonly<Record<string, string>> = {
  "Microsoft.AzureActiveDirectory/b2cDirectories@2021-04-01-preview": "2021-04-01",
};

/** Why a type cannot be held against Microsoft's; undefined for every type that can. */
export function unpublished(type: string): string | undefined {
  return named(UNPUBLISHED, type);
}

/** The API version whose type describes what is asked for. */
export function readAs(type: string, apiVersion: string): string {
  return named(READ_AS, `${type}@${apiVersion}`) ?? apiVersion;
}

function named(entries: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(entries).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
}
