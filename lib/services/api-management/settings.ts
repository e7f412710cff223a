import type { ApiSettings } from "./api-settings";

/** Tiers of API Management: learn.microsoft.com/azure/api-management/api-management-features */
export type ApimTier =
  "Consumption" | "Developer" | "Basic" | "Standard" | "Premium" | "BasicV2" | "StandardV2" | "PremiumV2";

/** How API Management is connected to the virtual network. */
export type ApimNetworkType = "None" | "External" | "Internal";

/** A host name of your own for the gateway. learn.microsoft.com/azure/api-management/configure-custom-domain */
export interface ApimCustomDomainSettings {
  /**
   * The secret of the host name's certificate in a key vault, without a version, so that API Management follows renewals:
   * `https://kv-certificates.vault.azure.net/secrets/api-contoso-com`.
   */
  readonly certificateSecretId: string;
  /**
   * The resource id of that key vault, in any subscription of the tenant. The backend assigns the role that reads this one secret to
   * API Management.
   * @default - the owner of the vault assigns it
   */
  readonly keyVaultId?: string;
  /**
   * The resource id of the domain's public DNS zone in Azure, in any subscription of the tenant. The backend creates the record there.
   * @default - you create the record
   */
  readonly dnsZoneId?: string;
}

/** Option group `optional.apim`: API Management, and the components behind it as an API. */
export interface ApimSettings extends ApiSettings {
  /**
   * Whether the backend has it; `optional.apim: true` is an alias.
   * @default false
   */
  readonly enabled: boolean;
  /** The tier and its units. Changing between `Consumption`, the classic tiers and the v2 tiers replaces the service. */
  readonly sku: {
    /**
     * The tier. `Developer` has no service level agreement. Only `Developer`, `Premium` and `PremiumV2` can be in the virtual
     * network here: Azure also lets `StandardV2` call into one, which the library does not offer.
     * @default "Developer"
     */
    readonly name: ApimTier;
    /**
     * The number of units: `Developer` has 1, `Basic` up to 2, `Standard` 4, `Premium` 31, `BasicV2` and `StandardV2` 10, `PremiumV2` 30.
     * `Consumption` has none.
     * @default 1
     * @minimum 0
     * @asType integer
     */
    readonly capacity: number;
  };
  /**
   * The name of the publisher, 1 to 100 characters; `organization` is an alias.
   * @default - context `organization` in cdktf.json
   */
  readonly publisherName?: string;
  /**
   * The e-mail address of the publisher, which receives Azure's notifications.
   * @default - context `publisherEmail` in cdktf.json
   */
  readonly publisherEmail?: string;
  /**
   * `Internal`: in the network, reachable only from there. `External`: in the network, reachable from the internet too. `None`: not
   * in the network. Every change except one from `None` replaces the service.
   * @default - Internal if the backend has a network and the tier supports it, else None
   */
  readonly virtualNetworkType?: ApimNetworkType;
  /**
   * Creates private DNS zones for the gateway and the developer portal of an `Internal` service.
   * @default true
   */
  readonly privateDns: boolean;
  /**
   * Host names of your own for the gateway, such as `api.contoso.com`, each with its certificate. `Developer` and `Premium` have up to 20,
   * other tiers 1. The gateway keeps its own host name beside them. `false` removes one that an environment adds. See
   * `docs/recipes/custom-domain.md`.
   * @default {}
   */
  readonly customDomains: Readonly<Record<string, ApimCustomDomainSettings | false>>;
  /** The developer portal, of the classic tiers except `Consumption`. */
  readonly developerPortal: {
    /**
     * Visitors must sign in before they see anything.
     * @default true
     */
    readonly signIn: boolean;
    /**
     * Visitors can create an account.
     * @default false
     */
    readonly signUp: boolean;
    /**
     * The terms of service that are shown at sign-up.
     * @default - no terms
     */
    readonly termsOfService?: {
      /**
       * The terms, as plain string.
       * @minLength 1
       */
      readonly text: string;
      /**
       * Consent is required to sign up.
       * @default true
       */
      readonly consentRequired?: boolean;
    };
  };
}
