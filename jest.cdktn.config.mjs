import { createRequire } from "node:module";
import config from "./jest.config.mjs";

const { engineAlone } = createRequire(import.meta.url)("./__tests__/support/together.cjs");

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
  testMatch: ["<rootDir>/__tests__/together/*.cdktn.cjs", ...engineAlone],
};
