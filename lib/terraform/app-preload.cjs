"use strict";
/*
 * Loaded into the app's process by --require, before tsx: loads the packages that the app's file would load. tsx looks at every
 * file that is loaded after it, although packages hold nothing that it has to compile, which costs a fifth of the app's time.
 * It is plain JavaScript for the same reason as app-listener.cjs.
 */
const { existsSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");

const file = process.argv[1];

for (const name of file ? ["cdktf", "cdktf-azure-backend"] : []) {
  const { resolve } = createRequire(file);
  // A project of the same name would resolve to itself, and does not import itself by name.
  const isInstalled = resolve.paths(name)?.some((folder) => existsSync(join(folder, name, "package.json")));
  try {
    if (isInstalled) require(resolve(name));
  } catch {
    // The app loads it again, and reports why it cannot.
  }
}
