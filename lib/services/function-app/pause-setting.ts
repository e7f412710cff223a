import type { FunctionAppSettings } from "./settings";

/**
 * The app setting that keeps a function from being started by its trigger; undefined where there is none. Linux takes
 * no full stop in the name of a setting, and no hyphen in that of a function to pause:
 * learn.microsoft.com/azure/azure-functions/disable-function
 */
export function pauseSetting(functionName: string, os: FunctionAppSettings["os"]): string | undefined {
  if (os === "windows") return `AzureWebJobs.${functionName}.Disabled`;
  return functionName.includes("-") ? undefined : `AzureWebJobs__${functionName}__Disabled`;
}
