import { nameFault } from "../../azure/names/azure-names";
import { redacted } from "../../settings/redacted";
import type { BindingKind } from "./binding";

/** A secret of the backend's key vault that a handler reads through a client of its own. */
export interface SecretAccess {
  readonly type: "secret";
  /** One of `keyVault.secrets`, or `jwt-secret`. */
  readonly secret: string;
  readonly action: "read";
}

/** Nothing is bound to a secret: app settings refer to it with `secret(name)`. */
export const secretBinding: BindingKind<never, SecretAccess> = {
  directions: {},
  accessFields: { type: true, secret: true, action: true },
  actions: ["read"],
  example: '{ type: "secret", secret: "jwt-secret", action: "read" }',

  check(path, { secret: name }, report) {
    const fault =
      typeof name === "string" ? nameFault("keyVaultSecret", name) : "the name of the secret is missing";
    if (fault === undefined) return true;
    report(`${path}.secret`, `${fault}, got ${redacted(name)}`, 'choose a name such as "jwt-secret"');
    return false;
  },

  needs: ({ secret: name }) => ({
    secrets: [{ name, action: "read", field: "secret", reason: "reads it" }],
  }),

  // Every function has KEY_VAULT_URI.
  settings: () => ({}),

  register() {
    throw new Error("there is no binding of type secret");
  },
};
