import { at, textAt } from "./json";
import type { Resource } from "./store";

/** Whether a service turns away who comes from the internet. */
export function isClosed({ body }: Resource): boolean {
  if (textAt(body, "properties.publicNetworkAccess") === "Disabled") return true;
  if (at(body, "properties.siteConfig.ipSecurityRestrictionsDefaultAction") === "Deny") return true;
  return ["properties.networkAcls.defaultAction", "properties.networkRuleSet.defaultAction"].some(
    (path) => at(body, path) === "Deny",
  );
}
