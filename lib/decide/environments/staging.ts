import type { EnvironmentDefaults } from "../options/backend-options";
import { switchesOf } from "../options/option-rules";
import { prod } from "./prod";

/** Staging: the resources of production in their smallest sizes, without what keeps them from being destroyed. */
export const staging = {
  ...prod,
  cosmos: {
    mode: "Autoscale",
    maxThroughput: 1000, // The smallest maximum that Azure has
    backup: "Continuous",
    multiRegion: false,
    enableAutomaticFailover: false,
    enableMultipleWriteLocations: false,
  },
  storage: {
    sku: { name: "Standard_LRS" },
    softDeleteRetentionInDays: 7,
    versioning: true,
    hostAccount: "separate",
  },
  keyVault: { enablePurgeProtection: false },
  logRetention: 30,
  optional: {
    ...prod.optional,
    apim: { enabled: false, sku: { name: "Developer", capacity: 1 } }, // Opt-in: the smallest tier that is inside a network
    redis: { enabled: false, highAvailability: false }, // Opt-in
  },
  monitoring: {
    ...prod.monitoring,
    alerts: {
      ...Object.fromEntries(switchesOf("monitoring", "alerts").map((name) => [name, true])),
      cosmosRU: { threshold: 750 }, // Three quarters of the throughput, as in prod
    },
  },
  safeguards: { locks: false, preventDestroy: false },
} satisfies EnvironmentDefaults;
