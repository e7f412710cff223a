import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import type { Construct } from "constructs";
import type { ProviderFeatures } from "../services/contract/service";

/** The configuration of the provider of one stack. */
export interface ProviderInputs {
  /** Tells a second configuration of the provider in the same stack from the first. */
  readonly alias?: string;
  readonly subscriptionId?: string;
  readonly tenantId?: string;
  /** Namespaces that the stack's resources belong to; nothing else is registered. */
  readonly resourceProviders: readonly string[];
  /** Azure puts resources of its own into the stack's group: they go with it, instead of keeping it. */
  readonly groupHoldsAzuresOwn?: boolean;
  /** Nothing that is destroyed keeps its name: the next environment has the same ones. */
  readonly purgesOnDestroy?: boolean;
  /** What services need of it besides. */
  readonly features?: ProviderFeatures;
}

/** A provider that keeps to the control plane: plan and apply work from outside a closed network. */
export function buildProvider(
  scope: Construct,
  {
    alias,
    subscriptionId,
    tenantId,
    resourceProviders,
    groupHoldsAzuresOwn,
    purgesOnDestroy = false,
    features = {},
  }: ProviderInputs,
): AzurermProvider {
  const provider = new AzurermProvider(scope, alias === undefined ? "azurerm" : `azurerm_${alias}`, {
    ...(alias === undefined ? {} : { alias }),
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
    ...(tenantId === undefined ? {} : { tenantId }),
    resourceProviderRegistrations: "none",
    ...(resourceProviders.length === 0 ? {} : { resourceProvidersToRegister: [...resourceProviders] }),
    storageUseAzuread: true,
    features: [
      {
        // Without these the provider reads storage over the data plane, with an account key.
        storage: [{ dataPlaneAvailable: false }],
        keyVault: [{ purgeSoftDeleteOnDestroy: purgesOnDestroy, recoverSoftDeletedKeyVaults: true }],
        // Azure adds an alert rule to Application Insights, which tells people that nobody has chosen.
        applicationInsights: [{ disableGeneratedRule: true }],
        ...(groupHoldsAzuresOwn === true
          ? { resourceGroup: [{ preventDeletionIfContainsResources: false }] }
          : {}),
        logAnalyticsWorkspace: [{ permanentlyDeleteOnDestroy: purgesOnDestroy }],
        // ARM cannot delete a secret of a vault: destroy would stop there.
        templateDeployment: [{ deleteNestedItemsDuringDeletion: false }],
      },
    ],
  });
  // The bindings do not know those of later versions.
  for (const [name, settings] of Object.entries(features))
    provider.addOverride(`features.0.${name}`, [settings]);
  return provider;
}
