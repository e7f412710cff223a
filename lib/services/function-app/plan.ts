import { callerSettings } from "./callers";
import { AUTH_LEVEL_SETTING, DEFAULT_AUTH_LEVEL } from "../../components/auth-levels";
import { httpAccessOf } from "../../components/http-access";
import { derivedSettings, ownSettings, startedByEvents } from "../../components/requirements";
import type { SettingValue } from "../../components/setting-value";
import { cosmosDatabaseName, nearestRegions } from "../cosmos";
import { HOST_CONNECTION_STRING } from "../key-vault";
import { hasEntrance } from "../contract/network-needs";
import type { ExistingResource } from "../contract/existing-resource";
import type { PlanContext } from "../contract/service";
import { PACKAGE_CONTAINER, contentShareName, keepsPackagesApart, publicContainers } from "../storage";
import { type ImagePlan, imageOf, runsContainer } from "./container";
import { CONTENT_SHARE } from "./content-share";
import { alwaysReadyGroups } from "./always-ready";
import { type CustomDomainPlan, planCustomDomains } from "./custom-domains";
import { isElasticPremium } from "./decisions";
import { furtherApps, settingsOfApp, settingsOfFirstApp, shareServicePlan } from "./further-apps";
import { checkHostIds, checkSites } from "./host-ids";
import { hostJsonAppSettings } from "./host-json/overrides";
import { type IpRestriction, ipRestrictionsOf } from "./ip-restrictions";
import { pauseSetting } from "./pause-setting";
import { SWAP_ON_CLOSED_STORAGE, reservedSetting } from "./reserved-settings";
import { type SignInPlan, signInOf } from "./sign-in";
import type { FunctionAppSettings, TokenSettings } from "./settings";
import { zoneInstances } from "./zones";

/** One slot that will be built. */
export interface SlotPlan {
  readonly name: string;
  /** What this slot has instead of the app's own settings. */
  readonly settings: Readonly<Record<string, SettingValue>>;
  /** Reached from the internet, as far as the app itself is. */
  readonly open: boolean;
}

/** How code comes to an app. Azure changes it only by making another app: learn.microsoft.com/azure/app-service/deploy-run-package */
export type CodeSource = "identity" | "content-share" | "url";

/** What will be built of `functionApp`. */
export interface FunctionAppPlan {
  /** The service plan that exists already; `sku` and `os` say what it is. */
  readonly existing?: ExistingResource;
  /** Empty where an existing one is used. */
  readonly planName: string;
  readonly sku: FunctionAppSettings["plan"];
  readonly os: FunctionAppSettings["os"];
  readonly name: string;
  /** `22` */
  readonly nodeVersion: string;
  /** How the code comes to the app; undefined on Flex Consumption, which knows one way. */
  readonly codeSource?: CodeSource;
  /** Undefined where the app runs a package. */
  readonly image?: ImagePlan;
  /** Instances that are always ready; none where the plan has no such thing. */
  readonly alwaysReady?: number;
  /** On Flex Consumption, instances that are always ready by group of functions; left out where `alwaysReady` says it. */
  readonly alwaysReadyGroups?: Readonly<Record<string, number>>;
  /** On Flex Consumption, requests that one instance handles at once; left out where Azure decides. */
  readonly httpConcurrency?: number;
  readonly maximumInstances?: number;
  readonly instanceMemoryInMB: number;
  /** Instances that are spread over the region's zones; undefined where they are not. */
  readonly zoneInstances?: number;
  /** Part of the virtual network. */
  readonly integrated: boolean;
  readonly publicNetworkAccess: boolean;
  /** Callers that the app and its open slots answer; everybody where there are none. */
  readonly ipRestrictions: readonly IpRestriction[];
  /** Of HTTP components that leave theirs open. */
  readonly authLevel: FunctionAppSettings["authLevel"];
  /** Undefined where the app asks nobody to sign in. */
  readonly signIn?: SignInPlan;
  /** Whose tokens the code validates itself. */
  readonly tokens?: TokenSettings;
  /** Of the app and its slots; no origins where there is none. */
  readonly cors: FunctionAppSettings["cors"];
  /** Host names of the user's; left out where there are none. */
  readonly customDomains?: readonly CustomDomainPlan[];
  /** Of what the internet could reach, only API Management's subnet is allowed. */
  readonly admitsApimOnly: boolean;
  /** Code comes to the app through its deployment site (Kudu), which is closed to the internet otherwise. */
  readonly deploymentSite: boolean;
  /** How the host signs in to its storage account. */
  readonly hostStorage:
    | { readonly type: "identity" }
    | { readonly type: "key-vault"; readonly secret: string; readonly identityName: string };
  /** Of the app itself: host, code, components and user; those of other services come beside them. */
  readonly settings: Readonly<Record<string, SettingValue>>;
  readonly slots: readonly SlotPlan[];
  /** Names of settings that stay where they are when slots are swapped. */
  readonly stickySettings: readonly string[];
  /** No component of it answers requests, so the internet does not reach it; left out where one may. */
  readonly answersNobody?: true;
  /** Further apps; left out where there are none. */
  readonly apps?: readonly FurtherAppPlan[];
}

/** What an Elastic Premium plan scales out to by default, as in the portal. Azure's API would take 1. */
export const ELASTIC_PREMIUM_INSTANCES = 20;

/** One further app, by its name in `functionApp.apps`. */
export interface FurtherAppPlan extends FunctionAppPlan {
  readonly id: string;
  /** The names of the components that it runs. */
  readonly components: readonly string[];
}

/** The app of `functionApp`, and the further ones. */
export function planFunctionApps(context: PlanContext): FunctionAppPlan {
  const { settings } = context;
  const main = settingsOfFirstApp(context);
  const plan = planFunctionApp(main, context.name("functionApp"));
  const apps = furtherApps(settings.functionApp).map(([id, app]): FurtherAppPlan => {
    const own = settingsOfApp(context, id, app);
    const further = planFunctionApp(own, context.name("furtherFunctionApp", id));
    return {
      ...further,
      id,
      ...(answersRequests(own) ? {} : { answersNobody: true }),
      components: own.requirements.components.map(({ component }) => component.name),
      planName: shareServicePlan(settings.functionApp)
        ? ""
        : context.name("furtherServicePlan", `${id}-${tierDetail(settings.functionApp.plan)}`),
    };
  });
  checkSites([plan, ...apps], context.problem);
  return apps.length === 0 ? plan : { ...plan, apps };
}

function answersRequests({ requirements }: PlanContext): boolean {
  return requirements.components.some(
    ({ component }) => httpAccessOf(component, DEFAULT_AUTH_LEVEL) !== undefined,
  );
}

function planFunctionApp(context: PlanContext, appName: string): FunctionAppPlan {
  const { settings, name, checkName } = context;
  const app = settings.functionApp;
  const existing = context.existing.servicePlan;
  const shares = app.package === "content-share";
  const paused = pausedInSlots(context);

  for (const slot of app.slots) checkName("functionAppSlot", slot, "functionApp.slots");
  checkHostIds(appName, app.slots, context.problem);

  return {
    ...(existing === undefined ? {} : { existing }),
    planName: existing === undefined ? name("servicePlan", tierDetail(app.plan)) : "",
    sku: app.plan,
    os: app.os,
    name: appName,
    nodeVersion: app.runtime.replace("node:", ""),
    ...(app.plan === "FC1" ? {} : { codeSource: codeSourceOf(context) }),
    ...withImage(context),
    ...(app.plan === "Y1" ? {} : { alwaysReady: app.alwaysOn ? 1 : 0 }),
    ...alwaysReadyGroups(app),
    ...(app.httpConcurrency === undefined ? {} : { httpConcurrency: app.httpConcurrency }),
    ...maximumInstances(app),
    instanceMemoryInMB: app.instanceMemoryInMB,
    ...(app.zoneRedundant ? { zoneInstances: zoneInstances(app.plan) ?? 0 } : {}),
    integrated: settings.networking.vnet,
    publicNetworkAccess: app.publicNetworkAccess,
    ipRestrictions: ipRestrictionsOf(app),
    authLevel: app.authLevel,
    ...withSignIn(context),
    ...(app.tokens === false ? {} : { tokens: app.tokens }),
    cors: app.cors,
    ...planCustomDomains(settings),
    admitsApimOnly: app.publicNetworkAccess && hasEntrance(context.networkNeeds),
    deploymentSite: takesCodeBySite(app),
    hostStorage: shares
      ? { type: "key-vault", secret: HOST_CONNECTION_STRING, identityName: name("userAssignedIdentity") }
      : { type: "identity" },
    settings: {
      ...hostSettings(app),
      ...(runsContainer(settings) ? CONTAINER_SETTINGS : codeSettings(settings, appName)),
      // The share has a private endpoint then, which only the network reaches.
      ...(shares && settings.networking.privateEndpoints ? { WEBSITE_CONTENTOVERVNET: "1" } : {}),
      // A closed account takes a network; whether an existing or transformed one is closed is not known here.
      ...(app.slots.length > 0 && settings.networking.vnet ? SWAP_SETTINGS : {}),
      ...(app.authLevel === DEFAULT_AUTH_LEVEL ? {} : { [AUTH_LEVEL_SETTING]: app.authLevel }),
      ...callerSettings(app),
      ...hostJsonAppSettings(app.hostJson),
      ...componentSettingsOf(context),
      ...app.settings,
    },
    slots: app.slots.map((slot) => ({
      name: slot,
      settings: {
        ...(shares ? contentSettings(appName, slot) : {}),
        ...paused,
        ...app.slotSettings[slot],
      },
      open: app.openSlots.includes(slot),
    })),
    stickySettings: app.slots.length === 0 ? [] : stickyNames(app, paused),
  };
}

/**
 * Before a swap Azure writes logs of an older feature into the host's storage, which fails where that is closed:
 * learn.microsoft.com/azure/azure-functions/functions-app-settings, github.com/Azure/azure-functions-host/issues/8448
 */
const SWAP_SETTINGS: Readonly<Record<string, SettingValue>> = { [SWAP_ON_CLOSED_STORAGE]: "0" };

/** Zip deployment and that of Flex Consumption: learn.microsoft.com/azure/azure-functions/functions-deployment-technologies */
function takesCodeBySite({ package: source, plan }: FunctionAppSettings): boolean {
  return source === "content-share" || plan === "FC1";
}

/** Azure refuses to move an app between Consumption and Premium, so that another tier is another plan. */
function tierDetail(plan: FunctionAppSettings["plan"]): string {
  return isElasticPremium(plan) ? "ep" : plan.toLowerCase();
}

function maximumInstances({ plan, maximumInstances: given }: FunctionAppSettings): {
  maximumInstances?: number;
} {
  const instances = given ?? (isElasticPremium(plan) ? ELASTIC_PREMIUM_INSTANCES : undefined);
  return instances === undefined ? {} : { maximumInstances: instances };
}

/** The account alone leaves the host looking for a connection string. */
function hostSettings({ package: source }: FunctionAppSettings): Record<string, SettingValue> {
  return source === "content-share" ? {} : { AzureWebJobsStorage__credential: "managedidentity" };
}

/** An image takes the place of a package on the same app, and gives it back: it is no other source. */
function codeSourceOf({ settings }: PlanContext): CodeSource {
  const { package: source } = settings.functionApp;
  return typeof source === "string" ? source : "url";
}

function withSignIn(context: PlanContext): { signIn?: SignInPlan } {
  const signIn = signInOf(context);
  return signIn === undefined ? {} : { signIn };
}

function withImage({ settings }: PlanContext): { image?: ImagePlan } {
  const image = imageOf(settings);
  return image === undefined ? {} : { image };
}

/** A share mounted over /home would hide the functions of the image: learn.microsoft.com/azure/azure-functions/functions-app-settings */
const CONTAINER_SETTINGS: Readonly<Record<string, SettingValue>> = {
  WEBSITES_ENABLE_APP_SERVICE_STORAGE: "false",
};

function codeSettings(settings: PlanContext["settings"], app: string): Record<string, SettingValue> {
  const { package: source, plan } = settings.functionApp;
  // Flex Consumption reads its own container, and refuses the setting.
  if (plan === "FC1") return {};
  if (source === "content-share") return { WEBSITE_RUN_FROM_PACKAGE: "1", ...contentSettings(app) };
  if (source === "identity")
    return {
      WEBSITE_RUN_FROM_PACKAGE: [
        {
          service: "storage",
          output: keepsPackagesApart(settings) ? "packagesBlobEndpoint" : "blobEndpoint",
        },
        `${PACKAGE_CONTAINER}/${app}.zip`,
      ],
    };
  return { WEBSITE_RUN_FROM_PACKAGE: source.url };
}

function contentSettings(app: string, slot?: string): Record<string, SettingValue> {
  return {
    [CONTENT_SHARE]: contentShareName(app, slot),
    // The share is reached with a Key Vault reference, which Azure cannot check when the app is made.
    WEBSITE_SKIP_CONTENTSHARE_VALIDATION: "1",
  };
}

function componentSettingsOf({
  existing,
  location,
  settings,
  requirements,
  project,
  environment,
}: PlanContext): Record<string, SettingValue> {
  const cosmosDatabase = cosmosDatabaseName(settings.cosmos, project);
  const facts = { project, environment, cosmosDatabase };
  const own = requirements.components
    .flatMap((required) => Object.entries(ownSettings(required, facts)))
    // What is left of these says what is written anyway.
    .filter(([name]) => reservedSetting(name, settings.functionApp) === undefined);
  const elsewhere = publicContainers(settings);
  const regions = nearestRegions(location, settings.cosmos, existing.cosmos !== undefined);
  const derived = requirements.components.flatMap((required) =>
    Object.entries(derivedSettings(required, cosmosDatabase, elsewhere, regions)),
  );
  return Object.fromEntries([...derived, ...own]);
}

/** What differs between an app and its slots on purpose stays where it is when they are swapped. */
function stickyNames(
  { slotSettings }: FunctionAppSettings,
  paused: Readonly<Record<string, SettingValue>>,
): readonly string[] {
  const own = Object.values(slotSettings).flatMap((settings) => Object.keys(settings));
  return [...new Set([...Object.keys(paused), ...own])].sort();
}

/** A slot before its swap must not take production's events; the setting stays behind when slots are swapped. */
function pausedInSlots({ requirements, settings }: PlanContext): Record<string, SettingValue> {
  return Object.fromEntries(
    requirements.components.flatMap(({ component }) => {
      if (!startedByEvents(component)) return [];
      const name = pauseSetting(component.name, settings.functionApp.os);
      return name === undefined ? [] : [[name, "1"]];
    }),
  );
}
