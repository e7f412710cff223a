import { App } from "cdktf";
import { type BackendOptions, defineBackend } from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";

// The sample with the options of one test, which come as JSON.
const options = JSON.parse(process.env["TEST_BACKEND_OPTIONS"] ?? "{}") as BackendOptions;
const app = new App();
defineBackend({ feedbackApi, processUploadFunction }, { app, ...options });
app.synth();
