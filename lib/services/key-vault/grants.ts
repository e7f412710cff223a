import { type GrantRules, componentGrants, leftToOwner } from "../component-grants";
import type { Grant, PlanContext } from "../service";
import type { KeyVaultPlan } from "./plan";
import { HOST_CONNECTION_STRING } from "./secret-names";

const ROLE = "Key Vault Secrets User";
const HOST_SECRET_GRANT = `key_vault_secrets_user_${HOST_CONNECTION_STRING}`;

/** Each secret on its own: learn.microsoft.com/azure/key-vault/general/rbac-guide */
const SECRETS: GrantRules<"read"> = {
  plane: "azure",
  roles: { read: [ROLE] },
  on: "vault",
  below: (name) => `/secrets/${name}`,
};

export function keyVaultGrants(
  { brought }: KeyVaultPlan,
  { requirements, settings }: PlanContext,
): readonly Grant[] {
  const own = [
    ...wholeVault(Object.entries(settings.functionApp.settings)),
    ...componentGrants(requirements.secrets, SECRETS),
  ];
  const ofHost = settings.functionApp.package === "content-share" ? hostIdentityGrants(own) : [];
  return leftToOwner(brought, [...own, ...ofHost]);
}

/** The app has one identity for all key vault references, and with a content share it is one that is there before the app. */
function hostIdentityGrants(own: readonly Grant[]): readonly Grant[] {
  const toHost = { plane: "azure", role: ROLE, on: "vault", to: "host-identity" } as const;
  return [
    {
      ...toHost,
      id: HOST_SECRET_GRANT,
      below: SECRETS.below(HOST_CONNECTION_STRING),
      reason: "an identity of the Functions host reads it while the app is made",
    },
    ...own.map(({ id, below, reason }) => ({
      ...toHost,
      id,
      ...(below !== undefined && { below }),
      reason: `an identity of the Functions host resolves references: ${reason}`,
    })),
  ];
}

/** A setting of the user's own may refer to any secret, in any of Azure's ways to write it. */
function wholeVault(settings: readonly (readonly [name: string, value: string])[]): readonly Grant[] {
  const referring = settings.filter(([, value]) => /^@Microsoft\.KeyVault\(/i.test(value));
  if (referring.length === 0) return [];
  const names = referring.map(([name]) => `functionApp.settings.${name}`);
  return [
    {
      id: "key_vault_secrets_user",
      plane: "azure",
      role: ROLE,
      on: "vault",
      reason: `the Functions host reads what ${names.join(", ")} ${names.length === 1 ? "refers" : "refer"} to`,
    },
  ];
}
