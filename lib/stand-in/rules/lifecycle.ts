import { type Json, at, listAt, objectAt, textAt } from "../json";
import type { Rule } from "../rule";

const POLICIES = "Microsoft.Storage/storageAccounts/managementPolicies";
const STRUCTURE = "learn.microsoft.com/azure/storage/blobs/lifecycle-management-policy-structure";
const MOST_RULES = 100;
const MOST_PREFIXES = 10;

export const lifecycle: readonly Rule[] = [
  {
    says: "an account has one lifecycle policy, default",
    source: "learn.microsoft.com/rest/api/storagerp/management-policies/create-or-update",
    on: [POLICIES],
    refuse: (_asked, { name }) => (name === "default" ? undefined : `${name} is not default`),
  },
  {
    says: "a lifecycle policy has 1 to 100 rules, each with a name of its own",
    source: STRUCTURE,
    on: [POLICIES],
    code: "InvalidValuesForRequestParameters",
    refuse(asked) {
      const names = rulesOf(asked).map((rule) => textAt(rule, "name").toLowerCase());
      if (names.length === 0 || names.length > MOST_RULES)
        return `A policy has 1 to ${MOST_RULES} rules, got ${names.length}`;
      const odd = names.find((name, index) => name === "" || names.indexOf(name) !== index);
      return odd === undefined ? undefined : `The name '${odd}' is empty, or that of two rules`;
    },
  },
  {
    says: "a lifecycle rule has types of blobs, an action, and ten prefixes at most that begin with a container",
    source: STRUCTURE,
    on: [POLICIES],
    code: "InvalidValuesForRequestParameters",
    refuse(asked) {
      for (const rule of rulesOf(asked)) {
        const name = textAt(rule, "name");
        const types = listAt(rule, "definition.filters.blobTypes");
        const prefixes = listAt(rule, "definition.filters.prefixMatch").map(String);
        if (types.length === 0) return `Rule '${name}' has no types of blobs`;
        if (prefixes.length > MOST_PREFIXES || prefixes.some((each) => !/^[$a-z0-9]/.test(each)))
          return `Rule '${name}' has more than ${MOST_PREFIXES} prefixes, or one that begins with no container`;
        if (Object.keys(objectAt(rule, "definition.actions")).length === 0)
          return `Rule '${name}' has no action`;
      }
      return undefined;
    },
  },
  {
    says: "a lifecycle rule moves no append blobs to another tier",
    source: STRUCTURE,
    on: [POLICIES],
    code: "InvalidValuesForRequestParameters",
    refuse: (asked) =>
      rulesOf(asked).some(
        (rule) =>
          at(rule, "definition.actions.baseBlob.tierToCool") !== undefined &&
          listAt(rule, "definition.filters.blobTypes").includes("appendBlob"),
      )
        ? "Append blobs have no tiers"
        : undefined,
  },
  {
    says: "an account with redundancy over zones has no archive tier",
    source: "learn.microsoft.com/azure/storage/blobs/access-tiers-overview#archive-access-tier",
    on: [POLICIES],
    code: "InvalidValuesForRequestParameters",
    refuse(asked, { id, store }) {
      const sku = textAt(store.get(id.replace(/\/managementPolicies\/.*$/i, ""))?.body, "sku.name");
      const archives = rulesOf(asked).some((rule) =>
        ["baseBlob", "version", "snapshot"].some(
          (group) => at(rule, `definition.actions.${group}.tierToArchive`) !== undefined,
        ),
      );
      return archives && sku.endsWith("ZRS") ? `The archive tier is not supported for ${sku}` : undefined;
    },
  },
];

function rulesOf(asked: Json): readonly Json[] {
  return listAt(asked, "properties.policy.rules");
}
