// One environment with so many functions, each with a queue of its own.
const [library, count] = process.argv.slice(2);
const { App } = require("cdktf");
const { defineBackend, defineQueueProcessor } = require(library);

const components = Object.fromEntries(
  Array.from({ length: Number(count) }, (_, index) => [
    `queue${index + 1}`,
    defineQueueProcessor({ name: `queue${index + 1}`, entry: __filename }),
  ]),
);

const app = new App();
defineBackend(components, { app, project: "bench", location: "eastus2", environment: "dev" });
app.synth();
