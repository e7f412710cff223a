import { textAt } from "../json";
import type { Resource } from "../store";

/** Where Flex Consumption keeps the package that it starts: learn.microsoft.com/azure/azure-functions/flex-consumption-how-to */
export const RELEASED_PACKAGE = "released-package.zip";

/** `https://<account>.blob.core.windows.net/<container>`; empty where it is an app of another plan. */
export function deploymentContainer({ body }: Resource): string {
  return textAt(body, "properties.functionAppConfig.deployment.storage.value").replace(/\/$/, "");
}
