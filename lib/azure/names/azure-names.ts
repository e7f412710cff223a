import { type NameRule, ruleFault } from "./name-rule";

/**
 * Azure's rules for names that are checked where a user declares a component, and of deployments. Those of everything
 * else are in the record of the resource, which refers to these: lib/services/<service>/resources.ts.
 * Source: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules, and the azurerm
 * validators where those are stricter.
 */
export const nameRules = {
  keyVaultSecret: {
    label: "key vault secret",
    min: 1,
    max: 127,
    pattern: /^[0-9a-zA-Z-]+$/,
    characters: "letters, digits and hyphens",
    scope: "parent",
  },
  cosmosContainer: {
    label: "Cosmos DB container",
    min: 1,
    max: 255,
    pattern: /^[^/\\#?%]*[^/\\#?% ]$/,
    characters: "anything but / \\ # ? %, not ending in a space",
    scope: "parent",
  },
  storageContainer: {
    label: "blob container",
    min: 3,
    max: 63,
    pattern: /^[a-z0-9](-?[a-z0-9])*$/,
    characters: "lower-case letters, digits and single hyphens, no hyphen at either end",
    scope: "parent",
  },
  storageQueue: {
    label: "storage queue",
    min: 3,
    max: 63,
    pattern: /^[a-z0-9](-?[a-z0-9])*$/,
    characters: "lower-case letters, digits and single hyphens, no hyphen at either end",
    scope: "parent",
  },
  storageTable: {
    label: "storage table",
    min: 3,
    max: 63,
    pattern: /^(?!tables?$)[a-z][a-z0-9]*$/i,
    characters: 'letters and digits, beginning with a letter, not "table"',
    scope: "parent",
  },
  templateDeployment: {
    label: "template deployment",
    min: 1,
    max: 64,
    pattern: /^[-\w._()]+$/,
    characters: "letters, digits, - _ . ( )",
    scope: "resource group",
  },
} as const satisfies Readonly<Record<string, NameRule>>;

export type CommonNameKind = keyof typeof nameRules;

/** Why Azure would refuse `name`; undefined when it would not. */
export function nameFault(kind: CommonNameKind, name: string): string | undefined {
  return ruleFault(nameRules[kind], name);
}
