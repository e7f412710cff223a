import { mayWrite } from "../blob-rights";
import { resourceAt } from "../data-plane-hosts";
import { isClosed } from "../closed-services";
import type { Request, Response } from "../exchange";
import { textAt } from "../json";
import { reaches } from "../reachability";
import { refused } from "../refused";
import { key } from "../resource-path";
import type { Resource, SiteDeployment, Store } from "../store";
import { RELEASED_PACKAGE, deploymentContainer } from "./flex-package";
import { settingsOf } from "./running-site";

/** In Kudu's numbers: github.com/projectkudu/kudu, DeployStatus.cs */
const GOES_ON = 1;
const FAILED = 3;
const SUCCEEDED = 4;
/** How many requests a deployment takes. */
const LASTS = 2;

/**
 * The deployment site of an app (Kudu) as far as One Deploy uses it: learn.microsoft.com/azure/azure-functions/functions-deployment-technologies#one-deploy,
 * and what `az functionapp deployment source config-zip` and github.com/Azure/functions-action expect of it.
 *
 * @param mayPublish - whether its caller has the action of publishAction
 */
export function answerDeploymentSite(
  request: Request,
  site: Resource,
  store: Store,
  mayPublish: boolean,
): Response {
  const { method, path, headers } = request;
  // learn.microsoft.com/azure/app-service/configure-basic-auth-disable: nobody gets in without a token.
  if (!/^Bearer \S/.test(String(headers["authorization"] ?? ""))) return refused(401, "Unauthorized");
  if (!mayPublish) return refused(403, "Forbidden");
  const all = store.deployments.get(key(site.id)) ?? [];
  store.deployments.set(key(site.id), all);
  for (const each of all) goOn(each, site, store);
  const [, asked] = /^\/api\/deployments\/([^/]+)$/.exec(path) ?? [];
  if (method === "GET" && asked !== undefined) {
    const found = asked === "latest" ? all.at(-1) : all.find(({ id }) => id === asked);
    if (found === undefined) return { status: 404 };
    const { id, status, text } = found;
    return { status: status === GOES_ON ? 202 : 200, body: { id, status, status_text: text } };
  }
  if (method === "POST" && path === "/api/publish") return published(request, site, all, store);
  return { status: 404 };
}

/** learn.microsoft.com/azure/app-service/resources-kudu#rbac-permissions-required-to-access-kudu */
export function publishAction({ type }: Resource): string {
  return `${type}/publish/Action`;
}

function published(
  { headers, body }: Request,
  site: Resource,
  all: SiteDeployment[],
  store: Store,
): Response {
  if (!isFlex(site, store)) {
    const url = settingsOf(site)["WEBSITE_RUN_FROM_PACKAGE"] ?? "";
    // github.com/projectkudu/kudu, FetchDeploymentManager: ConflictRunFromRemoteZipConfigured
    if (url.startsWith("https://"))
      return refused(409, "Conflict", "Run-From-Zip is set to a remote URL: deployment is not supported");
    return refused(400, "BadRequest", "the stand-in takes packages for Flex Consumption only");
  }
  if (headers["content-type"] !== "application/zip") return refused(415, "UnsupportedMediaType");
  if (all.some(({ status }) => status === GOES_ON))
    return refused(409, "Conflict", "a deployment is running");
  const id = `deployment-${all.length + 1}`;
  const bytes = Buffer.from(typeof body === "string" ? body : "", "latin1");
  all.push({ id, status: GOES_ON, text: "", remaining: LASTS, bytes });
  return { status: 202, body: id };
}

function goOn(deployment: SiteDeployment, site: Resource, store: Store): void {
  if (deployment.status !== GOES_ON) return;
  deployment.remaining -= 1;
  if (deployment.remaining > 0) return;
  const why = whyNotStored(site, store);
  if (why === undefined) {
    store.blobs.set(`${deploymentContainer(site)}/${RELEASED_PACKAGE}`, {
      bytes: deployment.bytes,
      metadata: {},
    });
    deployment.status = SUCCEEDED;
  } else {
    deployment.status = FAILED;
    deployment.text = `InaccessibleStorageException: Failed to access storage account for deployment: ${why}`;
  }
}

/** The app itself puts the package into its container: by its identity, from its network. */
function whyNotStored(site: Resource, store: Store): string | undefined {
  const { host, pathname } = new URL(deploymentContainer(site));
  const account = resourceAt(host, store);
  if (account === undefined) return "Name or service not known";
  const container = `${account.id}/blobServices/default/containers${pathname}`;
  if (store.get(container) === undefined) return "404 (The specified container does not exist.)";
  const subnet = textAt(site.body, "properties.virtualNetworkSubnetId");
  if (isClosed(account) && (subnet === "" || !reaches(subnet, host, account, store)))
    return "403 (This request is not authorized to perform this operation.)";
  return mayWrite(textAt(site.body, "identity.principalId"), container, store)
    ? undefined
    : "403 (This request is not authorized to perform this operation using this permission.)";
}

function isFlex(site: Resource, store: Store): boolean {
  const plan = store.get(textAt(site.body, "properties.serverFarmId"));
  return textAt(plan?.body, "sku.name") === "FC1";
}
