import { inGroup } from "../../azure/in-group";
import { constructId } from "../../kit/construct-id";
import type { ResourceRecords, TerraformType } from "../contract/resource-record";
import type { FunctionAppSettings } from "./settings";
import type { FunctionAppWords } from "./words";

const SITE = {
  importId: inGroup("Microsoft.Web/sites/{name}"),
  diagnostics: [{ logs: ["FunctionAppLogs"], metrics: ["AllMetrics"] }],
} as const;
const SLOT = { ...SITE, importId: "{function_app_id}/slots/{name}" } as const;

/** An app's types by system; Flex Consumption has its own. */
export const appTypes = {
  windows: { type: "azurerm_windows_function_app", ...SITE },
  linux: { type: "azurerm_linux_function_app", ...SITE },
} as const satisfies Readonly<Record<FunctionAppSettings["os"], TerraformType>>;

/** A slot's types by system. */
export const slotTypes = {
  windows: { type: "azurerm_windows_function_app_slot", ...SLOT },
  linux: { type: "azurerm_linux_function_app_slot", ...SLOT },
} as const satisfies Readonly<Record<FunctionAppSettings["os"], TerraformType>>;

/** The construct of the app, and of the identity that signs in to a content share; addresses of roles begin so. */
export const APP_CONSTRUCT = "function_app";
export const HOST_IDENTITY = "host_identity";

/** What the construct of an app is called, and `transform` calls it. */
export interface AppAddress {
  readonly word: "functionApp" | "functionApps";
  readonly id: string;
}

export const MAIN_APP: AppAddress = { word: "functionApp", id: APP_CONSTRUCT };

/** The construct of a further app, which is no slot's. */
export const furtherAppId = (app: string): string => constructId("further_app", app);

/** The construct of a slot. */
export const slotConstructId = (slot: string): string => constructId(APP_CONSTRUCT, slot);

const PLAN = {
  type: "azurerm_service_plan",
  importId: inGroup("Microsoft.Web/serverFarms/{name}"),
  diagnostics: [{ logs: [], metrics: ["AllMetrics"] }],
} as const;
const PLAN_NAME = {
  label: "service plan",
  min: 1,
  // azurerm 4.81, appservice/validate/service_plan_name.go; Microsoft's naming rules say 40, which composed names keep to.
  max: 60,
  composedMax: 40,
  pattern: /^[\w-]+$/,
  characters: "letters, digits, hyphens and _",
  scope: "resource group",
  prefix: "asp",
} as const;

const FLEX = { type: "azurerm_function_app_flex_consumption", ...SITE } as const;
const APP_NAME = {
  label: "function app",
  min: 2,
  max: 60,
  pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i,
  characters: "letters, digits and hyphens, no hyphen at either end",
  scope: "global",
  prefix: "func",
  // The Functions host cuts its id at 32 characters: a slot still has to show there.
  composedMax: 30,
} as const;

/** What is known of each resource. Names: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export const functionAppResources: ResourceRecords<FunctionAppWords> = {
  servicePlan: {
    ...PLAN,
    names: { servicePlan: PLAN_NAME },
  },
  servicePlans: {
    ...PLAN,
    names: {
      furtherServicePlan: {
        ...PLAN_NAME,
        when: "for further function apps on Flex Consumption",
        several: true,
      },
    },
  },
  functionApp: {
    ...appTypes.windows,
    or: [appTypes.linux, FLEX],
    names: { functionApp: APP_NAME },
  },
  functionApps: {
    ...appTypes.windows,
    or: [appTypes.linux, FLEX],
    names: { furtherFunctionApp: { ...APP_NAME, when: "with `functionApp.apps`", several: true } },
  },
  functionAppSlots: {
    ...slotTypes.windows,
    or: [slotTypes.linux],
    names: {
      functionAppSlot: {
        label: "deployment slot",
        min: 2,
        max: 59,
        pattern: /^(?!production$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i,
        characters: 'letters, digits and hyphens, no hyphen at either end, not "production"',
        scope: "parent",
      },
    },
  },
  hostIdentity: {
    type: "azurerm_user_assigned_identity",
    importId: inGroup("Microsoft.ManagedIdentity/userAssignedIdentities/{name}"),
    names: {
      userAssignedIdentity: {
        label: "user-assigned identity",
        when: "with `functionApp.package` `content-share`",
        min: 3,
        max: 128,
        pattern: /^[a-z0-9][a-z0-9_-]*$/i,
        characters: "letters, digits, - and _, beginning with a letter or digit",
        scope: "resource group",
        // Seen refused: learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/reservedresourcename-error
        reservedWords: true,
        prefix: "id",
      },
    },
  },
  customDomains: {
    type: "azurerm_app_service_custom_hostname_binding",
    importId: inGroup("Microsoft.Web/sites/{app_service_name}/hostNameBindings/{hostname}"),
  },
  customDomainCertificates: {
    type: "azurerm_app_service_managed_certificate",
    importId: inGroup("Microsoft.Web/certificates/{canonical_name}"),
  },
  customDomainCertificateBindings: {
    type: "azurerm_app_service_certificate_binding",
    importId: "{hostname_binding_id}|{certificate_id}",
  },
};
