import { App } from "cdktf";
import { defineBackend } from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { azureId } from "../support/shared";

// A backend with its API in a service that others share, and its app on a plan of theirs.
const app = new App();
defineBackend(
  { feedbackApi, processUploadFunction },
  {
    app,
    functionApp: { plan: "EP1" },
    external: {
      apim: {
        id: azureId("Microsoft.ApiManagement/service", "apim-shared", process.env["ARM_SUBSCRIPTION_ID"]),
      },
      servicePlan: {
        id: azureId("Microsoft.Web/serverFarms", "asp-shared", process.env["ARM_SUBSCRIPTION_ID"]),
      },
    },
  },
);
app.synth();
