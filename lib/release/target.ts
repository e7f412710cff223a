import type { BackendPlan } from "../decide/backend-plan";
import type { FunctionPlanSku } from "../services/function-app/settings";
import { type AzureCloud, CLOUDS, DEFAULT_CLOUD } from "./clouds";

/** Where an app's code comes from, as far as a release is concerned. */
export type PackageSource =
  /** A package in the container `function-packages`, read by identity. */
  | { readonly type: "container"; readonly container: string; readonly blobEndpoint?: string }
  /** A file share: zip deployment puts code there. */
  | { readonly type: "content-share" }
  /** A package at a place of the user's. */
  | { readonly type: "url"; readonly url: string }
  /** A container image, which a registry has. */
  | { readonly type: "image"; readonly registry?: string }
  /** The deployment container of an app on Flex Consumption. */
  | { readonly type: "flex-consumption" };

/** Everything that a release needs to know of one environment: plain data without a secret, the same on every machine. */
export interface ReleaseTarget {
  readonly project: string;
  readonly environment: string;
  /** Undefined where the options leave it to the environment of the deploying identity. */
  readonly subscriptionId?: string;
  readonly tenantId?: string;
  /**
   * The cloud that all of it is in.
   * @default "AzureCloud"
   */
  readonly cloud?: AzureCloud;
  /** Of the workloads stack. */
  readonly resourceGroup: string;
  readonly functionApp: string;
  /** The slot that a release goes through, the first of `functionApp.slots`; undefined where there is none. */
  readonly slot?: string;
  readonly sku: FunctionPlanSku;
  readonly source: PackageSource;
}

/** Must be the container of `lib/services/storage`, whose module a release does without: a test compares them. */
const CONTAINER = "function-packages";

/**
 * What a release needs to know of an environment.
 *
 * @param plan - `backend.plan`, or what `planBackend` returns
 * @param options - `cloud`, where it is not Azure's public one
 */
export function releaseTarget(
  plan: BackendPlan,
  { cloud = DEFAULT_CLOUD }: { readonly cloud?: AzureCloud } = {},
): ReleaseTarget {
  const { project, environment, subscriptionId, tenantId, services } = plan;
  const { name, sku, slots } = services.functionApp;
  const [slot] = slots;
  return {
    project,
    environment,
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(cloud === DEFAULT_CLOUD ? {} : { cloud }),
    resourceGroup: plan.resourceGroups.workloads,
    functionApp: name,
    ...(slot === undefined ? {} : { slot: slot.name }),
    sku,
    source: sourceOf(plan, cloud),
  };
}

function sourceOf({ settings, services }: BackendPlan, cloud: AzureCloud): PackageSource {
  const { package: source, plan } = settings.functionApp;
  if (services.functionApp.image !== undefined) return imageSource(services);
  if (plan === "FC1") return { type: "flex-consumption" };
  if (source === "content-share") return { type: "content-share" };
  if (source !== "identity") return { type: "url", url: source.url };
  const blobEndpoint = blobEndpointOf(services.storage, cloud);
  return { type: "container", container: CONTAINER, ...(blobEndpoint === undefined ? {} : { blobEndpoint }) };
}

/** The backend's own registry, in Azure's public cloud. */
function imageSource({ containerRegistry }: BackendPlan["services"]): PackageSource {
  const registry = loginServerOf(containerRegistry);
  return { type: "image", ...(registry === undefined ? {} : { registry }) };
}

/** Undefined where there is none, and where a construct was given whose name only its stack knows. */
function loginServerOf(plan: BackendPlan["services"]["containerRegistry"]): string | undefined {
  if (!plan.enabled) return undefined;
  const existing = "existing" in plan ? plan.existing : undefined;
  const name = "existing" in plan ? plan.existing.parts?.name : plan.name;
  return existing?.endpoints["loginServer"] ?? (name && `${name.toLowerCase()}.azurecr.io`);
}

/** Of the account of the data; undefined where a construct was given whose name only its stack knows. */
function blobEndpointOf(
  { account, existing }: BackendPlan["services"]["storage"],
  cloud: AzureCloud,
): string | undefined {
  const given = existing?.endpoints["primaryBlobEndpoint"];
  if (given !== undefined) return given.endsWith("/") ? given : `${given}/`;
  const name = account?.name ?? existing?.parts?.name;
  return name === undefined ? undefined : `https://${name}${CLOUDS[cloud].blobs[0]}/`;
}
