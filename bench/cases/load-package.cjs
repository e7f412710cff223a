// The sample's package as the Functions worker loads it, with a stand-in for the module that the worker brings.
const [library] = process.argv.slice(2);
const { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { bringFunctionsCore } = require("../../lib/stand-in/functions-core.cjs");

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
bringFunctionsCore(() => undefined);
require(unpacked);
