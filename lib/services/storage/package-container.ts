import type { AllSettings } from "../words";
import { isOn } from "../contract/is-on";

/** The container that the function app's code is released into. */
export const PACKAGE_CONTAINER = "function-packages";

/**
 * Where Flex Consumption keeps the code it runs: with the host, since the app's identity both reads and writes there.
 * learn.microsoft.com/azure/azure-functions/flex-consumption-how-to#configure-deployment-settings
 */
export function keepsCodeWithHost({ functionApp }: Pick<AllSettings, "functionApp">): boolean {
  return functionApp.plan === "FC1";
}

/** Whether the account of packages is one that nothing else is in. */
export function keepsPackagesApart({ storage }: Pick<AllSettings, "storage">): boolean {
  return storage.packageAccount !== "shared";
}

/** Whether the app reads packages in that container: on Flex Consumption Azure keeps a copy of its own. */
export function readsPackage(settings: Pick<AllSettings, "functionApp">): boolean {
  return runsPackage(settings) && !keepsCodeWithHost(settings);
}

/** Whether the app runs a package in that container. */
export function runsPackage({ functionApp }: Pick<AllSettings, "functionApp">): boolean {
  return functionApp.package === "identity" && !isOn(functionApp.container);
}

/**
 * Whether the account of packages has a private endpoint, in an environment that has such endpoints: the app reads its package from
 * within the network, and a closed account is reached by nobody else either.
 */
export function needsPackageEndpoint(settings: Pick<AllSettings, "functionApp" | "storage">): boolean {
  return (
    keepsPackagesApart(settings) && (settings.storage.packageAccount === "private" || readsPackage(settings))
  );
}
