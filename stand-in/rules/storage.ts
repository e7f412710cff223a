import { at, textAt } from "../json";
import type { Rule } from "../rule";

const ACCOUNTS = "Microsoft.Storage/storageAccounts";
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
    says: "a table's name has letters and digits, beginning with a letter",
    source: NAMES,
    on: [`${ACCOUNTS}/tableServices/tables`],
    code: "InvalidResourceName",
    refuse: (_asked, { name }) =>
      /^[A-Za-z][A-Za-z0-9]{2,62}$/.test(name) ? undefined : `${name} is not a valid table name`,
  },
];
