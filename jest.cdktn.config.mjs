import config from "./jest.config.mjs";

/**
 * The same tests on the engine's maintained fork.
 *
 * @type {import("jest").Config}
 */
export default {
  ...config,
  moduleNameMapper: { ...config.moduleNameMapper, "^cdktf$": "cdktn", "^cdktf/(.*)$": "cdktn/$1" },
  testPathIgnorePatterns: [
    ...config.testPathIgnorePatterns,
    // They start processes, which this mapping does not reach.
    "cli\\.test\\.ts$",
    "package\\.test\\.ts$",
    "package-release\\.test\\.ts$",
    "contributing\\.test\\.ts$",
    "examples\\.test\\.ts$",
    "terraform-module\\.test\\.ts$",
    // It compiles and generates, which no engine has a part in.
    "documentation\\.test\\.ts$",
    // No engine has a part in Azure, nor in what is released into it.
    "/release(-stopped|-connection)?\\.test\\.ts$",
    "stand-in.*\\.test\\.ts$",
    // Nor in what runs on a developer's machine.
    "local/.*\\.test\\.ts$",
    // It runs on both engines itself.
    "engines\\.test\\.ts$",
  ],
};
