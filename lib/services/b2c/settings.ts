/** The purpose of a user flow: learn.microsoft.com/azure/active-directory-b2c/user-flow-overview */
export type UserFlowType = "signUpSignIn" | "passwordReset" | "profileEdit";

/** How users sign in: with an e-mail address and a password, or with an account of another provider. */
export type IdentityProvider = "Email" | "Google" | "Microsoft";

/** One user flow; Azure AD B2C calls it `B2C_1_<name>`. */
export interface UserFlow {
  /** Letters, digits, hyphens and underscores, without `B2C_1_`. */
  readonly name: string;
  /** The purpose of the flow. */
  readonly type: UserFlowType;
  /**
   * How users sign in. `passwordReset` supports `Email` only.
   * @default ["Email"]
   */
  readonly identityProviders?: readonly IdentityProvider[];
}

/** A new tenant. None of its settings can change later. */
export interface CreateTenantSettings {
  /** The country code of the tenant, two letters: `US`. learn.microsoft.com/azure/active-directory-b2c/data-residency */
  readonly countryCode: string;
  /** Where its data is stored, as that page lists it for the country. It is not an Azure region. */
  readonly dataResidency: "Asia Pacific" | "Australia" | "Europe" | "Global" | "United States";
  /**
   * The display name in the portal.
   * @default - the project
   */
  readonly displayName?: string;
  /**
   * `PremiumP2` is an error: it ended on 2026-03-15. learn.microsoft.com/azure/active-directory-b2c/faq
   * @default "PremiumP1"
   */
  readonly sku?: "PremiumP1" | "PremiumP2";
}

/** Option group `optional.b2c`: an Azure AD B2C tenant, which signs in the users of an application. */
export interface B2cSettings {
  /**
   * Whether the backend has it; `optional.b2c: true` is an alias.
   * @default false
   */
  readonly enabled: boolean;
  /**
   * The name of the tenant: `contoso` for contoso.onmicrosoft.com. It is required for an existing tenant.
   * @default - with createTenant: project, environment and "auth" in one word
   */
  readonly tenantName?: string;
  /**
   * The id of the tenant. The output `issuerUri` needs it.
   * @default - no output for the issuer
   * @leftOut have no output for the issuer
   * @form a GUID, as the overview of the tenant shows it
   * @pattern ^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$
   */
  readonly tenantId?: string;
  /**
   * Client ids of the applications whose tokens API Management accepts: the audience of its policy.
   * @default []
   */
  readonly clientIds: readonly string[];
  /**
   * The user flows that exist, or that `createUserFlows` creates: no Terraform provider supports them.
   * @default [{"name":"signup-signin","type":"signUpSignIn","identityProviders":["Email","Google","Microsoft"]},{"name":"password-reset","type":"passwordReset","identityProviders":["Email"]}]
   */
  readonly userFlows: readonly UserFlow[];
  /**
   * Creates the tenant, for subscriptions that still can: Azure AD B2C is not sold to new customers since 2025-05-01.
   * @default - the tenant exists
   */
  readonly createTenant?: CreateTenantSettings;
}
