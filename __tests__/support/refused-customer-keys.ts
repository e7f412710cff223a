import { objectAt } from "../../lib/stand-in/json";
import { guid } from "../../lib/stand-in/guid";
import { ACCOUNT, STORAGE, type Asked, type Row, account, assignment, vault } from "./asked";
import { inGroup } from "./manager";

const READER = inGroup("Microsoft.ManagedIdentity/userAssignedIdentities/id-keys");
const URI = "https://kv-one.vault.azure.net";
const identity = { type: "UserAssigned", userAssignedIdentities: { [READER]: {} } };
const may = assignment("one", "e147488a-f6f5-4113-8e2d-b22465e65bf6", guid(`principal ${READER}`));
const ready: readonly Asked[] = [vault({ enablePurgeProtection: true }), [READER, {}], may];

const storage = (keyvaulturi = URI): Asked => [
  STORAGE,
  {
    identity,
    properties: {
      encryption: {
        keySource: "Microsoft.Keyvault",
        keyvaultproperties: { keyname: "data", keyvaulturi },
        identity: { userAssignedIdentity: READER },
      },
    },
  },
];
const cosmos = (defaultIdentity = `UserAssignedIdentity=${READER}`): Asked => [
  ACCOUNT,
  {
    identity,
    properties: {
      ...objectAt(account()[1], "properties"),
      keyVaultKeyUri: `${URI}/keys/data`,
      defaultIdentity,
    },
  },
];
const plain: Asked = [STORAGE, {}];

/** Encryption with keys of the reader's own: docs/recipes/customer-managed-keys.md. */
export const refusedOfCustomerKeys: Readonly<Record<string, Row | readonly Row[]>> = {
  "a storage account's own key is in a vault with purge protection, and its identity may use it": [
    {
      given: ready,
      right: storage(),
      wrong: storage("https://kv-two.vault.azure.net"),
      message: "400 BadRequest: The key vault of https://kv-two.vault.azure.net was not found",
    },
    {
      given: [vault(), [READER, {}], may],
      right: plain,
      wrong: storage(),
      message: "400 BadRequest: Key vault kv-one has no purge protection",
    },
    {
      given: ready.slice(0, 2),
      right: plain,
      wrong: storage(),
      message: `400 BadRequest: Identity ${READER} may not use the keys of key vault kv-one`,
    },
  ],
  "a Cosmos DB account's own key is in a vault with purge protection, and its identity may use it": {
    given: ready,
    right: cosmos(),
    wrong: cosmos("FirstPartyIdentity"),
    message: "400 BadRequest: The account has no identity",
  },
};
