import type { NameRule } from "./name-rule";

/** Alerts of every kind: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftinsights */
const ALERT = {
  min: 1,
  max: 260,
  pattern: /^[^*#&+:<>?@%{}\\/]*[^*#&+:<>?@%{}\\/ .]$/,
  characters: "no * # & + : < > ? @ % { } \\ /, and no full stop or space at the end",
  scope: "resource group",
  prefix: "alert",
  several: true,
} as const;

/** What watches a backend and its costs. */
export const monitoringNames = {
  actionGroup: {
    label: "action group",
    min: 1,
    max: 260,
    pattern: /^[^:<>+/&%\\?|]*[^:<>+/&%\\?|. ]$/,
    characters: "no : < > + / & % \\ ? |, and no full stop or space at the end",
    scope: "resource group",
    prefix: "ag",
    several: true,
  },
  metricAlert: {
    label: "metric alert",
    ...ALERT,
  },
  activityLogAlert: {
    label: "activity log alert",
    ...ALERT,
  },
  logSearchAlert: {
    label: "log search alert",
    ...ALERT,
  },
  availabilityTest: {
    label: "availability test",
    min: 1,
    max: 260,
    pattern: /^[-\w.()]*[-\w()]$/,
    characters: "letters, digits, - _ . ( ), not ending in a full stop",
    scope: "resource group",
    prefix: "webtest",
  },
  queryPack: {
    label: "query pack",
    min: 4,
    max: 63,
    pattern: /^[0-9a-z]([0-9a-z-]*[0-9a-z])?$/i,
    characters: "letters, digits and hyphens, no hyphen at either end",
    scope: "resource group",
    prefix: "pack",
  },
  budget: {
    label: "budget",
    min: 1,
    max: 63,
    pattern: /^[-_a-z0-9]+$/i,
    characters: "letters, digits, - and _",
    scope: "parent",
    prefix: "budget",
    several: true,
  },
} as const satisfies Readonly<Record<string, NameRule>>;
