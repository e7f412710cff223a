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
}

/** Option group `keyVault`: the vault and its secrets. */
export interface KeyVaultSettings {
  /**
   * Days that deleted vaults and secrets can be brought back, 7 to 90. It cannot change later.
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
   * Random secrets by name, made in Azure; `false` leaves one of them out again. A secret that was deployed before
   * stays in the vault.
   * @default {"jwt-secret":{}}
   */
  readonly secrets: Readonly<Record<string, SecretSettings | false>>;
}
