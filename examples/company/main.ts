import { App } from "cdktf";
import { defineBackend } from "cdktf-azure-backend";
import { components } from "./components";
import { options } from "./options";

const app = new App();
defineBackend(components, { app, ...options });
app.synth();
