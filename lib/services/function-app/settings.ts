import type { HostJsonSettings } from "./host-json/settings";

/** Y1: Consumption. EP1, EP2, EP3: Elastic Premium. FC1: Flex Consumption, experimental in this library. */
export type FunctionPlanSku = "Y1" | "EP1" | "EP2" | "EP3" | "FC1";

/**
 * Instances of one group of functions.
 * @minimum 0
 * @maximum 1000
 * @asType integer
 */
export type AlwaysReadyInstances = number;

/** Settings of `functionApp.container`. */
export interface ContainerSettings {
  /**
   * Whether the app runs a container; `functionApp.container: true` is an alias. Setting `image` enables it.
   * @default - false
   */
  readonly enabled?: boolean;
  /**
   * The image that app and slots are created with. Releases replace it, and Terraform ignores later changes.
   * `feedback:1.4.2` is an image in the backend's own registry; other registries: `<host>/<repository>:<tag>` or `@sha256:<digest>`.
   * @default - Microsoft's base image without functions, `mcr.microsoft.com/azure-functions/node:4-node24`
   * @minLength 1
   */
  readonly image?: string;
}

/** Which pages of other origins a browser lets call the functions. */
export interface CorsSettings {
  /**
   * Origins, each a scheme and a host: `https://www.example.com`. `*` alone is every origin.
   * @default []
   */
  readonly origins: readonly string[];
  /**
   * Browsers send cookies and client certificates, and pages read the answers. It needs origins by name.
   * @default false
   */
  readonly credentials: boolean;
}

/** Callers that the app answers: an address range or a service tag. */
export interface IpRestrictionSettings {
  /**
   * The priority of the rule, each number once; lower numbers are evaluated first.
   * @minimum 101
   * @maximum 65000
   * @asType integer
   */
  readonly priority: number;
  /** An IPv4 address range of callers: `203.0.113.0/28`, or one address as `203.0.113.7/32`. Either this or `serviceTag`. */
  readonly address?: string;
  /**
   * A service tag: `ApplicationInsightsAvailability`, `AzureFrontDoor.Backend`. A tag is the same for every customer of Azure.
   * @pattern ^[A-Za-z][A-Za-z0-9.]*$
   * @form a service tag such as AzureFrontDoor.Backend
   */
  readonly serviceTag?: string;
  /**
   * With the tag `AzureFrontDoor.Backend`: the id of the Front Door whose requests count, `az afd profile show --query frontDoorId`.
   * @pattern ^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$
   * @form a GUID, as `az afd profile show --query frontDoorId` prints it
   */
  readonly frontDoorId?: string;
}

/** Whose tokens of Microsoft Entra the app accepts: learn.microsoft.com/azure/app-service/configure-authentication-provider-aad */
export interface SignInSettings {
  /**
   * The client id of the application that is registered for the app. Tokens name it, or `api://<client id>`, as their audience.
   * @pattern ^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$
   * @form a GUID, the client id of an application
   */
  readonly clientId: string;
  /**
   * The tenant that issues the tokens, by its id.
   * @default - the backend's tenant
   * @pattern ^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$
   * @form a GUID, the id of a tenant
   */
  readonly tenantId?: string;
  /**
   * Audiences that are accepted in addition: `https://contoso.com/orders`.
   * @default - none
   */
  readonly audiences?: readonly string[];
  /**
   * What callers without a valid token get: `401`, `403`, or with `redirect` the sign-in page, which needs `clientSecretSetting`.
   * @default - "401"
   */
  readonly unauthenticated?: "401" | "403" | "redirect";
  /**
   * The app setting with the client secret, which pages need. Its value is a secret of the key vault, or the client id of a managed
   * identity in `OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID`. APIs only validate tokens, and need none.
   * @default - none
   */
  readonly clientSecretSetting?: string;
  /**
   * Client ids of applications that may call; others get status 403.
   * @default - every application that has a token
   */
  readonly allowedApplications?: readonly string[];
  /**
   * Object ids of groups whose members may call. Entra ID writes groups into tokens of people only, and only if the application says so.
   * @default - everybody who has a token
   */
  readonly allowedGroups?: readonly string[];
  /**
   * Object ids of users and service principals that may call, in addition to `allowedGroups`.
   * @default - everybody who has a token
   */
  readonly allowedIdentities?: readonly string[];
  /**
   * Paths that need no token, such as `/runtime/webhooks/*` for an event subscription of your own. `*` is allowed at the end. For a
   * component, set `signIn: false` there.
   * @default - none
   */
  readonly excludedPaths?: readonly string[];
}

/** Whose tokens the code validates itself, against the keys that the issuer publishes: openid.net/specs/openid-connect-discovery-1_0.html */
export interface TokenSettings {
  /**
   * The issuer, as its tokens name it: `https://login.microsoftonline.com/<tenant id>/v2.0`.
   * @minLength 1
   */
  readonly issuer: string;
  /** What tokens have to be for, as their claim `aud` has it: one of these. Tokens of Microsoft Entra name the client id. */
  readonly audiences: readonly string[];
}

/** A host name of your own for the function app. learn.microsoft.com/azure/app-service/app-service-web-tutorial-custom-domain */
export interface CustomDomainSettings {
  /**
   * The resource id of the domain's public DNS zone in Azure, in any subscription of the tenant. The backend creates the records there.
   * @default - you create the records
   */
  readonly dnsZoneId?: string;
  /**
   * `managed`: a free certificate that Azure issues and renews. `none`: you bind a certificate of your own.
   * @default "managed"
   */
  readonly certificate?: "managed" | "none";
  /**
   * The inbound IPv4 address of the app, for a host name that is the root of its zone (`contoso.com`).
   * `az functionapp show --query inboundIpAddress` prints it.
   * @default - the records lead to the app by its name
   */
  readonly address?: string;
}

/**
 * A further function app, with an identity of its own: it has the roles of its components, and no others. What is not here is as
 * `functionApp` says. It has no slots, so a release goes to it directly.
 */
export interface FurtherAppSettings {
  /**
   * App settings of this app, as strings. Those of `functionApp.settings` are not among them.
   * @default {}
   */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * The maximum number of instances that this app scales out to.
   * @default - as `functionApp.maximumInstances`
   * @minimum 1
   * @maximum 1000
   * @asType integer
   */
  readonly maximumInstances?: number;
  /**
   * Keeps one instance always ready, on `EP1`, `EP2`, `EP3` and `FC1`.
   * @default false
   */
  readonly alwaysOn?: boolean;
  /**
   * Memory of one instance in megabytes, on plan `FC1`.
   * @default - as `functionApp.instanceMemoryInMB`
   */
  readonly instanceMemoryInMB?: 512 | 2048 | 4096;
}

/** Option group `functionApp`: the function app, its plan and its slots. */
export interface FunctionAppSettings {
  /**
   * The SKU of the service plan: `Y1` Consumption, `EP1` to `EP3` Elastic Premium, `FC1` Flex Consumption.
   * @default "Y1"
   */
  readonly plan: FunctionPlanSku;
  /**
   * The operating system of the plan. `FC1` supports Linux only.
   * @default "windows"
   */
  readonly os: "windows" | "linux";
  /**
   * The runtime: `node:24`, or with a warning `node:22` (support ends on 2027-04-30) and `node:20` (ended on 2026-04-30). Node 24
   * needs `provider.version` 4.58.0 or later, and is not available on Linux with plan `Y1`.
   * @default "node:24"
   */
  readonly runtime: string;
  /**
   * Keeps one instance always ready, on `EP1`, `EP2`, `EP3` and `FC1`.
   * @default false
   */
  readonly alwaysOn: boolean;
  /**
   * Instances that are always ready on plan `FC1`, by group of functions: `{ http: 2, "function:mail": 1 }`. `http`, `blob` and `durable` are
   * groups that scale together; every other function scales by itself, as `function:<name>`. Each instance costs.
   * learn.microsoft.com/azure/azure-functions/flex-consumption-plan#always-ready-instances
   * @default {}
   */
  readonly alwaysReady: Readonly<Record<string, AlwaysReadyInstances>>;
  /**
   * Requests that one instance handles at once on plan `FC1`; with more of them, the app scales out.
   * learn.microsoft.com/azure/azure-functions/functions-concurrency#http-trigger-concurrency
   * @default - Azure's, by the memory of an instance: 4 of 512 MB, 16 of 2048 MB, 32 of 4096 MB
   * @minimum 1
   * @maximum 1000
   * @asType integer
   */
  readonly httpConcurrency?: number;
  /**
   * Names of deployment slots in addition to production.
   * @default []
   */
  readonly slots: readonly string[];
  /**
   * Slots that can be reached from the internet. All other slots are closed: a slot has every role assignment of the app, and runs
   * the previous code after a release. Releases and swaps use Azure Resource Manager and need no open slot.
   * @default []
   */
  readonly openSlots: readonly string[];
  /**
   * App settings of a slot that override those of the app, by slot: `{ staging: { STAGE: "staging" } }`. They stay with their slot
   * in a swap, and production keeps its setting of the same name. Another connection here removes no permission: a slot has every
   * role assignment of the app.
   * @default {}
   */
  readonly slotSettings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * App settings of all functions, as strings. Secrets belong in `keyVault.secrets`.
   * @default {}
   */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * What this environment overrides of the package's host.json: timeout, batch sizes, concurrency, retries, logging. The fields are those
   * of host.json. They become app settings of the app and its slots, and win over the package, so one package serves every environment:
   * learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values
   */
  readonly hostJson: HostJsonSettings;
  /**
   * Where the app reads its code from. `identity`: a package in the container `function-packages`, read with the managed identity.
   * `content-share`: a file share, which needs account keys. `{ url }`: a package at another URL, read with the managed identity.
   * @default "identity"
   */
  readonly package:
    | "identity"
    | "content-share"
    | {
        /** The https URL of the package, without a SAS. */
        readonly url: string;
      };
  /**
   * Runs a container image instead of a package: `true`, `false`, or settings with the first image. It needs Linux and plan `EP1`,
   * `EP2` or `EP3`: learn.microsoft.com/azure/azure-functions/container-concepts
   * @default false
   */
  readonly container: boolean | ContainerSettings;
  /**
   * The maximum number of instances that the app scales out to. On `FC1` it is that of each group of functions, beside the
   * instances that are always ready: github.com/Azure/azure-rest-api-specs/pull/45083.
   * @default - the limit of the plan
   * @minimum 1
   * @maximum 1000
   * @asType integer
   */
  readonly maximumInstances?: number;
  /**
   * Spreads instances over the availability zones of the region: at least three instances on `EP1`, `EP2` and `EP3`, at least two for
   * each group of functions on `FC1`, and each of them costs. Enabling it later replaces the plan and the app.
   * @default false
   */
  readonly zoneRedundant: boolean;
  /**
   * Whether the app can be reached from the internet. If `false`, app and slots have a private endpoint each, which needs
   * `networking.privateEndpoints`, and callers must be in the network.
   * @default true
   */
  readonly publicNetworkAccess: boolean;
  /**
   * Who can call HTTP components that leave their `authLevel` open: `function` callers with the function key, `admin` with the host's
   * master key, `anonymous` everybody. It is an app setting that the package reads when the app starts, so one package serves every
   * environment.
   * @default "function"
   */
  readonly authLevel: "function" | "admin" | "anonymous";
  /**
   * Sign-in with Microsoft Entra ID on the app and its slots (App Service authentication): requests without a valid token do not
   * reach the code. Components with `signIn: false` need none. HTTP components that leave `authLevel` open need no function key then.
   * @default false
   */
  readonly signIn: SignInSettings | false;
  /**
   * Tokens that the code itself validates, where App Service authentication does not: for components with `authorize`, and for handlers
   * that call `callerOf`. Function keys are asked for all the same.
   * @default false
   */
  readonly tokens: TokenSettings | false;
  /**
   * CORS of the app and its slots. Azure answers preflight requests itself then, and ignores CORS headers of the code. It keeps nobody
   * but browsers out: learn.microsoft.com/azure/azure-functions/functions-how-to-use-azure-function-app-settings#cors
   */
  readonly cors: CorsSettings;
  /**
   * Callers by a name of the rule: the app and its open slots answer these, and everybody else gets status 403. `false` removes a rule
   * that an environment adds. Keys and sign-in are asked for all the same.
   * @default {}
   */
  readonly ipRestrictions: Readonly<Record<string, IpRestrictionSettings | false>>;
  /**
   * Host names of your own, such as `api.contoso.com`, each with a free certificate. Records come before the binding, and the binding
   * before the certificate. `false` removes one that an environment adds. A domain stays with its app when slots are swapped. See
   * `docs/recipes/custom-domain.md`.
   * @default {}
   */
  readonly customDomains: Readonly<Record<string, CustomDomainSettings | false>>;
  /**
   * Memory of one instance in megabytes, on plan `FC1`.
   * @default 2048
   */
  readonly instanceMemoryInMB: 512 | 2048 | 4096;
  /**
   * Further function apps by name, for components that name them with `app`. On `Y1`, `EP1`, `EP2` and `EP3` they share the service plan; on
   * `FC1` each has its own. `false` removes one that a layer adds. See `docs/recipes/several-function-apps.md`.
   * @default {}
   */
  readonly apps: Readonly<Record<string, FurtherAppSettings | false>>;
}
