/** What a user flow is for: learn.microsoft.com/azure/active-directory-b2c/user-flow-overview */
export type UserFlowType = "signUpSignIn" | "passwordReset" | "profileEdit";

/** What users sign in with: an e-mail address and a password, or an account that they have elsewhere. */
export type IdentityProvider = "Email" | "Google" | "Microsoft";

/** One user flow; Azure AD B2C calls it `B2C_1_<name>`. */
export interface UserFlow {
  /** Letters, digits, hyphens and underscores, without `B2C_1_`. */
  readonly name: string;
  readonly type: UserFlowType;
  /**
   * What users sign in with; `passwordReset` has `Email` alone.
   * @default ["Email"]
   */
  readonly identityProviders?: readonly IdentityProvider[];
}

/** A new tenant. All of it is fixed at birth. */
export interface CreateTenantSettings {
  /** Two letters, `US`: where the tenant is at home. learn.microsoft.com/azure/active-directory-b2c/data-residency */
  readonly countryCode: string;
  /** Where its data is, as that page has it for the country; no region of Azure. */
  readonly dataResidency: "Asia Pacific" | "Australia" | "Europe" | "Global" | "United States";
  /**
   * What the portal calls it.
   * @default - the project
   */
  readonly displayName?: string;
  /**
   * `PremiumP2` is an error: it ended on 2026-03-15. learn.microsoft.com/azure/active-directory-b2c/faq
   * @default "PremiumP1"
   */
  readonly sku?: "PremiumP1" | "PremiumP2";
}

/** Option group `optional.b2c`: a tenant of Azure AD B2C, which signs the users of an application in. */
export interface B2cSettings {
  /**
   * Whether there is one; `optional.b2c: true` says the same.
   * @default false
   */
  readonly enabled: boolean;
  /**
   * The tenant, `contoso` for contoso.onmicrosoft.com. One that exists has to be said: a guess may be somebody else's.
   * @default - with createTenant project, environment and "auth" in one word
   */
  readonly tenantName?: string;
  /**
   * The tenant's id, from which its `issuerUri` follows.
   * @default - there is no output for the issuer
   * @leftOut make no output for the issuer
   * @form a GUID, as the overview of the tenant shows it
   * @pattern ^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$
   */
  readonly tenantId?: string;
  /**
   * Client ids of the applications whose tokens API Management admits; the audience of its policy.
   * @default []
   */
  readonly clientIds: readonly string[];
  /**
   * The flows that there are, or that `createUserFlows` makes: no provider of Terraform has them.
   * @default [{"name":"signup-signin","type":"signUpSignIn","identityProviders":["Email","Google","Microsoft"]},{"name":"password-reset","type":"passwordReset","identityProviders":["Email"]}]
   */
  readonly userFlows: readonly UserFlow[];
  /**
   * Makes the tenant, for subscriptions that may still have one: Azure AD B2C is not sold to new customers since 2025-05-01.
   * @default - the tenant exists
   */
  readonly createTenant?: CreateTenantSettings;
}
