import { App } from "cdktf";
import { defineBackend } from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";

// A backend whose state nobody here can reach.
const app = new App();
defineBackend(
  { feedbackApi, processUploadFunction },
  {
    app,
    environment: "prod",
    subscriptionId: "12345678-1234-1234-1234-123456789abc",
    state: { type: "azurerm", storageAccountName: "sttfstate", containerName: "tfstate" },
  },
);
app.synth();
