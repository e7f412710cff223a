import type { Retirement } from "./retirement";

/** Microsoft's own list of ends of life. */
const LIST = "github.com/Azure/EOL";
/** Azure Functions goes by Node's own calendar: learn.microsoft.com/azure/azure-functions/language-support-policy */
const NODE = "github.com/nodejs/Release";
const VERSIONS = "learn.microsoft.com/azure/azure-functions/functions-versions";

export const functionsRetirements = {
  "node-20": {
    what: "Node 20 in Azure Functions",
    state: "unsupported",
    date: "2026-04-30",
    replacement: "use node:24",
    source: LIST,
    place: { options: { "functionApp.runtime": "node:20" } },
  },
  "node-22": {
    what: "Node 22 in Azure Functions",
    state: "retires",
    date: "2027-04-30",
    replacement: "use node:24",
    source: NODE,
    place: { options: { "functionApp.runtime": "node:22" } },
  },
  "linux-consumption": {
    what: "Linux on Y1 (Consumption), which gets no new Node version",
    state: "retires",
    date: "2028-09-30",
    replacement: "use Windows, or FC1 (Flex Consumption)",
    source: VERSIONS,
    place: { options: { "functionApp.os": "linux", "functionApp.plan": "Y1" } },
  },
  "functions-runtime-1": {
    what: "Version 1.x of the Functions runtime",
    state: "unsupported",
    date: "2026-09-14",
    replacement: "use version 4",
    source: VERSIONS,
    place: { by: "never offered: every app runs version 4" },
  },
} as const satisfies Readonly<Record<string, Retirement>>;
