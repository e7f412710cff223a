import { defineBackend } from "cdktf-azure-backend";
import { feedbackApi, processUploadFunction } from "../feedback/components";

// prettier-ignore
const backend = defineBackend({
  feedbackApi,
  processUploadFunction,
}, {
  // Override defaults
  functionApp: {
    plan: 'EP2',  // Larger plan
    alwaysOn: true,
  },

  cosmos: {
    consistencyLevel: 'Strong',
    regions: ['eastus2', 'westus2'],
  },

  networking: {
    vnet: true,  // Force VNet even in dev
    privateEndpoints: true,
  },

  optional: {
    apim: true,  // Enable API Management
    serviceBus: true,  // Use Service Bus instead of Storage Queues
    redis: true,  // Enable Redis cache
    cdn: true,  // Enable CDN
  },

  monitoring: {
    alerts: {
      functionErrors: { threshold: 10, window: 5 },
      cosmosRU: { threshold: 3000 },
      storageLatency: { threshold: 1000 },
    },
  },
});

backend.synth();
