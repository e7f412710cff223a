import { defineBackend } from "cdktf-azure-backend";
import { feedbackApi } from "../feedback/components";
import { existingCosmosAccount, existingKeyVault, existingStorageAccount } from "./existing";

// prettier-ignore
const backend = defineBackend({
  feedbackApi,
}, {
  defaults: {
    vnet: false,  // Don't create VNet
    privateEndpoints: false,  // Public endpoints only
  },

  // Use external resources
  external: {
    cosmos: existingCosmosAccount,
    storage: existingStorageAccount,
    keyVault: existingKeyVault,
  },
});

backend.synth();
