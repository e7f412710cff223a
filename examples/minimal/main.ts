import { defineBackend } from "cdktf-azure-backend";
import { feedbackApi, processUploadFunction } from "../feedback/components";

// Everything else is a default: of dev, or of the environment that BACKEND_ENVIRONMENT names.
const backend = defineBackend({
  feedbackApi,
  processUploadFunction,
});

backend.synth();
