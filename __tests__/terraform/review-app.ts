import { App } from "cdktf";
import { defineBackend } from "../../lib";
import { scenarioNamed } from "../review/scenarios";

// One side of a scenario, as the variables name them.
const { base, change } = scenarioNamed(process.env["REVIEW_SCENARIO"] ?? "");
const { components, options, own } = process.env["REVIEW_SIDE"] === "base" ? (base ?? change) : change;
const app = new App();
const backend = defineBackend(components, { ...options, app });
own?.(backend);
app.synth();
