/** One secret. Its value is in no plan and no state. */
export interface SecretSettings {
  /**
   * Where the value comes from. `random`: Azure generates it. `given`: somebody puts it into the vault, such as a key of another
   * company; no deployment makes it, changes it or deletes it.
   * @default "random"
   */
  readonly value?: "random" | "given";
  /**
   * A higher number generates a new value.
   * @default 1
   * @minimum 1
   * @maximum 2147483647
   * @asType integer
   */
  readonly rotation?: number;
  /**
   * The expiry date: a day, `"2027-06-30"` (00:00 UTC), or a time, `"2027-06-30T12:00:00Z"`. Another date generates a new
   * value, as another rotation does. Azure still returns an expired value; `monitoring.alerts.secretNearExpiry` alerts 30 days
   * before.
   * @default - never expires
   */
  readonly expires?: string;
}

/** Option group `keyVault`: the vault and its secrets. */
export interface KeyVaultSettings {
  /**
   * Days for which deleted vaults and secrets can be restored, 7 to 90. It cannot change later.
   * @default 90
   * @minimum 7
   * @maximum 90
   * @asType integer
   */
  readonly softDeleteRetentionInDays: number;
  /**
   * A deleted vault cannot be purged before its retention ends. It cannot be switched off later.
   * @default false
   */
  readonly enablePurgeProtection: boolean;
  /**
   * Stores `cosmos-connection-string` and `storage-connection-string` as secrets. This enables the keys of both accounts.
   * @default false
   */
  readonly connectionStrings: boolean;
  /**
   * Which secrets the function app and its slots can read. `vault`: every secret. `declared`: only those that components and
   * settings name, which is the default for an existing vault in `external.keyVault`.
   * @default "vault"
   */
  readonly access: "vault" | "declared";
  /**
   * Secrets by name, with random values that Azure generates, or with values of your own. `false` removes a default secret from the options; a secret that is
   * deployed already stays in the vault.
   * @default {"jwt-secret":{}}
   */
  readonly secrets: Readonly<Record<string, SecretSettings | false>>;
}
