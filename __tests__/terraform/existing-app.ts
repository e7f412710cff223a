import { App } from "cdktf";
import { type BackendOptions, defineBackend } from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { ownStack, resources } from "../support/shared";

// A backend that makes its parts inside of what another stack of the same app has made.
const options = JSON.parse(process.env["TEST_BACKEND_OPTIONS"] ?? "{}") as BackendOptions;
const app = new App();
const { cosmos, storage, keyVault, logAnalytics, vnet } = resources(ownStack(app));
const inside = { createChildren: true } as const;
defineBackend(
  { feedbackApi, processUploadFunction },
  {
    app,
    ...options,
    networking: {
      subnets: {
        functions: { addressPrefix: "10.8.1.0/24" },
        "private-endpoints": { addressPrefix: "10.8.2.0/24" },
      },
    },
    external: {
      cosmos: { resource: cosmos, ...inside },
      storage: { resource: storage, ...inside },
      keyVault: { resource: keyVault, ...inside },
      logAnalytics,
      vnet: { resource: vnet, ...inside },
    },
  },
);
app.synth();
