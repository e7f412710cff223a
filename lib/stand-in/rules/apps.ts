import { regions } from "../../azure/regions";
import { type Json, type JsonObject, at, isObject, listAt, objectAt, textAt } from "../json";
import { key } from "../resource-path";
import type { Rule } from "../rule";
import type { Store } from "../store";
import { delegationOf } from "./ranges";

const SITES = "Microsoft.Web/sites";
const SLOTS = `${SITES}/slots`;
const PLANS = "Microsoft.Web/serverfarms";
const NETWORKING = "learn.microsoft.com/azure/azure-functions/functions-networking-options";

/** Slots beside production: learn.microsoft.com/azure/azure-functions/functions-scale#service-limits */
const MOST_SLOTS: Readonly<Record<string, number>> = { Y1: 1, EP1: 2, EP2: 2, EP3: 2, FC1: 0 };

const ALWAYS_READY = "properties.functionAppConfig.scaleAndConcurrency.alwaysReady";

export const apps: readonly Rule[] = [
  {
    says: "an app's plan exists",
    source: "learn.microsoft.com/azure/azure-functions/functions-scale",
    on: [SITES],
    status: 404,
    code: "NotFound",
    refuse(asked, { store }) {
      const plan = textAt(asked, "properties.serverFarmId");
      return plan === "" || store.get(plan) !== undefined ? undefined : `Cannot find ServerFarm ${plan}`;
    },
  },
  {
    says: "an app on Consumption has no network integration",
    source: NETWORKING,
    on: [SITES, SLOTS],
    refuse: (asked, { id, store }) =>
      textAt(asked, "properties.virtualNetworkSubnetId") !== "" && skuOf(asked, id, store) === "Y1"
        ? "VNet integration is not supported on the Consumption plan"
        : undefined,
  },
  {
    says: "the subnet of an app is delegated to its kind of plan",
    source: NETWORKING,
    on: [SITES, SLOTS],
    code: "SubnetMissingDelegation",
    refuse(asked, { id, store }) {
      const subnetId = textAt(asked, "properties.virtualNetworkSubnetId");
      if (subnetId === "") return undefined;
      const subnet = store.get(subnetId);
      if (subnet === undefined) return `Subnet ${subnetId} was not found`;
      const wanted =
        skuOf(asked, id, store) === "FC1" ? "Microsoft.App/environments" : "Microsoft.Web/serverFarms";
      const delegation = delegationOf(subnet.body);
      return key(delegation) === key(wanted)
        ? undefined
        : `Subnet ${subnet.name} is delegated to ${delegation === "" ? "nobody" : delegation}, and needs ${wanted}`;
    },
  },
  {
    says: "Always On needs a dedicated or Premium plan",
    source: "learn.microsoft.com/azure/azure-functions/dedicated-plan#always-on",
    on: [SITES, SLOTS],
    refuse: (asked, { id, store }) =>
      at(asked, "properties.siteConfig.alwaysOn") === true && ["Y1", "FC1"].includes(skuOf(asked, id, store))
        ? "There was a conflict. AlwaysOn cannot be set for this site as the plan does not allow it."
        : undefined,
    status: 409,
    code: "Conflict",
  },
  {
    says: "the number of slots is within the plan's limit",
    source: "learn.microsoft.com/azure/azure-functions/functions-scale#service-limits",
    on: [SLOTS],
    refuse(asked, { id, store, earlier }) {
      if (earlier !== undefined) return undefined;
      const app = id.replace(/\/slots\/[^/]+$/i, "");
      const sku = skuOf(asked, id, store);
      const most = MOST_SLOTS[sku] ?? 5;
      return store.children(app, SLOTS).length >= most ? `Plan ${sku} allows ${most} slots` : undefined;
    },
  },
  {
    says: "a plan that apps run on cannot be deleted",
    source: "learn.microsoft.com/azure/app-service/app-service-plan-manage",
    on: [PLANS],
    holds({ id, name }, store) {
      const app = store
        .ofType(SITES)
        .find(({ body }) => key(textAt(body, "properties.serverFarmId")) === key(id));
      return (
        app && `Server farm ${name} cannot be deleted because it has web app(s) ${app.name} assigned to it`
      );
    },
  },
  {
    says: "an app cannot change between Consumption and other plans",
    source: "github.com/hashicorp/terraform-provider-azurerm/issues/27798",
    on: [PLANS],
    status: 409,
    code: "Conflict",
    refuse(asked, { earlier, id, store }) {
      const before = textAt(earlier?.body, "sku.name");
      const after = textAt(asked, "sku.name");
      const used = store
        .ofType(SITES)
        .some(({ body }) => key(textAt(body, "properties.serverFarmId")) === key(id));
      return before !== "" &&
        before !== after &&
        used &&
        [before, after].some((sku) => ["Y1", "FC1"].includes(sku))
        ? `This region/plan does not allow a change from ${before} to ${after}`
        : undefined;
    },
  },
  {
    says: "an app stays on a plan of its kind",
    source: "azurerm 4.55, windows_function_app_resource.go",
    on: [SITES],
    status: 409,
    code: "Conflict",
    refuse(asked, { id, earlier, store }) {
      if (earlier === undefined) return undefined;
      const [before, after] = [skuOf(earlier.body, id, store), skuOf(asked, id, store)];
      return before !== after && [before, after].some((sku) => ["Y1", "FC1"].includes(sku))
        ? `The app cannot move from ${before} to ${after}`
        : undefined;
    },
  },
  {
    says: "a container image runs on Linux, and on no Consumption plan",
    source: "learn.microsoft.com/azure/azure-functions/container-concepts",
    on: [SITES, SLOTS],
    refuse(asked, { id, store }) {
      if (!/^DOCKER\|/i.test(textAt(asked, "properties.siteConfig.linuxFxVersion"))) return undefined;
      const plan = planOf(asked, id, store);
      const sku = textAt(plan, "sku.name");
      if (["Y1", "FC1"].includes(sku)) return `Custom containers are not supported on plan ${sku}`;
      return at(plan, "properties.reserved") === true
        ? undefined
        : "Custom containers are supported on Linux plans only";
    },
  },
  {
    says: "on Linux the name of an app setting has letters, digits, full stops and _",
    source:
      "learn.microsoft.com/azure/app-service/configure-common#configure-app-settings, github.com/Azure/Azure-Functions/issues/1851",
    on: [SITES, SLOTS],
    refuse(asked, { id, store }) {
      if (at(planOf(asked, id, store), "properties.reserved") !== true) return undefined;
      const wrong = listAt(asked, "properties.siteConfig.appSettings")
        .map((setting) => textAt(setting, "name"))
        .find((name) => !/^[\w.]+$/.test(name));
      return wrong === undefined ? undefined : `AppSetting with name '${wrong}' is not allowed.`;
    },
  },
  {
    says: "Flex Consumption runs on Linux",
    source: "learn.microsoft.com/azure/azure-functions/flex-consumption-plan",
    on: [PLANS],
    refuse: (asked) =>
      textAt(asked, "sku.name") === "FC1" && at(asked, "properties.reserved") !== true
        ? "Flex Consumption is available on Linux only"
        : undefined,
  },
  {
    says: "Flex Consumption runs from its deployment container alone",
    source:
      "learn.microsoft.com/azure/azure-functions/functions-app-settings#flex-consumption-plan-deprecations",
    on: [SITES],
    refuse(asked, { id, store }) {
      if (skuOf(asked, id, store) !== "FC1") return undefined;
      const wrong = listAt(asked, "properties.siteConfig.appSettings")
        .map((setting) => textAt(setting, "name"))
        .find((name) => REPLACED_ON_FLEX.includes(name));
      return wrong === undefined
        ? undefined
        : `The following app setting (Site.SiteConfig.AppSettings.${wrong}) for Flex Consumption sites is invalid.`;
    },
  },
  {
    says: "what is always ready on Flex Consumption is http, blob, durable or one function",
    source: "learn.microsoft.com/azure/azure-functions/flex-consumption-plan#always-ready-instances",
    on: [SITES],
    refuse(asked) {
      const names = listAt(asked, ALWAYS_READY).map((each) => textAt(each, "name").toLowerCase());
      const wrong = names.find((name) => !/^(http|blob|durable|function:[a-z][\w-]*)$/.test(name));
      if (wrong !== undefined) return `AlwaysReady name '${wrong}' is not valid`;
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      return twice === undefined ? undefined : `AlwaysReady name '${twice}' is there twice`;
    },
  },
  {
    says: "instances that are always ready are within the maximum",
    source:
      "github.com/hashicorp/terraform-provider-azurerm/blob/v4.81.0/internal/services/appservice/function_app_flex_consumption_resource.go",
    on: [SITES],
    refuse(asked) {
      const ready = listAt(asked, ALWAYS_READY)
        .map((each) => at(each, "instanceCount"))
        .reduce<number>((sum, count) => sum + (typeof count === "number" ? count : 0), 0);
      const most = at(asked, "properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount");
      return typeof most === "number" && ready > most
        ? `${ready} always ready instances are more than the maximum of ${most}`
        : undefined;
    },
  },
  {
    says: "Consumption has no zones",
    source: "learn.microsoft.com/azure/reliability/reliability-functions",
    on: [PLANS],
    refuse: (asked) =>
      at(asked, "properties.zoneRedundant") === true && textAt(asked, "sku.name") === "Y1"
        ? "Zone redundancy is not available on the Consumption plan"
        : undefined,
  },
  {
    says: "an app's name has 2 to 60 letters, digits and hyphens",
    source: "learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
    on: [SITES],
    refuse: (_asked, { name }) =>
      /^[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]$/.test(name) ? undefined : `Site name ${name} is invalid`,
  },
  {
    says: "regions are written in words, as Azure calls them",
    source: "learn.microsoft.com/rest/api/appservice/app-service-plans/get",
    on: [PLANS, SITES, SLOTS],
    keeps(asked) {
      const location = textAt(asked, "location").toLowerCase().replaceAll(" ", "");
      const known: Readonly<Record<string, { readonly displayName: string }>> = regions;
      const name = known[location]?.displayName;
      return name === undefined ? asked : { ...asked, location: name };
    },
  },
  {
    says: "settings without a value are dropped",
    source: "learn.microsoft.com/rest/api/appservice/web-apps/update-application-settings",
    on: [SITES, SLOTS],
    keeps(asked) {
      const settings = listAt(asked, "properties.siteConfig.appSettings")
        .filter(isObject)
        .filter(({ value }) => value !== null && value !== undefined);
      if (settings.length === 0) return asked;
      const properties = objectAt(asked, "properties");
      const siteConfig = { ...objectAt(properties, "siteConfig"), appSettings: settings };
      return { ...asked, properties: { ...properties, siteConfig } };
    },
  },
];

const REPLACED_ON_FLEX = [
  "WEBSITE_RUN_FROM_PACKAGE",
  "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
  "WEBSITE_CONTENTSHARE",
];

/** The tier of the plan that an app or slot runs on. */
function skuOf(asked: Json, id: string, store: Store): string {
  return textAt(planOf(asked, id, store), "sku.name");
}

function planOf(asked: Json, id: string, store: Store): JsonObject | undefined {
  const app = store.get(id.replace(/\/slots\/[^/]+$/i, ""));
  const plan = textAt(asked, "properties.serverFarmId") || textAt(app?.body, "properties.serverFarmId");
  return store.get(plan)?.body;
}
