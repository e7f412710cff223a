import type { ApiSettings } from "./api-settings";

/** Tiers of API Management: learn.microsoft.com/azure/api-management/api-management-features */
export type ApimTier =
  "Consumption" | "Developer" | "Basic" | "Standard" | "Premium" | "BasicV2" | "StandardV2" | "PremiumV2";

/** How API Management takes part in the virtual network. */
export type ApimNetworkType = "None" | "External" | "Internal";

/** Option group `optional.apim`: API Management, and the components behind it as an API. */
export interface ApimSettings extends ApiSettings {
  /**
   * Whether there is one; `optional.apim: true` says the same.
   * @default false
   */
  readonly enabled: boolean;
  /** What it is made of; changing between `Consumption`, the classic tiers and those of version 2 replaces the service. */
  readonly sku: {
    /**
     * The tier. `Developer` has no service level agreement; only it, `Premium` and `PremiumV2` can be in the network.
     * @default "Developer"
     */
    readonly name: ApimTier;
    /**
     * Units: `Developer` has 1, `Basic` up to 2, `Standard` 4, `Premium` 31, `BasicV2` and `StandardV2` 10, `PremiumV2` 30.
     * `Consumption` has none.
     * @default 1
     * @minimum 0
     * @asType integer
     */
    readonly capacity: number;
  };
  /**
   * Who publishes the API, 1 to 100 characters. Also written as `organization`.
   * @default - context `organization` in cdktf.json
   */
  readonly publisherName?: string;
  /**
   * The publisher's e-mail address, which Azure writes to.
   * @default - context `publisherEmail` in cdktf.json
   */
  readonly publisherEmail?: string;
  /**
   * `Internal`: in the network, reached from there alone. `External`: in the network, and reached from the internet too.
   * `None`: outside of it. Any other change than from `None` replaces the service.
   * @default - Internal where there is a network and the tier can be in it, else None
   */
  readonly virtualNetworkType?: ApimNetworkType;
  /**
   * Private DNS zones for the names of gateway and developer portal, of an `Internal` one.
   * @default true
   */
  readonly privateDns: boolean;
  /** The developer portal, of classic tiers other than `Consumption`. */
  readonly developerPortal: {
    /**
     * Visitors see nothing until they have signed in.
     * @default true
     */
    readonly signIn: boolean;
    /**
     * Visitors make an account of their own.
     * @default false
     */
    readonly signUp: boolean;
    /**
     * What who signs up is shown.
     * @default - no terms
     */
    readonly termsOfService?: {
      /**
       * As text.
       * @minLength 1
       */
      readonly text: string;
      /**
       * Whoever signs up has to agree.
       * @default true
       */
      readonly consentRequired?: boolean;
    };
  };
}
