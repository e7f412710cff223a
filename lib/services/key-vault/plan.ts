import type { PlanContext } from "../service";
import {
  CONNECTION_STRINGS,
  COSMOS_CONNECTION_STRING,
  HOST_CONNECTION_STRING,
  STORAGE_CONNECTION_STRING,
} from "./secret-names";

/** One secret that will be made. */
export interface SecretPlan {
  readonly name: string;
  readonly rotation: number;
  /** Random, or a connection string of the account of that name. */
  readonly value:
    | { readonly type: "random" }
    | { readonly type: "cosmos-connection-string"; readonly account: string }
    | { readonly type: "storage-connection-string"; readonly account: string; readonly host: boolean };
}

/** What will be built of `keyVault`. */
export interface KeyVaultPlan {
  readonly name: string;
  readonly softDeleteRetentionInDays: number;
  readonly enablePurgeProtection: boolean;
  readonly secrets: readonly SecretPlan[];
}

export function planKeyVault(context: PlanContext): KeyVaultPlan {
  const { settings, name, checkName } = context;
  const { secrets, connectionStrings, softDeleteRetentionInDays, enablePurgeProtection } = settings.keyVault;
  const rotationOf = (secret: string): number => {
    const said = secrets[secret];
    return typeof said === "object" ? (said.rotation ?? 1) : 1;
  };
  const derived = new Set([...CONNECTION_STRINGS, HOST_CONNECTION_STRING]);

  const random = Object.entries(secrets).flatMap(([secret, said]): readonly SecretPlan[] => {
    if (said === false || derived.has(secret)) return [];
    checkName("keyVaultSecret", secret, `keyVault.secrets.${secret}`);
    return [{ name: secret, rotation: said.rotation ?? 1, value: { type: "random" } }];
  });

  const separate = settings.storage.hostAccount === "separate";
  const ofAccounts: readonly SecretPlan[] = [
    ...(connectionStrings
      ? ([
          {
            name: COSMOS_CONNECTION_STRING,
            rotation: rotationOf(COSMOS_CONNECTION_STRING),
            value: { type: "cosmos-connection-string", account: name("cosmosAccount") },
          },
          {
            name: STORAGE_CONNECTION_STRING,
            rotation: rotationOf(STORAGE_CONNECTION_STRING),
            value: { type: "storage-connection-string", account: name("storageAccount"), host: false },
          },
        ] as const)
      : []),
    ...(settings.functionApp.package === "content-share"
      ? ([
          {
            name: HOST_CONNECTION_STRING,
            rotation: rotationOf(HOST_CONNECTION_STRING),
            value: {
              type: "storage-connection-string",
              account: name(separate ? "hostStorageAccount" : "storageAccount"),
              host: true,
            },
          },
        ] as const)
      : []),
  ];
  return {
    name: name("keyVault"),
    softDeleteRetentionInDays,
    enablePurgeProtection,
    secrets: [...random, ...ofAccounts].sort((one, other) => (one.name < other.name ? -1 : 1)),
  };
}
