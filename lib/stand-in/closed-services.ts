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

/**
 * Whether the deployment site of an app or a slot does: it has rules of its own, unless it takes those of the app.
 * learn.microsoft.com/azure/app-service/overview-access-restrictions
 */
export function isDeploymentClosed(site: Resource): boolean {
  if (textAt(site.body, "properties.publicNetworkAccess") === "Disabled") return true;
  return at(site.body, "properties.siteConfig.scmIpSecurityRestrictionsUseMain") === true
    ? isClosed(site)
    : at(site.body, "properties.siteConfig.scmIpSecurityRestrictionsDefaultAction") === "Deny";
}
