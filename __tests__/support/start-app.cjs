"use strict";
/*
 * Starts an app as the tool does: `node start-app.cjs main.ts`. What is TypeScript is compiled in this process, and nothing looks at
 * the files of packages, as tsx does for a third of the time.
 */
const { readFileSync } = require("node:fs");
const Module = require("node:module");
const { resolve } = require("node:path");
const { transformSync } = require("@swc/core");

Module._extensions[".ts"] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, "utf8"), {
    filename,
    swcrc: false,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  });
  module._compile(code, filename);
};

const app = resolve(process.argv[2]);
process.argv.splice(1, 2, app);
require(app);
