/** One secret; Azure makes its value, nobody else sees it. */
export interface SecretSettings {
  /**
   * Counting it up makes a new value.
   * @default 1
   * @minimum 1
   * @maximum 2147483647
   * @asType integer
   */
  readonly rotation?: number;
  /**
   * When the secret ends: a day, `"2027-06-30"`, which is its beginning in UTC, or a moment, `"2027-06-30T12:00:00Z"`.
   * Another date makes a new value, as another rotation does. Azure writes it beside the value and goes on answering
   * with it; `monitoring.alerts.secretNearExpiry` says so 30 days before.
   * @default - no end
   */
  readonly expires?: string;
}

/** Option group `keyVault`: the vault and its secrets. */
export interface KeyVaultSettings {
  /**
   * Days that deleted vaults and secrets can be restored, 7 to 90. It cannot change later.
   * @default 90
   * @minimum 7
   * @maximum 90
   * @asType integer
   */
  readonly softDeleteRetentionInDays: number;
  /**
   * Nobody can destroy the vault before the retention is over. It cannot be switched off later.
   * @default false
   */
  readonly enablePurgeProtection: boolean;
  /**
   * Keeps `cosmos-connection-string` and `storage-connection-string` as secrets, and so switches the keys of both
   * accounts on.
   * @default false
   */
  readonly connectionStrings: boolean;
  /**
   * What the function app and its slots may read: every secret of the vault, or only those that components and settings
   * declare. An existing vault in `external.keyVault` has `declared` unless this says otherwise.
   * @default "vault"
   */
  readonly access: "vault" | "declared";
  /**
   * Random secrets by name, made in Azure; `false` leaves one of them out again. A secret that was deployed before
   * stays in the vault.
   * @default {"jwt-secret":{}}
   */
  readonly secrets: Readonly<Record<string, SecretSettings | false>>;
}
