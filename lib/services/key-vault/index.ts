import type { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import type { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { TerraformResource } from "cdktf";
import { cosmos } from "../cosmos";
import { FUNCTIONS_SUBNET_ID, networking } from "../networking";
import { outputsOf } from "../contract/outputs";
import type { PlatformContext, Service } from "../contract/service";
import { storage } from "../storage";
import type * as Build from "./build";
import { type KeyVaultUsage, keyVaultCost } from "./cost";
import { decideKeyVault } from "./decisions";
import { keyVaultGrants } from "./grants";
import { keyVaultNeeds } from "./network";
import { type KeyVaultPlan, type SecretPlan, planKeyVault } from "./plan";
import { keyVaultPolicyNotes } from "./policy-notes";
import { keyVaultReachable } from "./reachable";
import { VAULT_CONSTRUCT_ID, keyVaultResources } from "./resources";
import { JWT_SECRET } from "./secret-names";
import { existingKeyVault } from "./external";
import type { KeyVaultWords } from "./words";

export { secretsExpire } from "./expiry";
export { HOST_CONNECTION_STRING } from "./secret-names";

// The engine takes longer to load than all else: a command that reads plans needs no builder.
const build = () => require("./build") as typeof Build;

/** The types of this service: its plan, its resources, its outputs. */
export interface KeyVaultShape extends KeyVaultWords {
  plan: KeyVaultPlan;
  usage: KeyVaultUsage;
  network: object;
  platform: {
    /** Undefined where an existing one is used. */
    readonly keyVault: KeyVault | undefined;
    /** The deployments that made the secrets, by secret name. */
    readonly keyVaultSecrets: Readonly<Record<string, ResourceGroupTemplateDeployment>>;
  };
  workloads: object;
  shared: { readonly id: string; readonly uri: string };
  scopes: "vault";
  targets: "vault";
}

const outputs = outputsOf(
  {
    made: ({ vault }: KeyVaultPlan) => vault,
    built: ({ keyVault: vault }: KeyVaultShape["platform"]) => vault,
    existing: ({ existing }) => existing && { existing },
  },
  {
    id: {
      of: (vault) => vault.id,
      expected: ({ name }, { resourceGroupId }) =>
        `${resourceGroupId}/providers/Microsoft.KeyVault/vaults/${name}`,
      existing: ({ id }) => id,
    },
    uri: {
      of: (vault) => vault.vaultUri,
      expected: ({ name }) => uriOf(name),
      existing: ({ name }, { existing: { endpoints } }) => endpoints["vaultUri"] ?? uriOf(name),
    },
  },
);

export const keyVault: Service<KeyVaultShape> = {
  defaults: {
    softDeleteRetentionInDays: 90,
    enablePurgeProtection: false,
    connectionStrings: false,
    access: "vault",
    secrets: {},
  },

  samples: { secrets: { [JWT_SECRET]: {} } },

  decide: decideKeyVault,
  required: {
    why: "all secrets are stored in it, for example jwt-secret",
    instead: "use an existing key vault with external.keyVault",
  },
  options: { secrets: { mayBeSecret: true } },
  plan: planKeyVault,
  cost: keyVaultCost,

  endpoints: ({ existing }) =>
    existing.keyVault === undefined
      ? [{ id: "key_vault", stack: "platform", on: "vault", subresource: "vault" }]
      : [],

  networkNeeds: keyVaultNeeds,

  grants: keyVaultGrants,
  reachable: keyVaultReachable,

  appSettings: () => ({ KEY_VAULT_URI: [{ service: "keyVault", output: "uri" }] }),

  resourceProviders: () => ({ platform: ["Microsoft.KeyVault"], workloads: ["Microsoft.KeyVault"] }),

  external: { keyVault: existingKeyVault },

  resources: keyVaultResources,

  keeps: ({ vault }) =>
    vault === undefined ? [] : [{ resource: "keyVault", constructId: VAULT_CONSTRUCT_ID, name: vault.name }],

  stacks: { platform: { build: buildPlatform, outputs, policyNotes: keyVaultPolicyNotes } },

  privateLinkTargets: ({ keyVault: vault }) => ({ vault }),

  scopes: ({ shared }) => ({ vault: shared(keyVault).id }),
};

/** Of Azure's public cloud, with the slash that Azure ends it with. */
function uriOf(vault: string): string {
  return `https://${vault}.vault.azure.net/`;
}

function buildPlatform(context: PlatformContext<KeyVaultShape>): KeyVaultShape["platform"] {
  const { scope, place, plan, built, shared, transformed, reference } = context;
  const vault = plan.vault && build().buildKeyVault(scope, place, plan.vault, connections(), transformed);
  const target =
    vault === undefined || plan.vault === undefined
      ? plan.existing && reference(plan.existing)
      : { name: plan.vault.name, resourceGroupName: vault.resourceGroupName };
  if (target === undefined)
    throw new Error("a key vault is neither a storage account of the backend nor an existing one");
  const deployments = { ...target, deploymentPrefix: plan.deploymentPrefix };
  const secrets = plan.secrets.map((secret) => {
    const parents = [vault, accountOf(secret)].filter((parent) => parent !== undefined);
    return [secret.name, build().buildSecret(scope, deployments, secret, parents, transformed)] as const;
  });
  return { keyVault: vault, keyVaultSecrets: Object.fromEntries(secrets) };

  function connections(): Build.VaultConnections {
    const subnetId =
      plan.vault?.access === "functions-subnet" ? shared(networking)[FUNCTIONS_SUBNET_ID] : undefined;
    return { tenantId: context.tenantId, ...(subnetId === undefined ? {} : { functionsSubnetId: subnetId }) };
  }

  function accountOf({ value }: SecretPlan): TerraformResource | undefined {
    switch (value.type) {
      case "random":
        return undefined;
      case "cosmos-connection-string":
        return built(cosmos).cosmos;
      case "storage-connection-string":
        return value.host ? built(storage).hostStorage : built(storage).storage;
    }
  }
}
