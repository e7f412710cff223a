import type * as work from "../run/local";
import { STANDARD_PORTS, portsOf } from "../../local/emulators";
import { defineCommand } from "../command";
import { appOptions, environmentOption } from "./app-options";

export const local = defineCommand({
  name: "local",
  summary:
    "Starts Azurite with the containers, queues and tables of the components, and writes local.settings.json; Ctrl-C ends it.",
  options: {
    ...appOptions,
    ...environmentOption,
    ports: {
      value: "numbers",
      many: true,
      summary: "the ports of blobs, queues and tables, separated by commas",
      otherwise: portsOf(STANDARD_PORTS).join(","),
    },
    "in-memory": { summary: "deletes all data when it ends" },
    "settings-only": { summary: "writes local.settings.json, but starts nothing" },
  },
  examples: [
    ["local --environment dev", "Run the functions of dev on this machine"],
    ["local --environment dev --settings-only", "Write only local.settings.json"],
  ],
  json: {
    settings: "the file of the settings, relative to the working folder",
    added: "the settings that were added",
    kept: "the settings that have another value in the file, which is kept",
    missing: "an array of `{ name, by, standsFor }`: the settings that have no value yet",
  },
  endings: ["done"],
  load: () => (require("../run/local") as typeof work).local,
});
