import { runsContainer } from "./container";
import { AUTH_LEVEL_SETTING } from "../../components/auth-levels";
import { APP_SETTING } from "../../components/component-app";
import { CALLER_SETTINGS } from "../../components/caller-settings";
import { COMPONENT_QUEUES } from "../../components/queue-service";
import { CONTENT_SHARE } from "./content-share";
import type { FunctionAppSettings } from "./settings";

/** What becomes of an app setting that the provider, the host or this library writes itself. */
export interface ReservedSetting {
  /** The value that would be the same as what is written anyway; such a setting is absorbed. */
  readonly same?: string;
  /** The edit to make instead. */
  readonly instead: string;
}

/** Lets slots of an app swap whose host's storage is closed. */
export const SWAP_ON_CLOSED_STORAGE = "WEBSITE_OVERRIDE_STICKY_DIAGNOSTICS_SETTINGS";

const STORAGE = "remove it: storage.hostAccount and functionApp.package decide it";
const INSIGHTS = "remove it: the backend connects its own Application Insights";
const NOT_OFFERED = "remove it: the provider writes it";

const OF_CONTAINERS: Readonly<Record<string, ReservedSetting>> = {
  WEBSITES_ENABLE_APP_SERVICE_STORAGE: {
    same: "false",
    instead: "remove it: a share mounted at /home would hide the functions of the image",
  },
  WEBSITE_PULL_IMAGE_OVER_VNET: { instead: "remove it: networking.vnet decides it" },
};

/**
 * App settings that azurerm moves into other arguments, or drops, when it reads an app back; each would plan
 * a change on every plan. Source: windows_function_app and linux_function_app, UnpackFunctionAppSettings.
 */
export function reservedSetting(name: string, app: FunctionAppSettings): ReservedSetting | undefined {
  const upper = name.toUpperCase();
  const node = app.runtime.replace("node:", "~");
  const reserved: Readonly<Record<string, ReservedSetting>> = {
    FUNCTIONS_EXTENSION_VERSION: { same: "~4", instead: "remove it: functions run on version 4" },
    FUNCTIONS_WORKER_RUNTIME: { same: "node", instead: "remove it: functionApp.runtime decides it" },
    WEBSITE_NODE_DEFAULT_VERSION: { same: node, instead: "remove it: functionApp.runtime decides it" },
    WEBSITE_RUN_FROM_PACKAGE: {
      ...(app.package === "content-share" ? { same: "1" } : {}),
      instead: 'remove it: set functionApp.package to "content-share" for 1, or to { url } for a URL',
    },
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: { same: "Authorization=AAD", instead: INSIGHTS },
    APPLICATIONINSIGHTS_CONNECTION_STRING: { instead: INSIGHTS },
    APPINSIGHTS_INSTRUMENTATIONKEY: { instead: INSIGHTS },
    AZUREWEBJOBSSTORAGE: { instead: STORAGE },
    AZUREWEBJOBSDASHBOARD: { instead: NOT_OFFERED },
    WEBSITE_CONTENTAZUREFILECONNECTIONSTRING: { instead: STORAGE },
    [CONTENT_SHARE]: { instead: STORAGE },
    WEBSITE_SKIP_CONTENTSHARE_VALIDATION: { instead: STORAGE },
    WEBSITE_CONTENTOVERVNET: { instead: "remove it: networking.privateEndpoints decides it" },
    [SWAP_ON_CLOSED_STORAGE]: { instead: "remove it: functionApp.slots and networking.vnet decide it" },
    WEBSITE_VNET_ROUTE_ALL: { instead: "remove it: networking.vnet decides it" },
    WEBSITE_HEALTHCHECK_MAXPINGFAILURES: { instead: NOT_OFFERED },
    WEBSITE_HTTPLOGGING_RETENTION_DAYS: { instead: NOT_OFFERED },
    ...(runsContainer({ functionApp: app }) ? OF_CONTAINERS : {}),
    [COMPONENT_QUEUES]: { instead: "remove it: optional.serviceBus decides it" },
    [APP_SETTING]: { instead: "remove it: functionApp.apps decides it" },
    [CALLER_SETTINGS.from]: { instead: "remove it: functionApp.signIn decides it" },
    [CALLER_SETTINGS.issuer]: { instead: "remove it: functionApp.tokens decides it" },
    [CALLER_SETTINGS.audiences]: { instead: "remove it: functionApp.tokens decides it" },
    [AUTH_LEVEL_SETTING]: { instead: "remove it: functionApp.authLevel decides it" },
    KEY_VAULT_URI: { instead: "remove it: the backend sets the URI of its key vault" },
  };
  if (Object.hasOwn(reserved, upper)) return reserved[upper];
  if (/^(CONNECTIONSTRINGS(__|:))?AZUREWEBJOBS(STORAGE|DASHBOARD)((__|:).*)?$/.test(upper))
    return { instead: STORAGE };
  if (upper.startsWith("DOCKER_REGISTRY_SERVER_")) return { instead: NOT_OFFERED };
  return undefined;
}
