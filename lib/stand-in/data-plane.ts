import { refusedInXml } from "./blob-xml";
import { answerBlobs } from "./blobs";
import type { CallerRights } from "./caller-rights";
import { callerOf, subnetOfCaller } from "./callers";
import { isClosed, isDeploymentClosed } from "./closed-services";
import { BLOBS, SITE_HOSTS, VAULTS, isDeploymentSite, resourceAt } from "./data-plane-hosts";
import { type Request, type Response } from "./exchange";
import { reaches } from "./reachability";
import { refused } from "./refused";
import type { Store } from "./store";
import { answerDeploymentSite, publishAction } from "./types/deployment-site";
import { answerSite } from "./types/running-site";
import { answerVaultSecrets, vaultRefusal } from "./vault-secrets";

/**
 * What a service itself answers. A caller outside of a closed one is turned away; an open one answers, and lets
 * nobody in but those who have a role that reaches blobs.
 */
export function answerDataPlane(request: Request, store: Store, rights: CallerRights): Response {
  const { host, path } = request;
  const resource = resourceAt(host, store);
  if (resource === undefined) return { status: 404, body: { error: { code: "NotFound", message: host } } };
  const isBlobs = host.endsWith(BLOBS);
  const caller = callerOf(request);
  const subnet = subnetOfCaller(caller, store);
  const comesIn = subnet !== undefined && reaches(subnet, host, resource, store);
  const closed = isDeploymentSite(host) ? isDeploymentClosed(resource) : isClosed(resource);
  if (closed && !comesIn) {
    const why = `Public network access is disabled, or its firewall denies it: ${resource.id}`;
    // Blobs answer in XML, which Terraform reads for its own message.
    if (isBlobs) return refusedInXml(refused(403, "AuthorizationFailure", why));
    return host.endsWith(VAULTS)
      ? vaultRefusal(403, "Forbidden", why, "ForbiddenByConnection")
      : refused(403, "Forbidden", why);
  }
  // What the service itself is asked, nobody has a role for.
  if (isBlobs && path !== "/") return answerBlobs(request, store, rights.givenTo(caller));
  if (isDeploymentSite(host)) {
    const mayPublish = rights.allows(caller, { action: publishAction(resource), scope: resource.id });
    return answerDeploymentSite(request, resource, store, mayPublish);
  }
  if (host.endsWith(SITE_HOSTS)) return answerSite(request, resource, store);
  const secrets = host.endsWith(VAULTS)
    ? answerVaultSecrets(request, resource, store, rights.givenTo(caller))
    : undefined;
  if (secrets !== undefined) return secrets;
  // A vault that is open says that it has no contacts; anything else needs a role.
  if (path === "/certificates/contacts")
    return { status: 404, body: { error: { code: "ContactsNotFound", message: "Contacts not found" } } };
  return { status: 401, body: { error: { code: "Unauthorized", message: "no role reaches data here" } } };
}
