import type { Aadb2CDirectory } from "@cdktf/provider-azurerm/lib/aadb2c-directory";
import type { PlannedOutput } from "../contract/outputs";
import type { Service } from "../contract/service";
import type * as BuildTenant from "./build-tenant";
import { type B2cUsage, b2cCost } from "./cost";
import { decideB2c } from "./decisions";
import { type B2cPlan, planB2c } from "./plan";
import { TENANT_CONSTRUCT_ID, b2cResources } from "./resources";
import type { B2cWords } from "./words";

// Few backends make one: loaded when it is built.
const tenant = () => require("./build-tenant") as typeof BuildTenant;

/** The types of this service: its plan, its resources, its outputs. */
export interface B2cShape extends B2cWords {
  plan: B2cPlan;
  usage: B2cUsage;
  network: object;
  platform: {
    /** The tenant that is made; undefined where there is none, or where it exists. */
    readonly b2c: Aadb2CDirectory | undefined;
  };
  workloads: object;
  shared: {
    readonly domainName: string;
    /** With `tenantId`. */
    readonly issuerUri: string;
    /** Of each user flow, `signup_signinOpenIdConfigurationUri`, hyphens as underscores. */
    readonly [flow: `${string}OpenIdConfigurationUri`]: string;
  };
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

  keeps(plan) {
    if (!plan.enabled || plan.createTenant === undefined) return [];
    const { domainName } = plan;
    const within = { domain_name: domainName };
    return [{ resource: "b2c", constructId: TENANT_CONSTRUCT_ID, name: domainName, within }];
  },

  stacks: {
    platform: {
      build({ scope, place, plan, transformed }) {
        if (!plan.enabled || plan.createTenant === undefined) return { b2c: undefined };
        const { createTenant } = plan;
        return { b2c: tenant().buildTenant(scope, place, { ...plan, createTenant }, transformed) };
      },
      outputs(plan) {
        const flows = plan.enabled ? plan.userFlows : [];
        return {
          domainName: known(plan.enabled ? plan.domainName : undefined),
          issuerUri: known(plan.enabled ? plan.issuerUri : undefined),
          ...Object.fromEntries(
            flows.map(({ name, openIdConfigurationUri }) => [
              `${name.toLowerCase().replaceAll("-", "_")}OpenIdConfigurationUri`,
              known(openIdConfigurationUri),
            ]),
          ),
        };
      },
    },
  },
};

/** All of them follow from names, so that they are the same before and after a deployment. */
function known(value: string | undefined): PlannedOutput<unknown> {
  return value === undefined ? "absent" : { of: () => value, expected: () => value };
}
