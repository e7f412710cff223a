import { BackendConfigError } from "../settings/problems";
import type { BackendPlan } from "../decide/backend-plan";
import type { IdentityProvider, UserFlowType } from "../services/b2c/settings";

/** One user flow as Microsoft Graph takes it. */
export interface UserFlowDocument {
  /** Without `B2C_1_`, which Graph puts before it. */
  readonly id: string;
  readonly userFlowType: "signUpOrSignIn" | "passwordReset" | "profileUpdate";
  readonly userFlowTypeVersion: number;
  /** Types of identity providers, `Google`; e-mail addresses with passwords are in every new flow, and are none. */
  readonly identityProviders: readonly string[];
}

/** The user flows of a tenant of Azure AD B2C, as plain data to keep and to compare. */
export interface UserFlowManifest {
  /** `contoso.onmicrosoft.com` */
  readonly tenant: string;
  readonly userFlows: readonly UserFlowDocument[];
}

/** learn.microsoft.com/graph/api/resources/b2cidentityuserflow */
const TYPES: Readonly<Record<UserFlowType, UserFlowDocument["userFlowType"]>> = {
  signUpSignIn: "signUpOrSignIn",
  passwordReset: "passwordReset",
  profileEdit: "profileUpdate",
};

/** learn.microsoft.com/azure/active-directory-b2c/user-flow-versions: the recommended one. */
const RECOMMENDED_VERSION = 3;

/** learn.microsoft.com/graph/api/resources/socialidentityprovider; local accounts are no provider of Azure AD B2C's. */
const PROVIDERS: Readonly<Record<IdentityProvider, readonly string[]>> = {
  Email: [],
  Google: ["Google"],
  Microsoft: ["Microsoft"],
};

/**
 * What `optional.b2c.userFlows` says, for {@link createUserFlows}: the same for the same plan, and without a secret.
 *
 * @throws {@link BackendConfigError} where the backend has no `optional.b2c`
 */
export function userFlowManifest({ project, environment, services: { b2c } }: BackendPlan): UserFlowManifest {
  if (!b2c.enabled)
    throw new BackendConfigError(`${project} (${environment})`, [
      {
        path: "optional.b2c",
        message: "is off, so there are no user flows",
        from: [],
        fix: "turn it on, or do not write a manifest",
      },
    ]);
  return {
    tenant: b2c.domainName,
    userFlows: b2c.userFlows.map(({ name, type, identityProviders }) => ({
      id: name,
      userFlowType: TYPES[type],
      userFlowTypeVersion: RECOMMENDED_VERSION,
      identityProviders: identityProviders.flatMap((provider) => PROVIDERS[provider]),
    })),
  };
}
