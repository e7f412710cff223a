import type { AppServiceCustomHostnameBinding } from "@cdktf/provider-azurerm/lib/app-service-custom-hostname-binding";
import type { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import { containerRegistry } from "../container-registry";
import { keyVault } from "../key-vault";
import { logs } from "../logs";
import { FUNCTIONS_SUBNET_ID, networking, subnetOutput } from "../networking";
import type { NoOutputs } from "../contract/outputs";
import type { PrivateLinkTarget, Service, WorkloadsContext } from "../contract/service";
import { PACKAGE_CONTAINER, storage } from "../storage";
import type * as Build from "./build";
import type * as BuildCodeSource from "./build-code-source";
import type * as BuildCustomDomains from "./build-custom-domains";
import type * as BuildHostIdentity from "./build-host-identity";
import type { FunctionAppConnections } from "./arguments";
import { type FunctionAppUsage, functionAppCost } from "./cost";
import { noteCustomDomains } from "./custom-domains";
import { decideFunctionApp } from "./decisions";
import { existingServicePlan } from "./external";
import { furtherApps } from "./further-apps";
import { NOTHING_OVERRIDDEN } from "./host-json/overrides";
import { functionAppNeeds } from "./network";
import { type FunctionAppPlan, planFunctionApps } from "./plan";
import { functionAppPolicyNotes } from "./policy-notes";
import { principalsOf } from "./principals";
import { functionAppReachable } from "./reachable";
import { functionAppResources, furtherAppId } from "./resources";
import type { FunctionAppWords } from "./words";

export { audiencesOf, signInOf } from "./sign-in";
export type { TokenSettings } from "./settings";
export { opensPath } from "./open-paths";
export { ipRestrictionsOf } from "./ip-restrictions";
export { type AppPrincipal, principalsOf } from "./principals";
export type { FunctionApp } from "./build";

// The engine takes longer to load than all else: a command that reads plans needs no builder.
const build = () => require("./build") as typeof Build;
const codeSource = () => require("./build-code-source") as typeof BuildCodeSource;
const customDomains = () => require("./build-custom-domains") as typeof BuildCustomDomains;
const hostIdentity = () => require("./build-host-identity") as typeof BuildHostIdentity;

/** The types of this service: its plan, its resources, its outputs. */
export interface FunctionAppShape extends FunctionAppWords {
  plan: FunctionAppPlan;
  usage: FunctionAppUsage;
  network: object;
  platform: object;
  workloads: {
    /** The function app: Windows, Linux or Flex Consumption. */
    readonly functionApp: Build.FunctionApp;
    /** Undefined where an existing one is used. */
    readonly servicePlan: ServicePlan | undefined;
    /** Further apps, by their names in `functionApp.apps`. */
    readonly functionApps: Readonly<Record<string, Build.FunctionApp>>;
    /** By slot name. */
    readonly functionAppSlots: Readonly<Record<string, Build.FunctionAppSlot>>;
    /** By host name. */
    readonly customDomains: Readonly<Record<string, AppServiceCustomHostnameBinding>>;
  };
  shared: NoOutputs;
  targets: AppTarget;
}

/** The app, each of its slots, and each further app. */
type AppTarget = "sites" | `sites-${string}` | `app-${string}`;

export const functionApp: Service<FunctionAppShape> = {
  defaults: {
    plan: "Y1",
    os: "windows",
    runtime: "node:24",
    alwaysOn: false,
    alwaysReady: {},
    slots: [],
    openSlots: [],
    slotSettings: {},
    settings: {},
    hostJson: NOTHING_OVERRIDDEN,
    package: "identity",
    container: false,
    zoneRedundant: false,
    publicNetworkAccess: true,
    authLevel: "function",
    signIn: false,
    tokens: false,
    cors: { origins: [], credentials: false },
    ipRestrictions: {},
    customDomains: {},
    instanceMemoryInMB: 2048,
    apps: {},
  },
  decide: decideFunctionApp,
  decidesAfter: ["networking"],
  required: {
    why: "the function app runs the components",
    instead: "remove functionApp, or set its options, such as functionApp.plan",
  },
  options: {
    container: { isSwitch: true },
    settings: { mayBeSecret: true, isOfEveryFunction: true },
    slotSettings: { mayBeSecret: true, isOfEveryFunction: true },
  },
  plan: planFunctionApps,
  note: noteCustomDomains,
  cost: functionAppCost,
  reachable: functionAppReachable,
  appSettings: (plan) => plan.settings,
  furtherAppSettings: ({ apps = [] }) => Object.fromEntries(apps.map(({ id, settings }) => [id, settings])),
  endpoints: ({ settings: { functionApp: app } }) =>
    app.publicNetworkAccess
      ? []
      : [
          ...["sites" as const, ...app.slots.map((slot) => `sites-${slot}` as const)].map((subresource) => ({
            id: `function_app_${subresource}`,
            stack: "workloads" as const,
            on: subresource,
            subresource,
          })),
          ...furtherApps(app).map(([name]) => ({
            id: furtherAppId(name),
            stack: "workloads" as const,
            on: `app-${name}` as const,
            subresource: "sites",
          })),
        ],
  networkNeeds: functionAppNeeds,
  resourceProviders: ({ sku, integrated }) => ({
    workloads: [
      "Microsoft.Web",
      "Microsoft.ManagedIdentity",
      // Its machines are those of Container Apps.
      ...(sku === "FC1" && integrated ? ["Microsoft.App"] : []),
    ],
  }),
  external: { servicePlan: existingServicePlan },
  resources: functionAppResources,
  stacks: { workloads: { build: buildWorkloads, policyNotes: functionAppPolicyNotes } },
  apps: principalsOf,
  putOut: ({ functionApp: app, functionApps, customDomains: domains }) => ({
    name: app.name,
    hostname: app.defaultHostname,
    ...Object.fromEntries(
      Object.entries(functionApps).flatMap(([name, further]) => [
        [`${name}_name`, further.name],
        [`${name}_hostname`, further.defaultHostname],
      ]),
    ),
    ...(Object.keys(domains).length === 0
      ? {}
      : { customDomainVerificationId: customDomains().verificationIdOf(app) }),
  }),
  privateLinkTargets: ({ functionApp: app, functionApps, functionAppSlots }) => ({
    sites: { id: app.id },
    ...Object.fromEntries(
      Object.entries(functionApps).map(([name, further]): [AppTarget, PrivateLinkTarget] => [
        `app-${name}`,
        { id: further.id },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(functionAppSlots).map(([slot, resource]): [AppTarget, PrivateLinkTarget] => [
        `sites-${slot}`,
        { id: app.id, after: [resource] },
      ]),
    ),
  }),
};

function buildWorkloads(context: WorkloadsContext<FunctionAppShape>): FunctionAppShape["workloads"] {
  const { scope, place, plan, appSettings, shared, text, transformed } = context;
  const { servicePlan, made } = servicePlanOf(context);
  const subnetId = plan.integrated ? shared(networking)[FUNCTIONS_SUBNET_ID] : undefined;
  const registry = plan.image && (plan.image.registry ?? shared(containerRegistry)["loginServer"]);
  const admittedSubnetId = plan.admitsApimOnly ? shared(networking)[subnetOutput("apim")] : undefined;
  const connections: FunctionAppConnections = {
    servicePlan,
    ...(plan.codeSource === undefined
      ? {}
      : { codeSource: new (codeSource().CodeSourceRecord)(scope, "function_app_code", plan.codeSource) }),
    insightsConnectionString: context.built(logs).appInsights.connectionString,
    appSettings,
    ...(subnetId === undefined ? {} : { subnetId }),
    ...(registry === undefined ? {} : { registry }),
    ...(admittedSubnetId === undefined ? {} : { admittedSubnetId }),
    tenantId: () => context.tenantId,
    ...hostStorageOf(context),
  };
  const app = build().buildFunctionApp(scope, place, plan, connections, transformed);
  const slots = plan.slots.map((slot) => {
    const own = Object.fromEntries(Object.entries(slot.settings).map(([name, value]) => [name, text(value)]));
    return [slot.name, build().buildSlot(scope, plan, slot, app, connections, own, transformed)] as const;
  });
  return {
    functionApp: app,
    functionApps: buildFurtherApps(context, connections),
    servicePlan: made,
    functionAppSlots: Object.fromEntries(slots),
    customDomains:
      plan.customDomains === undefined
        ? {}
        : customDomains().buildCustomDomains(context, app, plan.customDomains),
  };
}

/** Each with the settings of its own components; on Flex Consumption, with a service plan of its own. */
function buildFurtherApps(
  { scope, place, plan, settingsOf, transformed }: WorkloadsContext<FunctionAppShape>,
  connections: FunctionAppConnections,
): FunctionAppShape["workloads"]["functionApps"] {
  return Object.fromEntries(
    (plan.apps ?? []).map((app) => {
      const id = furtherAppId(app.id);
      const own =
        app.planName === ""
          ? {}
          : {
              servicePlan: build().buildServicePlan(scope, place, app, transformed, {
                word: "servicePlans",
                id: `${id}_plan`,
              }),
            };
      const connected = { ...connections, ...own, appSettings: settingsOf(app.id) };
      const address = { word: "functionApps", id } as const;
      return [app.id, build().buildFunctionApp(scope, place, app, connected, transformed, address)];
    }),
  );
}

/** The service plan of the app, and whether it is one of the backend's own. */
function servicePlanOf(context: WorkloadsContext<FunctionAppShape>) {
  const { scope, place, plan, transformed } = context;
  if (plan.existing !== undefined) return { servicePlan: context.reference(plan.existing), made: undefined };
  const made = build().buildServicePlan(scope, place, plan, transformed);
  return { servicePlan: made, made };
}

function hostStorageOf(
  context: WorkloadsContext<FunctionAppShape>,
): Pick<FunctionAppConnections, "storage" | "after"> {
  const { scope, place, plan, grants, shared, transformed } = context;
  const { hostStorage } = plan;
  if (hostStorage.type === "identity") {
    const { hostName, hostBlobEndpoint } = shared(storage);
    return {
      storage: {
        type: "identity",
        accountName: hostName,
        containerEndpoint: `${hostBlobEndpoint}${PACKAGE_CONTAINER}`,
      },
      after: [],
    };
  }
  const vault = shared(keyVault);
  const toHost = grants.filter(({ to }) => to === "host-identity");
  const { identity, after } = hostIdentity().buildHostIdentity(
    scope,
    place,
    hostStorage.identityName,
    { id: vault.id, grants: toHost },
    transformed,
  );
  return {
    storage: {
      type: "key-vault",
      secretId: `${vault.uri}secrets/${hostStorage.secret}`,
      identityId: identity.id,
    },
    after,
  };
}
