import type { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import type { TerraformResource } from "cdktf";
import type { ResourceReference } from "../contract/reference";
import { attributeAddress, idAddress } from "../../kit/address";
import type { Place } from "../contract/service";
import { CONTENT_SHARE } from "./content-share";
import { corsArguments } from "./cors";
import { isElasticPremium } from "./decisions";
import { ipRestrictionArguments } from "./ip-restrictions";
import { signInArguments } from "./sign-in";
import type { FunctionAppPlan, SlotPlan } from "./plan";
import { RELEASED_IMAGE, RELEASED_PACKAGE, SWAPPED_SHARE } from "./released-arguments";

/** What a function app is connected to: texts and tokens of the stack it is built in. */
export interface FunctionAppConnections {
  readonly servicePlan: ServicePlan | ResourceReference;
  /** Keeps how the code comes to the app; another way is another app. */
  readonly codeSource?: TerraformResource;
  /** The tenant that issues tokens where sign-in names none. */
  readonly tenantId: () => string;
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

/** What Terraform leaves alone of an app or a slot. */
function leftAlone(plan: FunctionAppPlan): { readonly ignoreChanges?: string[] } {
  const ignoreChanges = released(plan);
  return ignoreChanges.length === 0 ? {} : { ignoreChanges };
}

function released({ image, codeSource, settings }: FunctionAppPlan): string[] {
  if (image !== undefined) return [...RELEASED_IMAGE];
  // Nothing but the option says where the package is: another URL is planned as one.
  if (codeSource === "url") return [];
  return [...RELEASED_PACKAGE, ...(CONTENT_SHARE in settings ? SWAPPED_SHARE : [])];
}

/**
 * Another tier or operating system is another plan, and an app cannot move there. That `codeSource` is made replaces nothing:
 * Terraform looks at updates and replacements alone.
 */
export function replacedWith({
  servicePlan,
  codeSource,
}: Pick<FunctionAppConnections, "servicePlan" | "codeSource">): { readonly replaceTriggeredBy?: string[] } {
  const triggers = [
    ...("friendlyUniqueId" in servicePlan ? [idAddress(servicePlan)] : []),
    ...(codeSource === undefined ? [] : [attributeAddress(codeSource, "input")]),
  ];
  return triggers.length === 0 ? {} : { replaceTriggeredBy: triggers };
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
      ...leftAlone(plan),
      ...replacedWith(connections),
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
    lifecycle: leftAlone(plan),
  };
}

/** `site_config` without what differs between operating systems. */
export function siteArguments(
  plan: FunctionAppPlan,
  connections: FunctionAppConnections,
  slot?: Pick<SlotPlan, "open">,
) {
  const { insightsConnectionString } = connections;
  return {
    ...accessArguments(plan, connections, slot),
    ...corsArguments(plan.cors),
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

/**
 * What the internet may reach. A swap leaves these rules where they are, so that production does not get its slot's:
 * learn.microsoft.com/azure/azure-functions/functions-deployment-slots#manage-settings
 */
export function accessArguments(
  { answersNobody, deploymentSite, ipRestrictions }: FunctionAppPlan,
  { admittedSubnetId }: FunctionAppConnections,
  slot?: Pick<SlotPlan, "open">,
) {
  return {
    ...(answersNobody === true
      ? { ipRestrictionDefaultAction: "Deny" }
      : siteAccess(admittedSubnetId, ipRestrictions, slot)),
    // Nothing deploys through it then: learn.microsoft.com/azure/app-service/overview-access-restrictions
    ...(deploymentSite ? {} : { scmIpRestrictionDefaultAction: "Deny" }),
  };
}

function siteAccess(
  admittedSubnetId: string | undefined,
  rules: FunctionAppPlan["ipRestrictions"],
  slot: Pick<SlotPlan, "open"> | undefined,
) {
  if (admittedSubnetId !== undefined)
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
  if (slot !== undefined && !slot.open) return { ipRestrictionDefaultAction: "Deny" };
  return rules.length === 0
    ? {}
    : { ipRestrictionDefaultAction: "Deny", ipRestriction: ipRestrictionArguments(rules) };
}

/** What Azure itself fetches for the app goes the way of everything else. */
function networkArguments(subnetId: string | undefined) {
  return subnetId === undefined
    ? {}
    : {
        virtualNetworkSubnetId: subnetId,
        virtualNetworkBackupRestoreEnabled: true,
        vnetImagePullEnabled: true,
      };
}

function sharedArguments(
  plan: FunctionAppPlan,
  { storage, subnetId, after, tenantId }: FunctionAppConnections,
) {
  return {
    ...signInArguments(plan.signIn, tenantId),
    httpsOnly: true,
    publicNetworkAccessEnabled: plan.publicNetworkAccess,
    ...networkArguments(subnetId),
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
