import { type GrantRules, componentGrants } from "../component-grants";
import type { Grant, PlanContext } from "../service";
import type { KeyVaultPlan } from "./plan";

const ROLE = "Key Vault Secrets User";

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
  if (brought?.roleAssignments === false) return [];
  return [
    ...wholeVault(Object.entries(settings.functionApp.settings)),
    ...componentGrants(requirements.secrets, SECRETS),
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
