import type { PlanContext } from "../contract/service";
import { B2C, domainOf, issuerOf, openIdConfigurationOf, tenantNameOf } from "./addresses";
import type { CreateTenantSettings, IdentityProvider, UserFlowType } from "./settings";

/** One user flow. */
export interface UserFlowPlan {
  readonly name: string;
  readonly type: UserFlowType;
  readonly identityProviders: readonly IdentityProvider[];
  readonly openIdConfigurationUri: string;
}

/** A tenant that is used, or made. */
export interface B2cTenantPlan {
  readonly enabled: true;
  readonly domainName: string;
  /** Undefined where the tenant's id is not known. */
  readonly issuerUri?: string;
  readonly userFlows: readonly UserFlowPlan[];
  /** Undefined where the tenant exists. */
  readonly createTenant?: Required<CreateTenantSettings>;
}

/** What will be built of `optional.b2c`. */
export type B2cPlan = { readonly enabled: false } | B2cTenantPlan;

/** What the portal takes for the first domain of a new tenant. */
const LONGEST_NEW_NAME = 27;

export function planB2c({ settings, project, environment, problem }: PlanContext): B2cPlan {
  const { b2c } = settings.optional;
  if (!b2c.enabled) return { enabled: false };
  const { tenantId, userFlows, createTenant } = b2c;
  const tenantName = tenantNameOf(b2c, project, environment);
  if (createTenant !== undefined && !/^[a-z][a-z0-9]*$/.test(tenantName))
    problem(
      `${B2C}.tenantName`,
      `the name of a new tenant must have letters and digits and begin with a letter, got "${tenantName}"`,
      'write it like "contosoauth"',
    );
  else if (createTenant !== undefined && tenantName.length > LONGEST_NEW_NAME)
    problem(
      `${B2C}.tenantName`,
      `the name of a new tenant must have at most ${LONGEST_NEW_NAME} characters, "${tenantName}" has ${tenantName.length}`,
      `choose a shorter ${B2C}.tenantName`,
    );
  return {
    enabled: true,
    domainName: domainOf(tenantName),
    ...(tenantId === undefined ? {} : { issuerUri: issuerOf(tenantName, tenantId) }),
    userFlows: userFlows.map(({ name, type, identityProviders = ["Email"] }) => ({
      name,
      type,
      identityProviders,
      openIdConfigurationUri: openIdConfigurationOf(tenantName, name),
    })),
    ...(createTenant === undefined
      ? {}
      : {
          createTenant: {
            countryCode: createTenant.countryCode,
            dataResidency: createTenant.dataResidency,
            displayName: createTenant.displayName ?? project,
            sku: "PremiumP1",
          },
        }),
  };
}
