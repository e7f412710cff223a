import { IPv4 } from "ipaddr.js";
import { at, listAt, textAt } from "../json";
import type { Rule } from "../rule";

const ACCOUNTS = "Microsoft.Storage/storageAccounts";
/** What ipaddr.js calls addresses that no client on the internet has. */
const PRIVATE: readonly string[] = ["private", "loopback", "linkLocal", "carrierGradeNat"];
const NAMES = "learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules";

export const storage: readonly Rule[] = [
  {
    says: "a storage account's name has 3 to 24 lower-case letters and digits",
    source: NAMES,
    on: [ACCOUNTS],
    code: "AccountNameInvalid",
    refuse: (_asked, { name }) =>
      /^[a-z0-9]{3,24}$/.test(name) ? undefined : `${name} is not a valid storage account name`,
  },
  {
    says: "a container is public only where the account allows it",
    source: "learn.microsoft.com/azure/storage/blobs/anonymous-read-access-configure",
    on: [`${ACCOUNTS}/blobServices/containers`],
    code: "PublicAccessNotPermitted",
    status: 409,
    refuse(asked, { id, store }) {
      const access = textAt(asked, "properties.publicAccess");
      const account = store.get(id.replace(/\/blobServices\/.*$/i, ""));
      return access !== "" &&
        access !== "None" &&
        at(account?.body, "properties.allowBlobPublicAccess") !== true
        ? "Public access is not permitted on this storage account."
        : undefined;
    },
  },
  {
    says: "a container's or queue's name has lower-case letters, digits and single hyphens",
    source: NAMES,
    on: [`${ACCOUNTS}/blobServices/containers`, `${ACCOUNTS}/queueServices/queues`],
    code: "InvalidResourceName",
    refuse: (_asked, { name }) =>
      /^(?=.{3,63}$)[a-z0-9](-?[a-z0-9])*$/.test(name) ? undefined : `${name} is not a valid name`,
  },
  {
    says: "address rules of an account are public, with ranges of /30 or larger",
    source: "learn.microsoft.com/azure/storage/common/storage-network-security",
    on: [ACCOUNTS],
    code: "InvalidValuesForRequestParameters",
    refuse(asked) {
      const ranges = listAt(asked, "properties.networkAcls.ipRules").map((each) => textAt(each, "value"));
      const odd = ranges.find((range) => {
        const [address = "", bits] = range.split("/");
        return (
          !IPv4.isValid(address) || PRIVATE.includes(IPv4.parse(address).range()) || Number(bits ?? 30) > 30
        );
      });
      return odd && `Values for request parameters are invalid: networkAcls.ipRule[*].value: ${odd}`;
    },
  },
  {
    says: "infrastructure encryption, hierarchical namespace and kind of disk of an existing account cannot change",
    source: "azurerm 4.55, storage_account_resource.go",
    on: [ACCOUNTS],
    status: 409,
    code: "AccountPropertyCannotBeUpdated",
    refuse(asked, { earlier }) {
      const changed = [
        "properties.isHnsEnabled",
        "properties.encryption.requireInfrastructureEncryption",
      ].find(
        (path) =>
          at(asked, path) !== undefined &&
          at(earlier?.body, path) !== undefined &&
          at(asked, path) !== at(earlier?.body, path),
      );
      if (changed !== undefined) return `The property '${changed}' of an account cannot be changed.`;
      const [before, after] = [textAt(earlier?.body, "sku.name"), textAt(asked, "sku.name")];
      return before !== "" && after !== "" && before.split("_")[0] !== after.split("_")[0]
        ? `An account does not move from ${before} to ${after}.`
        : undefined;
    },
  },
  {
    says: "an account moves between zones and none by a conversion, which no request starts",
    source: "learn.microsoft.com/azure/storage/common/redundancy-migration",
    on: [ACCOUNTS],
    status: 409,
    code: "OperationNotAllowed",
    refuse(asked, { earlier }) {
      const [before, after] = [textAt(earlier?.body, "sku.name"), textAt(asked, "sku.name")];
      return before !== "" && after !== "" && before.endsWith("ZRS") !== after.endsWith("ZRS")
        ? `Storage account redundancy cannot change from ${before} to ${after}.`
        : undefined;
    },
  },
  {
    says: "point-in-time restore needs versions, the change feed, and deleted blobs for longer",
    source: "learn.microsoft.com/azure/storage/blobs/point-in-time-restore-overview",
    on: [`${ACCOUNTS}/blobServices`],
    code: "InvalidValuesForRequestParameters",
    refuse(asked) {
      if (at(asked, "properties.restorePolicy.enabled") !== true) return undefined;
      const days = Number(at(asked, "properties.restorePolicy.days"));
      const kept = Number(at(asked, "properties.deleteRetentionPolicy.days"));
      if (at(asked, "properties.isVersioningEnabled") !== true) return "Restore policy requires versioning";
      if (at(asked, "properties.changeFeed.enabled") !== true)
        return "Restore policy requires the change feed";
      return at(asked, "properties.deleteRetentionPolicy.enabled") === true && kept > days
        ? undefined
        : `Restore policy of ${days} days requires a longer retention of deleted blobs, got ${kept}`;
    },
  },
  {
    says: "a table's name has letters and digits, beginning with a letter",
    source: NAMES,
    on: [`${ACCOUNTS}/tableServices/tables`],
    code: "InvalidResourceName",
    refuse: (_asked, { name }) =>
      /^(?!tables$)[A-Za-z][A-Za-z0-9]{2,62}$/i.test(name) ? undefined : `${name} is not a valid table name`,
  },
];
