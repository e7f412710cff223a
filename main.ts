import { App } from "cdktf";
import { feedbackApi, processUploadFunction } from "./examples/feedback/components";
import { defineBackend } from "./lib";

const app = new App();
for (const environment of ["dev", "prod"] as const)
  defineBackend({ feedbackApi, processUploadFunction }, { app, environment, root: "examples/feedback" });
app.synth();
