/** A secret of the backend's key vault, by name: the value is read by the function host at run time. */
export interface SecretReference {
  readonly kind: "secret";
  /** The secret's name in `keyVault.secrets`, or `jwt-secret`. */
  readonly name: string;
}

/**
 * A secret for a component's `environment`; it reaches the app as a Key Vault reference, never as a value.
 *
 * @param name - one of `keyVault.secrets`, or `jwt-secret`, which is always there
 * @example `environment: { JWT_SECRET: secret("jwt-secret") }`
 */
export function secret(name: string): SecretReference {
  return Object.freeze({ kind: "secret", name });
}
