import { App } from "cdktf";
import * as components from "../../examples/feedback/components";
import { type BackendOptions, defineBackend } from "../../lib";

// The sample with the options of one test, which come as JSON.
const options = JSON.parse(process.env["TEST_BACKEND_OPTIONS"] ?? "{}") as BackendOptions;
const app = new App();
defineBackend(components, { app, root: "examples/feedback", ...options });
app.synth();
