import { appOf } from "../components/component-app";
import { functionNamesOf } from "../components/function-names";
import type { BackendPlan } from "../decide/backend-plan";
import type { FunctionPlanSku } from "../services/function-app/settings";
import { PACKAGE_CONTAINER } from "../services/storage/package-container";
import { type AzureCloud, CLOUDS, DEFAULT_CLOUD } from "./clouds";

/** Where an app's code comes from, as far as a release is concerned. */
export type PackageSource =
  /** A package in the container `function-packages`, read by identity. */
  | (ReleasePlace & {
      readonly type: "container";
      /** Of the account that packages were in before `storage.packageAccount` was set. */
      readonly formerBlobEndpoint?: string;
    })
  /** A file share: zip deployment puts code there. */
  | { readonly type: "content-share" }
  /** A package at a place of the user's. */
  | { readonly type: "url"; readonly url: string }
  /** A container image, which a registry has; what was released is kept as files beside each other. */
  | (ReleasePlace & {
      readonly type: "image";
      /** The host of the backend's own registry. */
      readonly registry?: string;
      /** Of the registry, where the backend makes it: images are imported into it. */
      readonly registryResourceGroup?: string;
    })
  /** The deployment site of an app on Flex Consumption, which keeps a copy for itself; releases are kept beside each other. */
  | (ReleasePlace & { readonly type: "flex-consumption" });

/** Where releases are kept, with their lock. */
interface ReleasePlace {
  readonly container: string;
  /** Undefined where only the stack of a construct knows it. */
  readonly blobEndpoint?: string;
}

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
  /** Its name in `functionApp.apps`; undefined for the first app. */
  readonly app?: string;
  /** The functions that it runs; undefined where these are all of the package. */
  readonly functions?: readonly string[];
  /** The slot that a release goes through, the first of `functionApp.slots`; undefined where there is none. */
  readonly slot?: string;
  readonly sku: FunctionPlanSku;
  readonly source: PackageSource;
}

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

/** One for each app of an environment, the first app first. */
export function releaseTargets(
  plan: BackendPlan,
  options: { readonly cloud?: AzureCloud } = {},
): readonly ReleaseTarget[] {
  const first = releaseTarget(plan, options);
  const { apps = [] } = plan.services.functionApp;
  if (apps.length === 0) return [first];
  const { slot: _slot, ...withoutSlot } = first;
  const functionsOf = (app?: string): readonly string[] =>
    plan.requirements.components.flatMap(({ component }) =>
      appOf(component) === app ? functionNamesOf(component) : [],
    );
  return [
    { ...first, functions: functionsOf() },
    ...apps.map(({ id, name }) => ({
      ...withoutSlot,
      functionApp: name,
      app: id,
      functions: functionsOf(id),
    })),
  ];
}

function sourceOf(plan: BackendPlan, cloud: AzureCloud): PackageSource {
  const { settings, services } = plan;
  const { package: source, plan: sku } = settings.functionApp;
  if (services.functionApp.image !== undefined) return imageSource(plan, cloud);
  // Flex Consumption keeps its code with the host, and so are its releases.
  if (sku === "FC1")
    return { type: "flex-consumption", ...placeOf(services.storage, services.storage.host, cloud) };
  if (source === "content-share") return { type: "content-share" };
  if (source !== "identity") return { type: "url", url: source.url };
  const former = services.storage.packages && blobEndpointOf(services.storage, cloud);
  return {
    type: "container",
    ...placeOf(services.storage, undefined, cloud),
    ...(former === undefined ? {} : { formerBlobEndpoint: former }),
  };
}

/** The account of packages, otherwise that of the host where it has one, otherwise that of the data. */
function placeOf(
  storage: BackendPlan["services"]["storage"],
  host: { readonly name: string } | undefined,
  cloud: AzureCloud,
): ReleasePlace {
  const own = storage.packages ?? host;
  const blobEndpoint = own === undefined ? blobEndpointOf(storage, cloud) : endpointOf(own.name, cloud);
  return { container: PACKAGE_CONTAINER, ...(blobEndpoint === undefined ? {} : { blobEndpoint }) };
}

/** The backend's own registry, in Azure's public cloud. */
function imageSource({ services, resourceGroups }: BackendPlan, cloud: AzureCloud): PackageSource {
  const { containerRegistry, storage } = services;
  const registry = loginServerOf(containerRegistry);
  const isMade = containerRegistry.enabled && !("existing" in containerRegistry);
  return {
    type: "image",
    ...placeOf(storage, undefined, cloud),
    ...(registry === undefined ? {} : { registry }),
    ...(isMade ? { registryResourceGroup: resourceGroups.platform } : {}),
  };
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
  return name === undefined ? undefined : endpointOf(name, cloud);
}

function endpointOf(account: string, cloud: AzureCloud): string {
  return `https://${account}${CLOUDS[cloud].blobs[0]}/`;
}
