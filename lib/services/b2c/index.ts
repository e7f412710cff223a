import type { Aadb2CDirectory } from "@cdktf/provider-azurerm/lib/aadb2c-directory";
import type { Service } from "../contract/service";
import type * as BuildTenant from "./build-tenant";
import { type B2cUsage, b2cCost } from "./cost";
import { decideB2c } from "./decisions";
import { type B2cPlan, planB2c } from "./plan";
import { b2cResources } from "./resources";
import type { B2cWords } from "./words";

// Few backends make one: loaded when it is built.
const tenant = () => require("./build-tenant") as typeof BuildTenant;

/** What tells this service from the others. */
export interface B2cShape extends B2cWords {
  plan: B2cPlan;
  usage: B2cUsage;
  network: object;
  platform: {
    /** The tenant that is made; undefined where there is none, or where it exists. */
    readonly b2c: Aadb2CDirectory | undefined;
  };
  workloads: object;
  /**
   * The tenant's `domainName`, with `tenantId` its `issuerUri`, and of each user flow the address of its OpenID configuration,
   * `signup_signinOpenIdConfigurationUri`, hyphens as underscores.
   */
  shared: Readonly<Record<string, string>>;
}

export const b2c: Service<B2cShape> = {
  defaults: {
    enabled: false,
    clientIds: [],
    userFlows: [
      { name: "signup-signin", type: "signUpSignIn", identityProviders: ["Email", "Google", "Microsoft"] },
      { name: "password-reset", type: "passwordReset", identityProviders: ["Email"] },
    ],
  },

  decide: decideB2c,
  plan: planB2c,
  cost: b2cCost,

  resourceProviders: (plan) =>
    plan.enabled && plan.createTenant !== undefined ? { platform: ["Microsoft.AzureActiveDirectory"] } : {},

  resources: b2cResources,

  network: () => ({}),
  platform({ scope, place, plan, transformed }) {
    if (!plan.enabled || plan.createTenant === undefined) return { b2c: undefined };
    const { createTenant } = plan;
    return { b2c: tenant().buildTenant(scope, place, { ...plan, createTenant }, transformed) };
  },
  workloads: () => ({}),

  publishedBy: "platform",
  publish: (_resources, plan) => addressesOf(plan),
  foresee: addressesOf,
};

/** All of them follow from names, so that they are the same before and after a deployment. */
function addressesOf(plan: B2cPlan): Readonly<Record<string, string>> {
  if (!plan.enabled) return {};
  const ofFlows = plan.userFlows.map(({ name, openIdConfigurationUri }) => [
    `${name.toLowerCase().replaceAll("-", "_")}OpenIdConfigurationUri`,
    openIdConfigurationUri,
  ]);
  return {
    domainName: plan.domainName,
    ...(plan.issuerUri === undefined ? {} : { issuerUri: plan.issuerUri }),
    ...(Object.fromEntries(ofFlows) as Readonly<Record<string, string>>),
  };
}
