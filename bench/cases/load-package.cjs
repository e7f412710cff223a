// The sample's package as the Functions worker loads it, with a stand-in for the module that the worker brings.
const [library] = process.argv.slice(2);
const { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } = require("node:fs");
const { Module } = require("node:module");
const { join } = require("node:path");

const folder = join(library, "sample/dist/functions");
const unpacked = join(library, "sample/unpacked");
// By the first run, which is not measured: "package the sample" has run before it.
if (!existsSync(unpacked)) {
  const { unzipSync } = require("fflate");
  const [zip] = readdirSync(folder).filter((name) => name.endsWith(".zip"));
  mkdirSync(unpacked);
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(join(folder, zip)))))
    writeFileSync(join(unpacked, name), bytes);
}

Object.assign(process.env, {
  FEEDBACK_COSMOS__accountEndpoint: "https://cosmos.invalid/",
  FEEDBACK_COSMOS_DATABASE: "feedback-db",
  FEEDBACK_COSMOS_CONTAINER: "feedback",
});
const core = {
  version: "1.0.0",
  registerFunction: () => ({ dispose() {} }),
  registerHook: () => ({ dispose() {} }),
  setProgrammingModel() {},
  getProgrammingModel: () => ({ name: "@azure/functions", version: "4" }),
};
const original = Module.prototype.require;
Module.prototype.require = function (name) {
  return name === "@azure/functions-core" ? core : original.apply(this, arguments);
};
require(unpacked);
