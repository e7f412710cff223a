import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { BackendConfigError, type Problem } from "../settings/problems";
import { CLOUDS, DEFAULT_CLOUD, cloudNamed } from "./clouds";
import type { AzureService } from "./requests";
import { faultsOfImage } from "./image-reference";
import type { ReleaseTarget } from "./target";

/** What a release needs beside its target, once it is known to be possible. */
export interface CheckedTarget {
  readonly subscriptionId: string;
  /** Of the app's own packages, `https://<account>.blob.core.windows.net/function-packages/<app>/`. */
  readonly folder: string;
  /** Where they were before, in another account. */
  readonly former?: string;
  /** The deployment site of the app, `<app>.scm.azurewebsites.net`. */
  readonly deploymentSite: AzureService;
  readonly management: AzureService;
  readonly storage: AzureService;
  /** Where identities sign in; undefined in Azure's public cloud. */
  readonly authority?: string;
}

/** What `packageCode` says of a package. */
export interface PackageFile {
  readonly file: string;
  readonly sha256: string;
}

/** @throws BackendConfigError with every reason why this package cannot be released to this target */
export function checkTarget(
  target: ReleaseTarget,
  subscription: string | undefined,
  given: GivenCode = {},
): CheckedTarget {
  const { package: code, image } = given;
  const problems: Problem[] = [];
  const problem = (path: string, message: string, fix: string): void => {
    problems.push({ path, message, from: ["your options"], fix });
  };
  const subscriptionId = target.subscriptionId ?? subscription;
  if (subscriptionId === undefined)
    problem(
      "subscriptionId",
      "the subscription of the function app is unknown",
      "set AZURE_SUBSCRIPTION_ID or ARM_SUBSCRIPTION_ID, or the option subscriptionId",
    );
  const cloud = cloudNamed(target.cloud);
  if (cloud === undefined)
    problem(
      "cloud",
      `unknown Azure cloud "${target.cloud ?? ""}"`,
      `must be one of ${Object.keys(CLOUDS).join(", ")}`,
    );
  const folder = folderOf(target, problem);
  const storageHost = folder === undefined || !URL.canParse(folder) ? undefined : new URL(folder).host;
  if (cloud !== undefined && folder !== undefined && !isBlobEndpoint(folder, cloud.blobs))
    problem(
      "external.storage.primaryBlobEndpoint",
      `${folder} is not a blob endpoint of ${target.cloud ?? DEFAULT_CLOUD}, and no token is sent to it`,
      `use the endpoint https://<account>${cloud.blobs[0]}/, or set cloud`,
    );
  if (target.source.type === "image" && code !== undefined && image === undefined)
    problem(
      "image",
      "the app runs an image, and none is given",
      `add --image ${target.source.registry ?? "<registry>"}/<repository>:<tag>, or the option image`,
    );
  for (const each of faultsOfImage(target, image)) problem("image", each.message, each.fix);
  // An image has its code in itself: the package says only which functions it has.
  const wrong = code === undefined || target.source.type === "image" ? undefined : whatIsWrong(code);
  if (wrong !== undefined) problem("package", wrong, "package the code again");
  if (problems.length === 0 && subscriptionId && folder && cloud && storageHost)
    return {
      subscriptionId,
      folder,
      ...formerOf(target),
      management: {
        kind: "resource-manager",
        host: cloud.management,
        scope: `https://${cloud.management}/.default`,
      },
      // It accepts tokens for Azure Resource Manager: learn.microsoft.com/azure/app-service/deploy-zip
      deploymentSite: {
        kind: "deployment-site",
        host: `${target.functionApp.toLowerCase()}${cloud.deploymentSites}`,
        scope: `https://${cloud.management}/.default`,
      },
      // The same in every cloud: learn.microsoft.com/azure/storage/blobs/authorize-access-azure-active-directory
      storage: { kind: "storage", host: storageHost, scope: "https://storage.azure.com/.default" },
      ...(cloud.authority === undefined ? {} : { authority: cloud.authority }),
    };
  throw new BackendConfigError(`release to ${target.project} (${target.environment})`, problems);
}

/** What is released, as far as its kind of app takes it. */
export interface GivenCode {
  readonly package?: PackageFile;
  readonly image?: string;
}

function formerOf({ source, functionApp }: ReleaseTarget): { readonly former?: string } {
  if (source.type !== "container" || source.formerBlobEndpoint === undefined) return {};
  return { former: `${source.formerBlobEndpoint}${source.container}/${functionApp}/` };
}

function isBlobEndpoint(folder: string, suffixes: readonly string[]): boolean {
  if (!URL.canParse(folder)) return false;
  const { protocol, host, username } = new URL(folder);
  return protocol === "https:" && username === "" && suffixes.some((each) => host.endsWith(each));
}

function whatIsWrong({ file, sha256 }: PackageFile): string | undefined {
  if (!existsSync(file)) return `the file ${file} does not exist`;
  return createHash("sha256").update(readFileSync(file)).digest("hex") === sha256
    ? undefined
    : `${file} has changed since it was packaged: its SHA-256 is not ${sha256}`;
}

function folderOf(
  target: ReleaseTarget,
  problem: (path: string, message: string, fix: string) => void,
): string | undefined {
  const { source, functionApp: app, resourceGroup: group, slot } = target;
  const place = `--resource-group ${group} --name ${app}`;
  switch (source.type) {
    case "container":
    case "image":
    case "flex-consumption":
      if (source.blobEndpoint !== undefined) return `${source.blobEndpoint}${source.container}/${app}/`;
      problem(
        "external.storage",
        "is a construct, and only its stack knows the name of the account",
        'set the account as { id: "/subscriptions/…" }',
      );
      return undefined;
    case "content-share":
      problem(
        "functionApp.package",
        '"content-share" receives its code by zip deployment, at an endpoint of the app',
        `run az functionapp deployment source config-zip ${place}${slot === undefined ? "" : ` --slot ${slot}`} --src <package>` +
          (slot === undefined ? "" : `, then az functionapp deployment slot swap ${place} --slot ${slot}`),
      );
      return undefined;
    case "url":
      problem(
        "functionApp.package",
        `the package is at your own URL, ${source.url}`,
        `upload the package to it, then run az functionapp restart ${place}${slot === undefined ? "" : `, for each slot with --slot ${slot} too`}`,
      );
      return undefined;
  }
}
