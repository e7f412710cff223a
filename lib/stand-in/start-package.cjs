// Starts an unpacked package as the Functions worker does, in a process of its own, and tells on file descriptor 3 what it
// registers: `node start-package.cjs <folder> <main>`.
const { writeSync } = require("node:fs");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { bringFunctionsCore } = require("./functions-core.cjs");

const [folder, main] = process.argv.slice(2);
const registered = [];
bringFunctionsCore(({ name, bindings }) => registered.push({ name, bindings }));

const path = join(folder, main);
const tell = (report) => {
  writeSync(3, JSON.stringify(report));
  // What the code has opened would keep the process alive.
  process.exit();
};
const load = async () => (main.endsWith(".mjs") ? import(pathToFileURL(path).href) : void require(path));
load().then(
  () => tell({ registered }),
  (error) => tell({ error: error instanceof Error ? error.message : String(error) }),
);
