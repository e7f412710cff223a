import type { EnvironmentDefaults } from "../options/backend-options";

/** Production: always on, in two regions, restorable. */
export const prod = {
  functionApp: {
    plan: "EP1", // Premium
    alwaysOn: true,
    slots: ["staging"],
  },
  cosmos: {
    mode: "Autoscale",
    maxThroughput: 4000,
    backup: "Continuous",
    multiRegion: true,
    enableAutomaticFailover: true,
    enableMultipleWriteLocations: true,
  },
  storage: {
    sku: { name: "Standard_GZRS" },
    softDeleteRetentionInDays: 30,
    versioning: true,
    hostAccount: "separate", // The host's roles own its account: not that of the data
  },
  keyVault: { enablePurgeProtection: true },
  logRetention: 90,
  vnet: true,
  privateEndpoints: true,
  optional: {
    apim: { enabled: false, sku: { name: "Premium", capacity: 1 } }, // Opt-in: it costs about $3,000 a month
    containerRegistry: { enabled: false }, // Opt-in: Premium beside private endpoints
    redis: { enabled: false, highAvailability: true }, // Opt-in
    serviceBus: { enabled: false, sku: { name: "Standard" } }, // Opt-in
  },
  logs: { samplingPercentage: 100 },
  monitoring: {
    alerts: true,
    actionGroups: ["ops-team"],
    savedQueries: true,
  },
  safeguards: { locks: true, preventDestroy: true },
  people: { enabled: false }, // Opt-in: people reach the data of production only where it is said for production
} satisfies EnvironmentDefaults;
