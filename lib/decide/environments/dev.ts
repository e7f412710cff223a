import type { EnvironmentDefaults } from "../options/backend-options";

/** Development: cheap, one region, nothing that cannot be thrown away. */
export const dev = {
  functionApp: {
    plan: "Y1", // Consumption
  },
  cosmos: {
    mode: "Serverless",
    backup: "Periodic",
  },
  logRetention: 30,
  vnet: false, // Opt-in
  privateEndpoints: false,
  optional: {
    apim: { enabled: false, sku: { name: "Developer", capacity: 1 } }, // Opt-in
    containerRegistry: { enabled: false }, // Opt-in
    redis: { enabled: false, highAvailability: false }, // Opt-in
    serviceBus: { enabled: false, sku: { name: "Basic" } }, // Opt-in
  },
  logs: { samplingPercentage: 20 },
  safeguards: { locks: false, preventDestroy: false },
} satisfies EnvironmentDefaults;
