// The module that the Functions worker brings, as far as `@azure/functions` asks for it.
const { Module } = require("node:module");

/** From here on code of this process finds it; functions are handed over as they are registered. */
exports.bringFunctionsCore = (register) => {
  const core = {
    version: "1.0.0",
    hostVersion: "4.0.0",
    registerFunction(metadata) {
      register(metadata);
      return { dispose() {} };
    },
    registerHook: () => ({ dispose() {} }),
    setProgrammingModel() {},
    getProgrammingModel: () => ({ name: "@azure/functions", version: "4" }),
  };
  const original = Module.prototype.require;
  Module.prototype.require = function (name) {
    return name === "@azure/functions-core" ? core : original.apply(this, arguments);
  };
};
