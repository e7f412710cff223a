import type { Alias } from "./alias";

/** What is called otherwise of the function app. */
export const renamedOfApp: Readonly<Record<string, readonly Alias[]>> = {
  "functionApp.plan": [
    { at: "functionApp", names: ["sku", "skuName", "tier", "servicePlan", "hostingPlan"] },
  ],
  "functionApp.settings": [
    { at: "functionApp", names: ["appSettings", "environment", "environmentVariables", "env"] },
    { at: "", names: ["appSettings", "environmentVariables"] },
  ],
  "functionApp.hostJson": [
    {
      at: "functionApp",
      names: ["host", "hostSettings", "hostConfig", "hostConfiguration", "azureFunctionsJobHost"],
    },
    { at: "", names: ["hostJson", "host", "hostConfig"] },
  ],
  "functionApp.hostJson.functionTimeout": [
    { at: "functionApp", names: ["functionTimeout", "timeout", "timeoutInSeconds"] },
  ],
  "functionApp.hostJson.concurrency": [{ at: "functionApp", names: ["concurrency", "dynamicConcurrency"] }],
  "functionApp.hostJson.logging.logLevel": [
    { at: "functionApp", names: ["logLevel", "logLevels", "logging"] },
    { at: "logs", names: ["logLevel", "logLevels", "level"] },
  ],
  "functionApp.hostJson.extensions.queues": [
    { at: "functionApp.hostJson", names: ["queues", "queue"] },
    { at: "functionApp.hostJson.extensions", names: ["queue", "storageQueues"] },
  ],
  "functionApp.hostJson.extensions.serviceBus": [{ at: "functionApp.hostJson", names: ["serviceBus"] }],
  "functionApp.hostJson.extensions.eventHubs": [
    { at: "functionApp.hostJson", names: ["eventHubs", "eventHub"] },
    { at: "functionApp.hostJson.extensions", names: ["eventHub"] },
  ],
  "functionApp.hostJson.extensions.http": [{ at: "functionApp.hostJson", names: ["http"] }],
  "functionApp.hostJson.extensions.cosmosDB": [
    { at: "functionApp.hostJson", names: ["cosmosDB", "cosmos"] },
    { at: "functionApp.hostJson.extensions", names: ["cosmos", "documentDB"] },
  ],
  "functionApp.slotSettings": [
    { at: "functionApp", names: ["stickySettings", "slotConfigNames", "slotAppSettings", "appSettingNames"] },
  ],
  "functionApp.ipRestrictions": [
    {
      at: "functionApp",
      names: ["ipRestriction", "ipSecurityRestrictions", "allowedIps", "accessRestrictions"],
    },
    { at: "", names: ["ipRestrictions", "allowedIps", "accessRestrictions"] },
  ],
  "functionApp.authLevel": [
    {
      at: "functionApp",
      names: ["defaultAuthLevel", "httpAuthLevel", "authorizationLevel", "authorization"],
    },
    { at: "", names: ["authLevel", "authorizationLevel"] },
  ],
  "functionApp.signIn": [
    {
      at: "functionApp",
      names: [
        "authSettings",
        "authSettingsV2",
        "auth",
        "easyAuth",
        "authentication",
        "activeDirectory",
        "entra",
      ],
    },
    { at: "", names: ["signIn", "easyAuth", "authSettings", "authSettingsV2"] },
  ],
  "functionApp.signIn.audiences": [{ at: "functionApp.signIn", names: ["allowedAudiences", "audience"] }],
  "functionApp.signIn.tenantId": [
    { at: "functionApp.signIn", names: ["tenant", "tenantAuthEndpoint", "issuer", "openIdIssuer"] },
  ],
  "functionApp.signIn.unauthenticated": [
    { at: "functionApp.signIn", names: ["unauthenticatedAction", "unauthenticatedClientAction"] },
  ],
  "functionApp.signIn.clientSecretSetting": [
    { at: "functionApp.signIn", names: ["clientSecretSettingName", "clientSecret"] },
  ],
  "functionApp.customDomains": [
    {
      at: "functionApp",
      names: [
        "customDomain",
        "customHostname",
        "customHostnames",
        "customHostnameBindings",
        "hostname",
        "hostnames",
        "hostNameBindings",
        "domain",
        "domains",
        "domainName",
      ],
    },
    {
      at: "",
      names: ["customDomain", "customDomains", "domain", "domains", "domainName", "hostname", "hostnames"],
    },
  ],
  "functionApp.cors": [
    { at: "functionApp", names: ["corsSettings", "corsOrigins", "allowedOrigins"] },
    { at: "", names: ["cors", "corsSettings", "allowedOrigins"] },
  ],
  "functionApp.cors.origins": [{ at: "functionApp.cors", names: ["allowedOrigins"] }],
  "functionApp.cors.credentials": [
    { at: "functionApp.cors", names: ["supportCredentials", "allowCredentials"] },
  ],
  "functionApp.os": [{ at: "functionApp", names: ["osType", "operatingSystem", "reserved"] }],
  "functionApp.runtime": [
    { at: "functionApp", names: ["nodeVersion", "runtimeVersion", "applicationStack"] },
  ],
  "functionApp.alwaysOn": [
    {
      at: "functionApp",
      names: ["minimumInstances", "minInstances", "minimumElasticInstanceCount", "preWarmedInstances"],
    },
  ],
  "functionApp.alwaysReady": [
    {
      at: "functionApp",
      names: ["alwaysReadyInstances", "alwaysReadyInstance", "readyInstances", "perFunctionScaling"],
    },
  ],
  "functionApp.httpConcurrency": [
    { at: "functionApp", names: ["perInstanceConcurrency", "httpPerInstanceConcurrency", "triggers"] },
  ],
  "functionApp.maximumInstances": [
    {
      at: "functionApp",
      names: ["maxInstances", "maximumElasticWorkerCount", "appScaleLimit", "functionAppScaleLimit"],
    },
  ],
  "functionApp.zoneRedundant": [
    {
      at: "functionApp",
      names: ["zoneBalancing", "zoneBalancingEnabled", "zoneRedundancy", "availabilityZones"],
    },
  ],
  "functionApp.publicNetworkAccess": [{ at: "functionApp", names: ["publicNetworkAccessEnabled", "public"] }],
};
