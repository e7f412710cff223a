/** @type {import("jest").Config} */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.test.ts"],
  // A stage of its own, jest.terraform.config.mjs: it needs Terraform's provider.
  testPathIgnorePatterns: ["/__tests__/terraform/"],
  // Types are checked by the compiler, in the same command as the tests.
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }],
    // A package of ECMAScript modules alone, which tests load as the other kind.
    "/node_modules/jose/.+\\.js$": ["@swc/jest", { jsc: { target: "es2022" }, module: { type: "commonjs" } }],
  },
  transformIgnorePatterns: ["/node_modules/(?!jose/)"],
  // The examples import the library as its users do.
  moduleNameMapper: { "^cdktf-azure-backend(/.*)?$": "<rootDir>/lib$1" },
  testSequencer: "<rootDir>/__tests__/support/package-sequencer.mjs",
  globalSetup: "<rootDir>/__tests__/support/prepare-run.ts",
  globalTeardown: "<rootDir>/__tests__/support/remove-package-folder.ts",
  setupFilesAfterEnv: ["<rootDir>/__tests__/support/setup.ts"],
  // Names that a test's context has to ask for each time, which is a tenth of a synth. None of them is replaced by a test, or declared
  // by a module at its top, as the others are.
  sandboxInjectedGlobals: ["Array", "JSON", "Map", "Math", "Object", "RegExp", "WeakMap"],
  // Nothing here is about time, and a busy machine is no fault.
  testTimeout: 60_000,
  // Two cores: a worker waits for processes that it starts for a quarter of its time.
  maxWorkers: 3,
};
