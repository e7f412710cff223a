import { existsSync } from "node:fs";
import config from "./jest.config.mjs";

// What an engine has a part in: constructs, tokens, aspects, and errors at synth.
const TESTS = [
  "azure/tags",
  "backend/addresses",
  "backend/determinism",
  "components/references",
  "decide/backends-of-app",
  "decide/environments/ambient",
  "decide/existing/constructs",
  "decide/imports/import-from",
  "decide/printed-notes",
  "kit/role-assignment",
  "kit/template-deployment",
  "provider/version",
  "services/cosmos/build",
  "services/function-app/build",
  "services/function-app/code-source",
  "services/function-app/network",
  "services/key-vault/build",
  "services/networking/build",
  "services/safeguards/service",
  "services/storage/build",
  "stacks/cross-stack",
  "stacks/diagnostic-settings",
  "stacks/foreign-values",
  "stacks/ignored-tags",
  "stacks/state",
  "stacks/transform/fields",
  "stacks/transform/held",
  "stacks/transform/lists",
  "stacks/transform/transform",
  "terraform-tests/test-files",
];

for (const test of TESTS)
  if (!existsSync(new URL(`__tests__/${test}.test.ts`, import.meta.url)))
    throw new Error(`jest.cdktn.config.mjs: there is no __tests__/${test}.test.ts`);

/**
 * The tests of the engine's part, on its maintained fork with the bindings of that fork, as the
 * package cdktn-azure-backend has them. What both engines write for any options is compared byte
 * by byte by backend/engines.test.ts, so all other tests run on one of them.
 *
 * @type {import("jest").Config}
 */
export default {
  ...config,
  moduleNameMapper: {
    ...config.moduleNameMapper,
    "^cdktf(/.*)?$": "cdktn$1",
    "^@cdktf/provider-azurerm/(.*)$": "@cdktn/provider-azurerm/$1",
  },
  testMatch: TESTS.map((test) => `<rootDir>/__tests__/${test}.test.ts`),
};
