import { App } from "cdktf";
import { type BackendOptions, defineBackend, defineFunction } from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";

// The sample, and a function that makes public assets out of uploads.
const options = JSON.parse(process.env["TEST_BACKEND_OPTIONS"] ?? "{}") as BackendOptions;
const app = new App();
defineBackend(
  {
    feedbackApi,
    processUploadFunction,
    resize: defineFunction({
      name: "resize",
      entry: __filename,
      trigger: { type: "blob", path: "uploads/{name}" },
      bindings: [{ type: "blob", direction: "out", name: "small", path: "assets/{name}" }],
    }),
  },
  { app, ...options },
);
app.synth();
