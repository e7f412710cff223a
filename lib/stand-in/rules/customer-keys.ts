import { type Json, at, objectAt, textAt } from "../json";
import { key } from "../resource-path";
import { roleName } from "../role-definitions";
import type { Rule } from "../rule";
import type { Store } from "../store";

const STORAGE = "Microsoft.Storage/storageAccounts";
const COSMOS = "Microsoft.DocumentDB/databaseAccounts";
const VAULTS = "Microsoft.KeyVault/vaults";

export const customerKeys: readonly Rule[] = [
  {
    says: "a storage account's own key is in a vault with purge protection, and its identity may use it",
    source: "learn.microsoft.com/azure/storage/common/customer-managed-keys-overview",
    on: [STORAGE],
    refuse(asked, { store }) {
      const encryption = objectAt(asked, "properties.encryption");
      const uri = textAt(encryption, "keyvaultproperties.keyvaulturi");
      return uri === ""
        ? undefined
        : whyNot(uri, textAt(encryption, "identity.userAssignedIdentity"), asked, store);
    },
  },
  {
    says: "a Cosmos DB account's own key is in a vault with purge protection, and its identity may use it",
    source: "learn.microsoft.com/azure/cosmos-db/how-to-setup-customer-managed-keys",
    on: [COSMOS],
    refuse(asked, { store }) {
      const uri = textAt(asked, "properties.keyVaultKeyUri");
      const [, identity = ""] =
        /^UserAssignedIdentity=(.*)$/.exec(textAt(asked, "properties.defaultIdentity")) ?? [];
      return uri === "" ? undefined : whyNot(uri, identity, asked, store);
    },
  },
];

function whyNot(uri: string, identity: string, asked: Json, store: Store): string | undefined {
  const host = new URL(uri).host;
  const vault = store
    .ofType(VAULTS)
    .find(({ body }) => new URL(textAt(body, "properties.vaultUri")).host === host);
  if (vault === undefined) return `The key vault of ${uri} was not found`;
  if (at(vault.body, "properties.enablePurgeProtection") !== true)
    return `Key vault ${vault.name} has no purge protection`;
  const isOwn = Object.keys(objectAt(asked, "identity.userAssignedIdentities")).some(
    (each) => key(each) === key(identity),
  );
  if (!isOwn) return `The account has no identity ${identity}`;
  const principal = textAt(store.get(identity)?.body, "properties.principalId");
  const mayUse = store
    .ofType("Microsoft.Authorization/roleAssignments")
    .filter(({ id }) => key(id).startsWith(`${key(vault.id)}/`))
    .filter(({ body }) => textAt(body, "properties.principalId") === principal)
    .some(({ body }) => roleName(textAt(body, "properties.roleDefinitionId").slice(-36)) === USER);
  return mayUse ? undefined : `Identity ${identity} may not use the keys of key vault ${vault.name}`;
}

const USER = "Key Vault Crypto Service Encryption User";
