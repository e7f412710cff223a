import { type AcceptRule, CUSTOMER_KEYS, type Cause, OPEN, accepted, always } from "./accept-rule";
import {
  allAccounts,
  assetsAccount,
  assetsContainers,
  dataAccounts,
  dataContainers,
} from "./judged-resources";

const DIAGNOSTICS: Cause = {
  when: "always",
  reason: "the classic logging of storage: diagnostic settings send the same to the workspace",
};
const ASSETS: Cause = {
  when: "with Front Door, for the account of public assets",
  reason:
    "the account of public assets is there for everyone to read, and holds nothing else: `optional.cdn`",
};
const PUBLIC: Cause = {
  when: 'a container has `publicAccess: "Blob"`',
  reason: "`storage.containers.<name>.publicAccess` lets everyone read the blobs of a container",
};
const KEYS: Cause = {
  when: "keys of the account are on",
  reason: "`storage.allowSharedKeyAccess`, `keyVault.connectionStrings` or a content share needs them",
};
const ONE_REGION: Cause = {
  when: "`storage.sku` is LRS or ZRS",
  reason:
    "all copies are in one region, with LRS three copies in one datacenter: `storage.sku` takes GRS and GZRS",
};

const isOpen = ({ closed }: { readonly closed: boolean }): boolean => !closed;
const OPEN_CHECKS = [
  ["CKV_AZURE_59", "storage closed to the internet"],
  ["CKV_AZURE_35", "storage denies by default"],
  ["AZU-0012", "storage denies by default"],
  ["CKV2_AZURE_33", "storage with a private endpoint"],
] as const;
const ANONYMOUS_CHECKS = [
  ["CKV_AZURE_190", "storage without public blobs"],
  ["CKV2_AZURE_47", "storage without anonymous reading"],
] as const;
const CONTAINER_CHECKS = [
  ["CKV_AZURE_34", "container private"],
  ["AZU-0007", "container private"],
] as const;

export const storageRules: readonly AcceptRule[] = [
  ...accepted(CUSTOMER_KEYS, allAccounts, always, [
    ["CKV2_AZURE_1", "storage encrypted with a customer's key"],
  ]),
  ...accepted(CUSTOMER_KEYS, allAccounts, ({ hasContainers }) => hasContainers, [
    ["AZU-0060", "storage encrypted with a customer's key"],
  ]),
  ...accepted(DIAGNOSTICS, allAccounts, always, [
    ["CKV_AZURE_33", "queue logging"],
    ["AZU-0057", "storage logging"],
  ]),
  ...accepted(DIAGNOSTICS, allAccounts, ({ hasQueues }) => hasQueues, [["AZU-0009", "queue logging"]]),
  ...accepted(DIAGNOSTICS, (plan) => [...dataContainers(plan), ...assetsContainers(plan)], always, [
    ["CKV2_AZURE_21", "blob read logging"],
  ]),
  ...accepted(OPEN, dataAccounts, isOpen, OPEN_CHECKS),
  ...accepted(ASSETS, assetsAccount, isOpen, OPEN_CHECKS),
  ...accepted(PUBLIC, dataAccounts, ({ allowPublicBlobs }) => allowPublicBlobs, ANONYMOUS_CHECKS),
  ...accepted(ASSETS, assetsAccount, ({ allowPublicBlobs }) => allowPublicBlobs, ANONYMOUS_CHECKS),
  ...accepted(PUBLIC, dataContainers, ({ isPublic }) => isPublic, CONTAINER_CHECKS),
  ...accepted(ASSETS, assetsContainers, always, CONTAINER_CHECKS),
  ...accepted(KEYS, allAccounts, ({ allowSharedKeyAccess }) => allowSharedKeyAccess, [
    ["CKV2_AZURE_40", "storage without keys"],
  ]),
  ...accepted(ONE_REGION, allAccounts, ({ replication }) => !replication.includes("G"), [
    ["CKV_AZURE_206", "replicated storage"],
    ["AZU-0058", "geo-redundant storage"],
  ]),
];
