import { functionNamesOf } from "../../components/function-names";
import { APP_SETTING, appOf } from "../../components/component-app";
import type { ComponentRequirements } from "../../components/requirements";
import { keptEntries } from "../../settings/kept-entries";
import { didYouMean } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import type { PlanContext } from "../contract/service";
import { checkSettingName, checkSettingValue } from "./app-settings";
import { reservedSetting } from "./reserved-settings";
import type { FunctionAppSettings, FurtherAppSettings } from "./settings";

const APPS = "functionApp.apps";
/** Names begin construct ids and stand in names of Azure. */
const NAME = /^[a-z](-?[a-z0-9])*$/;
const LONGEST_NAME = 20;

/** Those that no layer removed, by name. */
export function furtherApps({
  apps,
}: FunctionAppSettings): readonly (readonly [string, FurtherAppSettings])[] {
  return keptEntries(apps);
}

/** The components of one app; of the app of `functionApp` without a name. */
export function componentsOf(
  { components }: PlanContext["requirements"],
  app?: string,
): readonly ComponentRequirements[] {
  return components.filter(({ component }) => appOf(component) === app);
}

/** What a backend of several apps cannot have, and components whose app there is not. */
export function decideFurtherApps(draft: Draft): void {
  const { functionApp } = draft.settings;
  const apps = furtherApps(functionApp);
  for (const [name, app] of apps) decideApp(draft, name, app);
  if (apps.length > 0) refuseWithSeveral(draft);
  const names = apps.map(([name]) => name);
  for (const { path, component } of draft.requirements.components) {
    const app = appOf(component);
    if (app === undefined || names.includes(app)) continue;
    draft.problem(
      `${path}.app`,
      `there is no app ${redacted(app)} in ${APPS}${didYouMean(app, names)}`,
      `add it: ${APPS}: { ${JSON.stringify(app)}: {} }, or remove ${path}.app`,
      APPS,
    );
  }
}

function decideApp(draft: Draft, name: string, app: FurtherAppSettings): void {
  const path = `${APPS}.${name}` as const;
  if (!NAME.test(name) || name.length > LONGEST_NAME)
    draft.problem(
      path,
      `must have a name of lower-case letters, digits and single hyphens, at most ${LONGEST_NAME} characters, got ${redacted(name)}`,
      "choose a name such as workers",
    );
  if (componentsOf(draft.requirements, name).length === 0)
    draft.warn(path, "runs no component: set app on one, or remove it");
  decideSize(draft, name, app);
  for (const [setting, value] of Object.entries(app.settings ?? {})) {
    const at = `${path}.settings.${setting}` as const;
    checkSettingName(draft, at, setting);
    const reserved = reservedSetting(setting, draft.settings.functionApp);
    if (reserved !== undefined)
      draft.problemWithoutValue(at, "the backend sets this app setting", reserved.instead);
    else if (/^@Microsoft\.KeyVault\(/i.test(value))
      draft.problemWithoutValue(
        at,
        "is a Key Vault reference, and a further app may read the secrets that its components declare",
        "use environment: { NAME: secret(name) } of a component",
      );
    else checkSettingValue(draft, at, setting, value);
  }
}

function decideSize(draft: Draft, name: string, { alwaysOn, instanceMemoryInMB }: FurtherAppSettings): void {
  const path = `${APPS}.${name}` as const;
  const { plan } = draft.settings.functionApp;
  if (alwaysOn === true && plan === "Y1")
    draft.problem(
      `${path}.alwaysOn`,
      "Y1 (Consumption) does not support always-on instances",
      'remove it, or set functionApp.plan to "EP1"',
      "functionApp.plan",
    );
  if (instanceMemoryInMB !== undefined && plan !== "FC1")
    draft.problem(
      `${path}.instanceMemoryInMB`,
      `${plan} has a fixed size`,
      'remove it, or set functionApp.plan to "FC1"',
      "functionApp.plan",
    );
}

/** What the library builds for one app alone. */
function refuseWithSeveral(draft: Draft): void {
  const { functionApp, optional } = draft.settings;
  if (functionApp.package !== "identity")
    draft.problem(
      APPS,
      "further apps read the package of the backend with their identities, and functionApp.package is another place",
      'set functionApp.package to "identity", or remove the apps',
      "functionApp.package",
    );
  if (functionApp.container !== false)
    draft.problem(
      APPS,
      "an image has the functions of one app, and the backend has several",
      "remove functionApp.container, or the apps",
      "functionApp.container",
    );
  if (draft.existing.servicePlan !== undefined && functionApp.plan === "FC1")
    draft.problem(
      APPS,
      "a plan of FC1 (Flex Consumption) has one app, and external.servicePlan is one plan",
      "remove external.servicePlan, or the apps",
      "external.servicePlan",
    );
  if (draft.settings.storage.hostAccount === "shared")
    draft.noteAccess(
      APPS,
      "the Functions host of every app may read and write the whole storage account, since it has no account of its own: set " +
        'storage.hostAccount to "separate" to keep the data of one app from another',
    );
  if (!optional.apim.enabled) return;
  for (const { path, component } of draft.requirements.components)
    if (appOf(component) !== undefined && isCalled(component.kind, component))
      draft.problem(
        `${path}.app`,
        "API Management calls the app of functionApp alone",
        `remove ${path}.app, or optional.apim`,
        "optional.apim.enabled",
      );
}

function isCalled(kind: string, component: object): boolean {
  const { trigger } = component as { readonly trigger?: { readonly type: string } };
  return kind === "crud-api" || trigger?.type === "http";
}

/** The instances that are ready for the functions of one app; groups of functions are of the first one. */
function alwaysReadyIn(context: PlanContext, app: string | undefined): FunctionAppSettings["alwaysReady"] {
  const { requirements, settings } = context;
  const own = new Set(
    componentsOf(requirements, app).flatMap(({ component }) =>
      functionNamesOf(component).map((name) => `function:${name}`),
    ),
  );
  const { alwaysReady } = settings.functionApp;
  return Object.fromEntries(
    Object.entries(alwaysReady).filter(([name]) =>
      name.startsWith("function:") ? own.has(name) : app === undefined,
    ),
  );
}

/** The settings of the service as they hold for the first app. */
export function settingsOfFirstApp(context: PlanContext): PlanContext {
  const { functionApp } = context.settings;
  if (furtherApps(functionApp).length === 0) return context;
  return {
    ...context,
    requirements: { ...context.requirements, components: componentsOf(context.requirements) },
    settings: {
      ...context.settings,
      functionApp: { ...functionApp, alwaysReady: alwaysReadyIn(context, undefined) },
    },
  };
}

/** The settings of the service as they hold for one further app. */
export function settingsOfApp(context: PlanContext, name: string, app: FurtherAppSettings): PlanContext {
  const { functionApp } = context.settings;
  const { settings = {}, alwaysOn = false, maximumInstances, instanceMemoryInMB } = app;
  return {
    ...context,
    requirements: { ...context.requirements, components: componentsOf(context.requirements, name) },
    settings: {
      ...context.settings,
      functionApp: {
        ...functionApp,
        alwaysOn,
        alwaysReady: alwaysReadyIn(context, name),
        ...(maximumInstances === undefined ? {} : { maximumInstances }),
        ...(instanceMemoryInMB === undefined ? {} : { instanceMemoryInMB }),
        settings: { ...settings, [APP_SETTING]: name },
        slots: [],
        openSlots: [],
        slotSettings: {},
        customDomains: {},
      },
    },
  };
}

/** Whether the apps share a service plan: a plan of Flex Consumption has one app. */
export function shareServicePlan({ plan }: FunctionAppSettings): boolean {
  return plan !== "FC1";
}
