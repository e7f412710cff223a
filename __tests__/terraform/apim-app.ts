import { App } from "cdktf";
import { type BackendOptions, defineBackend, defineFunction } from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";

// The sample behind API Management, with a route of each kind.
const entry = __filename;
const options = JSON.parse(process.env["TEST_BACKEND_OPTIONS"] ?? "{}") as BackendOptions;
const app = new App();
defineBackend(
  {
    feedbackApi,
    processUploadFunction,
    reports: defineFunction({
      name: "reports",
      entry,
      trigger: { type: "http", route: "reports/{day:int?}", methods: ["GET"], authLevel: "anonymous" },
    }),
    files: defineFunction({
      name: "files",
      entry,
      trigger: { type: "http", route: "files/{*path}", methods: ["GET", "HEAD"], authLevel: "anonymous" },
    }),
  },
  { app, ...options },
);
app.synth();
