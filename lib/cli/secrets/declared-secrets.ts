import type { BackendPlan } from "../../decide/backend-plan";
import { didYouMean } from "../../settings/nearest";
import { CLOUDS, type AzureCloud } from "../../release/clouds";

/** Where the value of a secret comes from. */
export type SecretSource =
  /** Somebody puts it into the vault. */
  | "given"
  /** Azure generates it when the platform stack is deployed. */
  | "random"
  /** A deployment makes it of the keys of an account. */
  | "connection-string"
  /** The owner of an existing vault puts it there. */
  | "existing-vault";

/** A component that reads a secret. */
export interface SecretReader {
  readonly component: string;
  /** The app setting that has the value. */
  readonly setting: string;
}

/** One secret of an environment. */
export interface DeclaredSecret {
  readonly name: string;
  readonly source: SecretSource;
  readonly readers: readonly SecretReader[];
}

/** The key vault of an environment. */
export interface VaultPlace {
  readonly name: string;
  /** `kv-shop-dev.vault.azure.net` */
  readonly host: string;
  /** Undefined where it is that of the login. */
  readonly subscriptionId: string | undefined;
  readonly resourceGroup: string;
}

/** Every secret of an environment, by name. */
export function declaredSecrets({
  settings,
  services,
  requirements,
}: BackendPlan): readonly DeclaredSecret[] {
  const { keyVault } = services;
  const isOwners = keyVault.existing !== undefined && !keyVault.existing.createChildren;
  const made = new Map(keyVault.secrets.map(({ name, value }) => [name, value.type]));
  const named = Object.entries(settings.keyVault.secrets).flatMap(([name, secret]) =>
    secret === false ? [] : [name],
  );
  const names = [...new Set([...named, ...made.keys()])].sort();
  return names.map((name) => ({
    name,
    source: isOwners ? "existing-vault" : sourceOf(made.get(name)),
    readers: requirements.secrets
      .filter((each) => each.name === name)
      .map(({ component, field }) => ({ component, setting: field })),
  }));
}

function sourceOf(made: string | undefined): SecretSource {
  if (made === undefined) return "given";
  return made === "random" ? "random" : "connection-string";
}

/** Where the secrets of an environment are; undefined where only the stack of an existing vault knows. */
export function vaultOf(
  { services, resourceGroups, subscriptionId }: BackendPlan,
  cloud: AzureCloud,
): VaultPlace | undefined {
  const { vault, existing } = services.keyVault;
  if (vault !== undefined)
    return {
      name: vault.name,
      host: hostOf(vault.name, cloud),
      subscriptionId,
      resourceGroup: resourceGroups.platform,
    };
  if (existing?.parts === undefined) return undefined;
  const { name, resourceGroupName, subscriptionId: own = subscriptionId } = existing.parts;
  const uri = existing.endpoints["vaultUri"];
  return {
    name,
    host: uri === undefined ? hostOf(name, cloud) : new URL(uri).host,
    subscriptionId: own,
    resourceGroup: resourceGroupName,
  };
}

function hostOf(vault: string, cloud: AzureCloud): string {
  return `${vault}.${CLOUDS[cloud].vaults}`;
}

/**
 * Why a value of your own must not be put into a secret, and what to do instead; undefined where it may.
 *
 * @param name - as it was typed
 */
export function whyNotSet(plan: BackendPlan, name: string): string | undefined {
  const secrets = declaredSecrets(plan);
  const secret = secrets.find((each) => each.name === name);
  const { environment } = plan;
  if (secret === undefined) {
    const meant = didYouMean(
      name,
      secrets.map((each) => each.name),
    );
    const add = `add it to keyVault.secrets: { "${name}": { value: "given" } }, and deploy.`;
    const missing = `The environment ${environment} has no secret "${name}"`;
    return meant === "" ? `${missing}: ${add}` : `${missing}${meant} Otherwise ${add}`;
  }
  switch (secret.source) {
    case "given":
    case "existing-vault":
      return undefined;
    case "random":
      return (
        `The secret "${name}" of ${environment} has a random value, which the next rotation would write over yours: ` +
        `set keyVault.secrets.${name}.value to "given", deploy, and run this command again.`
      );
    case "connection-string":
      return `The secret "${name}" of ${environment} is a connection string, which a deployment makes: choose another secret.`;
  }
}
