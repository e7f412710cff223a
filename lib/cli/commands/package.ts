import type * as work from "../run/package";
import { defineCommand } from "../command";
import { appOptions, environmentsOption } from "./app-options";

export const packageCommand = defineCommand({
  name: "package",
  summary: "Bundles the code of all components into one package, with the command that releases it.",
  details: "All environments use the same package. docs/guides/releases.md describes its content.",
  options: {
    ...appOptions,
    ...environmentsOption,
    out: { value: "folder", summary: "the output folder", otherwise: "dist/functions" },
    options: {
      value: "file",
      summary: "options of packageRelease as JSON, such as hostJson, external and assets",
    },
  },
  examples: [
    ["package", "Package the code, for every environment of the app"],
    ["package --environment prod --out build", "Package for prod only, into another folder"],
  ],
  json: {
    file: "the package",
    sha256: "its SHA-256, in hexadecimal",
    functions: "the names of the functions in it",
    warnings: "what may fail at run time",
    command: "the command that releases it",
  },
  endings: ["done"],
  load: () => (require("../run/package") as typeof work).packageCode,
});
