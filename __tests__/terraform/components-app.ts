import { App } from "cdktf";
import { type BackendOptions, defineBackend, defineFunction, defineQueueProcessor } from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";

// A function for each kind of trigger.
const entry = "./src/handler.ts";
const options = JSON.parse(process.env["TEST_BACKEND_OPTIONS"] ?? "{}") as BackendOptions;
const app = new App();
defineBackend(
  {
    feedbackApi,
    processUploadFunction,
    report: defineFunction({ name: "report", entry, trigger: { type: "http", route: "reports/{day}" } }),
    tidy: defineFunction({ name: "tidy", entry, trigger: { type: "timer", schedule: "0 30 4 * * *" } }),
    invoices: defineQueueProcessor({ name: "invoices", entry }),
    audit: defineFunction({ name: "audit", entry, trigger: { type: "cosmosDB", container: "feedback" } }),
  },
  { app, ...options },
);
app.synth();
