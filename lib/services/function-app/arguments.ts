import type { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import type { TerraformResource } from "cdktf";
import type { ResourceReference } from "../../external/reference";
import { idAddress } from "../../stacks/address";
import type { Place } from "../service";
import { isElasticPremium } from "./decisions";
import type { FunctionAppPlan } from "./plan";

/** What a function app is connected to: texts and tokens of the stack it is built in. */
export interface FunctionAppConnections {
  readonly servicePlan: ServicePlan | ResourceReference;
  readonly insightsConnectionString: string;
  readonly appSettings: Readonly<Record<string, string>>;
  /** The subnet that the app reaches others from. */
  readonly subnetId?: string;
  /** The host of the registry that the app's first image is in; undefined where it runs a package. */
  readonly registry?: string;
  /** The only subnet that requests may come from. */
  readonly admittedSubnetId?: string;
  readonly storage:
    | { readonly type: "identity"; readonly accountName: string; readonly containerEndpoint: string }
    | { readonly type: "key-vault"; readonly secretId: string; readonly identityId: string };
  /** What has to be there first, the right to read the host's connection string. */
  readonly after: readonly TerraformResource[];
}

/** A release sets it; Terraform makes the place and leaves the code alone. */
const RELEASED_PACKAGE = ['app_settings["WEBSITE_RUN_FROM_PACKAGE"]'];
const RELEASED_IMAGE = ["registry_url", "image_name", "image_tag"].map(
  (argument) => `site_config[0].application_stack[0].docker[0].${argument}`,
);

function released({ image }: FunctionAppPlan): string[] {
  return [...(image === undefined ? RELEASED_PACKAGE : RELEASED_IMAGE)];
}

/** Another tier or operating system is another plan, and an app cannot move there. */
export function replacedWith(servicePlan: ServicePlan | ResourceReference): {
  readonly replaceTriggeredBy?: string[];
} {
  return "friendlyUniqueId" in servicePlan ? { replaceTriggeredBy: [idAddress(servicePlan)] } : {};
}

/** Of an app on every plan but Flex Consumption, whatever its operating system. */
export function appArguments(place: Place, plan: FunctionAppPlan, connections: FunctionAppConnections) {
  const { servicePlan } = connections;
  return {
    ...place,
    ...sharedArguments(plan, connections),
    name: plan.name,
    servicePlanId: servicePlan.id,
    appSettings: { ...connections.appSettings },
    ...(plan.stickySettings.length === 0
      ? {}
      : { stickySettings: { appSettingNames: [...plan.stickySettings] } }),
    lifecycle: {
      ignoreChanges: released(plan),
      ...replacedWith(servicePlan),
    },
  };
}

/** Of a slot, whatever its operating system. */
export function slotArguments(
  plan: FunctionAppPlan,
  functionAppId: string,
  name: string,
  settings: Readonly<Record<string, string>>,
  connections: FunctionAppConnections,
) {
  return {
    ...sharedArguments(plan, connections),
    name,
    functionAppId,
    appSettings: { ...connections.appSettings, ...settings },
    lifecycle: { ignoreChanges: released(plan) },
  };
}

/** `site_config` without what differs between operating systems. */
export function siteArguments(plan: FunctionAppPlan, connections: FunctionAppConnections) {
  const { insightsConnectionString } = connections;
  return {
    ...accessArguments(connections),
    applicationInsightsConnectionString: insightsConnectionString,
    minimumTlsVersion: "1.2",
    scmMinimumTlsVersion: "1.2",
    ftpsState: "Disabled",
    http2Enabled: true,
    ...(plan.maximumInstances === undefined ? {} : { appScaleLimit: plan.maximumInstances }),
    ...(isElasticPremium(plan.sku)
      ? { elasticInstanceMinimum: plan.alwaysReady ?? 0, preWarmedInstanceCount: 1 }
      : {}),
    // Everything goes through the network; and Azure watches triggers there from an instance that is ready.
    ...(plan.integrated
      ? { vnetRouteAllEnabled: true, runtimeScaleMonitoringEnabled: isElasticPremium(plan.sku) }
      : {}),
  };
}

/** A release goes another way, which stays open: its identity opens it. */
export function accessArguments({ admittedSubnetId }: FunctionAppConnections) {
  if (admittedSubnetId === undefined) return {};
  return {
    ipRestrictionDefaultAction: "Deny",
    ipRestriction: [
      {
        name: "allow_api_management",
        priority: 100,
        action: "Allow",
        virtualNetworkSubnetId: admittedSubnetId,
      },
    ],
  };
}

function sharedArguments(plan: FunctionAppPlan, { storage, subnetId, after }: FunctionAppConnections) {
  return {
    httpsOnly: true,
    publicNetworkAccessEnabled: plan.publicNetworkAccess,
    ...(subnetId === undefined ? {} : { virtualNetworkSubnetId: subnetId }),
    builtinLoggingEnabled: false,
    ftpPublishBasicAuthenticationEnabled: false,
    webdeployPublishBasicAuthenticationEnabled: false,
    functionsExtensionVersion: "~4",
    ...(after.length === 0 ? {} : { dependsOn: [...after] }),
    ...(storage.type === "identity"
      ? {
          storageAccountName: storage.accountName,
          storageUsesManagedIdentity: true,
          identity: { type: "SystemAssigned" },
        }
      : {
          storageKeyVaultSecretId: storage.secretId,
          keyVaultReferenceIdentityId: storage.identityId,
          identity: { type: "SystemAssigned, UserAssigned", identityIds: [storage.identityId] },
        }),
  };
}
