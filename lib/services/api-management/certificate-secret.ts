import { azureId, parseAzureId } from "../../azure/azure-id";
import { constructId } from "../../kit/construct-id";

export const VAULTS = "Microsoft.KeyVault/vaults";

/** Parts of a secret's address, which certificates of a vault have too. */
export interface SecretAddress {
  readonly vault: string;
  readonly collection: "secrets" | "certificates" | "keys";
  readonly name: string;
  readonly version?: string;
}

/** learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#object-identifiers */
const ADDRESS =
  /^https:\/\/([a-z](?:[a-z0-9-]{1,22})[a-z0-9])\.vault\.(?:[a-z-]+\.)+[a-z]+\/(secrets|certificates|keys)\/([a-z0-9-]{1,127})(?:\/([a-z0-9]+))?\/?$/i;

/** Undefined for what is no address of a vault's secret, certificate or key. */
export function secretAddress(text: string): SecretAddress | undefined {
  const [, vault, collection, name, version] = ADDRESS.exec(text) ?? [];
  if (vault === undefined || name === undefined) return undefined;
  const kind = collection?.toLowerCase();
  if (kind !== "secrets" && kind !== "certificates" && kind !== "keys") return undefined;
  return { vault, collection: kind, name, ...(version === undefined ? {} : { version }) };
}

/** The role that the identity of API Management reads one certificate by. */
export interface CertificateGrant {
  /** Ends the address of its assignment. */
  readonly id: string;
  readonly vault: string;
  readonly secret: string;
  /** The secret's id in Azure, which the role is on. */
  readonly scope: string;
}

/** Reads the value of a secret: learn.microsoft.com/azure/key-vault/general/rbac-guide */
export const READER = "Key Vault Secrets User";
/** Begins the address of its assignment. */
export const READING_PRINCIPAL = "apim";

/** Undefined where the vault's owner gives the role. */
export function certificateGrant(
  secretId: string,
  keyVaultId: string | undefined,
): CertificateGrant | undefined {
  const secret = secretAddress(secretId);
  const vault = keyVaultId === undefined ? undefined : parseAzureId(keyVaultId, VAULTS);
  if (secret === undefined || vault === undefined) return undefined;
  return {
    id: constructId("certificate", `${secret.name}.${vault.name}`.toLowerCase()),
    vault: vault.name,
    secret: secret.name,
    scope: `${azureId(VAULTS, vault)}/secrets/${secret.name}`,
  };
}
