import { LOAD_LISTENER } from "./registrations";

/** What the script tells of a package: functions as they were registered, and components whose code does not load. */
export interface LoadReport {
  readonly functions: readonly LoadedFunction[];
  readonly faults: readonly LoadFault[];
}

/** A function as `@azure/functions` has registered it. */
export interface LoadedFunction {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface LoadFault {
  /** Its name; undefined where the package itself does not load. */
  readonly component?: string;
  readonly message: string;
  readonly stack: string;
}

/**
 * Loads a package as the Functions worker does, with a stand-in for the module that the worker brings, and tells what
 * became of it. It is plain JavaScript, for a process of its own: code of the user's runs in it.
 */
export const LOAD_SCRIPT = `
const { Module } = require("node:module");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const [folder, main] = process.argv.slice(2);
const report = { functions: [], faults: [] };
const fault = (component, error) => {
  const isError = error !== null && typeof error === "object" && typeof error.message === "string";
  report.faults.push({
    component,
    message: isError ? (error.name ?? "Error") + ": " + error.message : String(error),
    stack: isError ? String(error.stack) : "",
  });
};
const core = {
  version: "1.0.0",
  hostVersion: "4.0.0",
  registerFunction(metadata) {
    report.functions.push({ name: metadata.name, bindings: metadata.bindings });
    return { dispose() {} };
  },
  registerHook: () => ({ dispose() {} }),
  setProgrammingModel() {},
  getProgrammingModel: () => ({ name: "@azure/functions", version: "4" }),
  log() {},
  Disposable: class { dispose() {} },
};
const original = Module.prototype.require;
Module.prototype.require = function (name) {
  return name === "@azure/functions-core" ? core : original.apply(this, arguments);
};
globalThis[Symbol.for(${JSON.stringify(LOAD_LISTENER)})] = fault;
const end = process.exit.bind(process);
process.exit = (code) => {
  throw new Error("process.exit(" + (code ?? "") + ") was called, which would end the worker of every function");
};
const tell = () => process.send(report, () => end());
process.on("uncaughtException", (error) => { fault(undefined, error); tell(); });
process.on("disconnect", () => end());
const path = join(folder, main);
const load = async () => (main.endsWith(".mjs") ? import(pathToFileURL(path).href) : void require(path));
load().catch((error) => fault(undefined, error)).then(() => setImmediate(tell));
`;
