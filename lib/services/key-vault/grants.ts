import { type GrantRules, componentGrants, leftToOwner } from "../contract/component-grants";
import type { PlanContext } from "../contract/service";
import type { Grant } from "../contract/grant";
import { componentsOfFurtherApps } from "./further-readers";
import { isGiven } from "./given-secrets";
import type { KeyVaultPlan } from "./plan";
import { HOST_CONNECTION_STRING } from "./secret-names";
import type { KeyVaultSettings } from "./settings";

const ROLE = "Key Vault Secrets User";
const VAULT_GRANT = "key_vault_secrets_user";
const HOST_SECRET_GRANT = `key_vault_secrets_user_${HOST_CONNECTION_STRING}`;

/** Each secret on its own: learn.microsoft.com/azure/key-vault/general/rbac-guide */
const SECRETS: GrantRules<"read", "vault"> = {
  roles: { read: [ROLE] },
  on: "vault",
  below: (name) => `/secrets/${name}`,
};

export function keyVaultGrants(
  { existing }: KeyVaultPlan,
  { requirements, settings }: PlanContext,
): readonly Grant<"vault">[] {
  const { slotSettings } = settings.functionApp;
  const referring = wholeVault([
    ...settingsAt("functionApp.settings", settings.functionApp.settings),
    ...Object.entries(slotSettings).flatMap(([slot, own]) =>
      settingsAt(`functionApp.slotSettings.${slot}`, own),
    ),
  ]);
  const later = existing === undefined ? readLater(settings.keyVault) : [];
  // A further app has roles on secrets alone.
  const further = componentsOfFurtherApps(requirements);
  const awaited = requirements.secrets.filter(
    ({ name, component }) => later.includes(name) && !further.has(component),
  );
  const declared = componentGrants(
    requirements.secrets.filter((each) => !awaited.includes(each)),
    SECRETS,
  );
  const ofFirstApp =
    Object.keys(settings.functionApp.apps).length === 0 ? {} : ({ ofFirstApp: true } as const);
  const ofVault = (settings.keyVault.access === "vault" ? [anySecret(referring)] : referring).map(
    (grant) => ({
      ...grant,
      ...ofFirstApp,
    }),
  );
  const hosts = awaited.length === 0 ? referring : ofVault;
  const ofHost =
    settings.functionApp.package === "content-share" ? hostIdentityGrants([...hosts, ...declared]) : [];
  return leftToOwner(existing, [...ofVault, ...declared, ...ofHost]);
}

/** Azure assigns no role on a secret that does not exist, and the role on the vault covers it once somebody sets it. */
function readLater({ access, secrets }: KeyVaultSettings): readonly string[] {
  if (access !== "vault") return [];
  return Object.entries(secrets).flatMap(([name, secret]) => (isGiven(secret) ? [name] : []));
}

/** One assignment for both reasons: Azure has one for an identity, a role and a scope. */
function anySecret(referring: readonly Grant<"vault">[]): Grant<"vault"> {
  const reasons = ["any component reads any secret of the backend, as keyVault.access says"];
  return {
    id: VAULT_GRANT,
    role: ROLE,
    on: "vault",
    reason: [...reasons, ...referring.map(({ reason }) => reason)].join("; "),
    reaches: "every secret of the vault, declared by a component or not",
  };
}

/** The app has one identity for all key vault references, and with a content share it is one that is there before the app. */
function hostIdentityGrants(own: readonly Grant<"vault">[]): readonly Grant<"vault">[] {
  const toHost = { role: ROLE, on: "vault", to: "host-identity" } as const;
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

function settingsAt(
  path: string,
  settings: Readonly<Record<string, string>>,
): readonly (readonly [path: string, value: string])[] {
  return Object.entries(settings).map(([name, value]) => [`${path}.${name}`, value] as const);
}

/** A setting of the user's own may refer to any secret, in any of Azure's ways to write it. */
function wholeVault(
  settings: readonly (readonly [path: string, value: string])[],
): readonly Grant<"vault">[] {
  const referring = settings.filter(([, value]) => /^@Microsoft\.KeyVault\(/i.test(value));
  if (referring.length === 0) return [];
  const names = referring.map(([path]) => path);
  return [
    {
      id: VAULT_GRANT,
      role: ROLE,
      on: "vault",
      reason: `the Functions host reads what ${names.join(", ")} ${names.length === 1 ? "refers" : "refer"} to`,
      reaches: "every secret of the vault",
    },
  ];
}
