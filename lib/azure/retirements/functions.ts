import { listed, nodeEnd } from "./recorded-ends";
import type { Retirement } from "./retirement";

const VERSIONS = "learn.microsoft.com/azure/azure-functions/functions-versions";

/** Azure Functions goes by the calendar of Node: learn.microsoft.com/azure/azure-functions/language-support-policy */
export const functionsRetirements = {
  "node-20": {
    what: "Node 20 in Azure Functions",
    state: "unsupported",
    ...nodeEnd("20"),
    replacement: "use node:24",
    place: { options: { "functionApp.runtime": "node:20" } },
  },
  "node-22": {
    what: "Node 22 in Azure Functions",
    state: "retires",
    ...nodeEnd("22"),
    replacement: "use node:24",
    place: { options: { "functionApp.runtime": "node:22" } },
  },
  "node-24": {
    what: "Node 24 in Azure Functions",
    state: "retires",
    ...nodeEnd("24"),
    replacement: "use the version of Node after it, once azurerm takes one",
    place: { newest: "functionApp.runtime" },
  },
  "linux-consumption": {
    what: "Linux on Y1 (Consumption), which gets no new Node version",
    state: "retires",
    date: listed("345").date,
    replacement: "use Windows, or FC1 (Flex Consumption)",
    source: VERSIONS,
    place: { options: { "functionApp.os": "linux", "functionApp.plan": "Y1" } },
  },
  "functions-runtime-1": {
    what: "Version 1.x of the Functions runtime",
    state: "unsupported",
    date: listed("336").date,
    replacement: "use version 4",
    source: VERSIONS,
    place: { by: "never offered: every app runs version 4" },
  },
} as const satisfies Readonly<Record<string, Retirement>>;
