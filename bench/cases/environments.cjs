// The components of main.ts, in the environments that are named: what is not built in extends dev.
const [library, ...names] = process.argv.slice(2);
const { App } = require("cdktf");
const { defineBackend } = require(library);
const components = require("./sample-components.cjs")(library);

const own = names.filter((name) => name !== "dev" && name !== "prod");
const environments = Object.fromEntries(own.map((name) => [name, { extends: "dev" }]));

const app = new App();
for (const environment of names)
  defineBackend(components, { app, project: "feedback", location: "eastus2", environment, environments });
app.synth();
