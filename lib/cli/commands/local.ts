import type * as work from "../run/local";
import { STANDARD_PORTS, portsOf } from "../../local/emulators";
import { defineCommand } from "../command";
import { appOptions, environmentOption } from "./app-options";

export const local = defineCommand({
  name: "local",
  summary: "Starts Azurite with what the components need, and writes local.settings.json, until Ctrl-C.",
  options: {
    ...appOptions,
    ...environmentOption,
    ports: {
      value: "numbers",
      many: true,
      summary: "the ports of blobs, queues and tables, three with commas",
      otherwise: portsOf(STANDARD_PORTS).join(","),
    },
    "in-memory": { summary: "keeps no data when it ends" },
    "settings-only": { summary: "writes local.settings.json, and starts nothing" },
  },
  examples: [
    ["local --environment dev", "Work on the functions of dev on this machine"],
    ["local --environment dev --settings-only", "Write local.settings.json alone"],
  ],
  json: {
    settings: "the file of the settings, relative to the working folder",
    added: "the settings that were not there before",
    kept: "the settings that have another value in the file: it stays",
    missing: "an array of `{ name, by, standsFor }`: the settings that have no value yet",
  },
  endings: ["done"],
  load: () => (require("../run/local") as typeof work).local,
});
