import type { ExistingResource } from "../contract/existing-resource";
import { type PlanContext, deploymentPrefix } from "../contract/service";
import { secondsOf } from "./expiry";
import { isGiven } from "./given-secrets";
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
  /** When it ends, in seconds since 1970. */
  readonly expires?: number;
  /** Random, or a connection string of the account of that name. */
  readonly value:
    | { readonly type: "random" }
    | { readonly type: "cosmos-connection-string"; readonly account: AccountName }
    | { readonly type: "storage-connection-string"; readonly account: AccountName; readonly host: boolean };
}

/** An account, in the group of the deployment unless it says another. */
export interface AccountName {
  readonly name: string;
  readonly resourceGroupName?: string;
}

/** Who reaches a vault over the network. */
export type KeyVaultAccess = "everybody" | "functions-subnet" | "private-endpoints";

/** A key vault that will be built. */
export interface VaultPlan {
  readonly name: string;
  readonly softDeleteRetentionInDays: number;
  readonly enablePurgeProtection: boolean;
  readonly access: KeyVaultAccess;
}

/** What will be built of `keyVault`. */
export interface KeyVaultPlan {
  /** The vault that will be made, unless an existing one is used. */
  readonly vault?: VaultPlan;
  readonly existing?: ExistingResource;
  /** Those that will be made; none where an existing vault is expected to have them. */
  readonly secrets: readonly SecretPlan[];
  /** Begins the names of the deployments that make secrets. */
  readonly deploymentPrefix: string;
}

export function planKeyVault(context: PlanContext): KeyVaultPlan {
  const { settings, existing, name, checkName } = context;
  const { secrets, connectionStrings } = settings.keyVault;
  const lifeOf = (secret: string): Pick<SecretPlan, "rotation" | "expires"> => {
    const given = secrets[secret];
    const { rotation = 1, expires } = typeof given === "object" ? given : {};
    const seconds = expires === undefined ? undefined : secondsOf(expires);
    return { rotation, ...(seconds === undefined ? {} : { expires: seconds }) };
  };
  // A secret of an existing vault is deployed into that vault's group.
  const account = (kind: "cosmosAccount" | "storageAccount" | "hostStorageAccount"): AccountName => ({
    name: name(kind),
    ...(existing.keyVault === undefined ? {} : { resourceGroupName: name("resourceGroup", "platform") }),
  });
  const derived = new Set([...CONNECTION_STRINGS, HOST_CONNECTION_STRING]);

  const random = Object.entries(secrets).flatMap(([secret, given]): readonly SecretPlan[] => {
    if (given === false || derived.has(secret)) return [];
    checkName("keyVaultSecret", secret, `keyVault.secrets.${secret}`);
    if (isGiven(given)) return [];
    return [{ name: secret, ...lifeOf(secret), value: { type: "random" } }];
  });

  const separate = settings.storage.hostAccount === "separate";
  const ofAccounts: readonly SecretPlan[] = [
    ...(connectionStrings
      ? ([
          {
            name: COSMOS_CONNECTION_STRING,
            ...lifeOf(COSMOS_CONNECTION_STRING),
            value: { type: "cosmos-connection-string", account: account("cosmosAccount") },
          },
          {
            name: STORAGE_CONNECTION_STRING,
            ...lifeOf(STORAGE_CONNECTION_STRING),
            value: { type: "storage-connection-string", account: account("storageAccount"), host: false },
          },
        ] as const)
      : []),
    ...(settings.functionApp.package === "content-share"
      ? ([
          {
            name: HOST_CONNECTION_STRING,
            ...lifeOf(HOST_CONNECTION_STRING),
            value: {
              type: "storage-connection-string",
              account: account(separate ? "hostStorageAccount" : "storageAccount"),
              host: true,
            },
          },
        ] as const)
      : []),
  ];
  const wanted = [...random, ...ofAccounts].sort((one, other) => (one.name < other.name ? -1 : 1));
  return existing.keyVault === undefined
    ? { vault: planVault(context), secrets: wanted, deploymentPrefix: deploymentPrefix(undefined, context) }
    : {
        existing: existing.keyVault,
        secrets: existing.keyVault.createChildren ? wanted : [],
        deploymentPrefix: deploymentPrefix(existing.keyVault, context),
      };
}

function planVault({ settings: { keyVault, networking }, name }: PlanContext): VaultPlan {
  const { softDeleteRetentionInDays, enablePurgeProtection } = keyVault;
  return {
    name: name("keyVault"),
    softDeleteRetentionInDays,
    enablePurgeProtection,
    access: accessOf(networking),
  };
}

function accessOf({ vnet, privateEndpoints }: PlanContext["settings"]["networking"]): KeyVaultAccess {
  if (privateEndpoints) return "private-endpoints";
  return vnet ? "functions-subnet" : "everybody";
}
