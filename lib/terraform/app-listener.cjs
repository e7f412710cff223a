"use strict";
/*
 * Loaded into the app's process by --require: hands over the plans of the backends that the app defines, and prints a
 * configuration error without the stack of the library. It is plain JavaScript because it runs before anything
 * that could compile it.
 */
const { appendFileSync } = require("node:fs");
const { subscribe } = require("node:diagnostics_channel");
const { setSourceMapsSupport } = require("node:module");
const { inspect } = require("node:util");

const file = process.env.CDKTF_AZURE_BACKEND_HEARD;

function handOver(message) {
  if (file) appendFileSync(file, `${JSON.stringify(message)}\n`);
}

// tsx asks Node for source maps of every file. Those of the provider bindings are large, lead to files that are not published,
// and cost a tenth to a quarter of the app's time. Node has the choice since 22.14.
if (setSourceMapsSupport)
  process.setSourceMapsEnabled = (isEnabled) => {
    setSourceMapsSupport(isEnabled, { nodeModules: false, generatedCode: isEnabled });
  };

subscribe("azure-backend:plan", (message) => {
  if (process.env.CDKTF_AZURE_BACKEND_TEST_FILES) message.addTerraformTests?.();
  if (process.env.CDKTF_AZURE_BACKEND_PLANS_ONLY) message.writeEmptyStacks?.();
  const resources = process.env.CDKTF_AZURE_BACKEND_RESOURCES ? message.listResources?.() : undefined;
  handOver({ backend: { ...message, resources } });
});

process.on("uncaughtException", (error) => {
  const isConfigError = error && error.name === "BackendConfigError" && Array.isArray(error.problems);
  if (isConfigError) handOver({ failure: { message: error.message, problems: error.problems } });
  else {
    process.stderr.write(`${inspect(error)}\n`);
    handOver({ failure: { message: error instanceof Error ? error.message : String(error) } });
  }
  process.exit(1);
});
