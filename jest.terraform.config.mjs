import config from "./jest.config.mjs";

/**
 * The stage that runs the real tools: cdktf-cli, Terraform and the azurerm provider, against the stand-in.
 *
 * @type {import("jest").Config}
 */
export default {
  ...config,
  roots: ["<rootDir>/__tests__/terraform"],
  testPathIgnorePatterns: [],
  globalSetup: "<rootDir>/__tests__/terraform/support/find-provider.ts",
  globalTeardown: "<rootDir>/__tests__/terraform/support/report.ts",
  testTimeout: 20 * 60_000,
  // They wait for the provider, which waits for Azure: hardly any of it is work.
  maxWorkers: 10,
};
