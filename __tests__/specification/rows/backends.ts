import * as components from "../../../examples/feedback/components";
import {
  existingCosmosAccount,
  existingKeyVault,
  existingStorageAccount,
} from "../../../examples/opt-out/existing";
import {
  type BackendOptions,
  type Components,
  defineFunction,
  defineQueueProcessor,
  secret,
} from "../../../lib";

interface Specified {
  readonly title: string;
  readonly options: BackendOptions;
  readonly components: Components;
}

const sign = defineFunction({
  name: "sign",
  entry: __filename,
  trigger: { type: "http" },
  environment: { SIGNING_KEY: secret("jwt-secret") },
});
const everything = {
  ...components,
  session: defineFunction({
    name: "session",
    entry: __filename,
    trigger: { type: "http" },
    access: [{ type: "redis", action: "write" }],
  }),
  sendMail: defineQueueProcessor({ name: "send-mail", entry: __filename }),
};
/** A rewrite beside the policies that there are by default. */
const rewrites = {
  inbound: [{ type: "setHeader", name: "X-Served-By", value: "feedback" }],
} as const;
const publisher = { publisherName: "Contoso", publisherEmail: "api@company.com" } as const;

/** The backends that the table is about: what a row says is read from their synthesised stacks. */
export const specifiedBackends = {
  dev: { title: "the sample in `dev`", options: { environment: "dev" }, components },
  prod: { title: "the sample in `prod`", options: { environment: "prod" }, components },
  "dev with everything": {
    title: "the sample in `dev`, with every optional service",
    options: {
      environment: "dev",
      optional: { apim: publisher, serviceBus: true, redis: true, cdn: true, containerRegistry: true },
    },
    components: everything,
  },
  "prod with everything": {
    title: "the sample in `prod`, with every optional service, and a rewrite of requests",
    options: {
      environment: "prod",
      optional: {
        apim: { ...publisher, policies: { rewrites } },
        serviceBus: true,
        redis: true,
        cdn: true,
        containerRegistry: true,
      },
    },
    components: everything,
  },
  literal: {
    title: "the sample in `prod`, with the specification's values where the defaults are others",
    options: {
      environment: "prod",
      functionApp: { runtime: "node:20", package: "content-share" },
      storage: { sku: { name: "Standard_LRS" } },
      keyVault: { connectionStrings: true },
      networking: { subnets: { "private-endpoints": { privateEndpointNetworkPolicies: "Disabled" } } },
    },
    components,
  },
  "network alone": {
    title: "the sample in `prod`, with a network and without private endpoints",
    options: { environment: "prod", networking: { privateEndpoints: false } },
    components,
  },
  "public assets": {
    title: "the sample in `dev`, with the container `assets` for everybody",
    options: { environment: "dev", storage: { containers: { assets: { publicAccess: "Blob" } } } },
    components,
  },
  "a container": {
    title:
      "the sample in `prod`, with a function app that runs an image, and a registry that an address may push to",
    options: {
      environment: "prod",
      functionApp: { container: true },
      optional: { containerRegistry: { networkRuleSet: { ipRules: ["203.0.113.7"] } } },
    },
    components,
  },
  "Azure Cache for Redis": {
    title: "the sample in `dev`, with the specification's Redis",
    options: {
      environment: "dev",
      optional: { redis: { sku: { name: "Basic", family: "C", capacity: 0 } } },
    },
    components,
  },
  "an existing tenant": {
    title: "the sample in `dev`, with API Management that admits the users of a tenant of Azure AD B2C",
    options: {
      environment: "dev",
      optional: {
        apim: publisher,
        b2c: { tenantName: "contoso", clientIds: ["11112222-bbbb-3333-cccc-4444dddd5555"] },
      },
    },
    components,
  },
  "a new tenant": {
    title: "the sample in `prod`, with a tenant of Azure AD B2C of its own",
    options: {
      environment: "prod",
      optional: { b2c: { createTenant: { countryCode: "US", dataResidency: "United States" } } },
    },
    components,
  },
  "prod with outbound rules": {
    title: "the sample in `prod`, with what leaves its network limited",
    options: { environment: "prod", networking: { restrictOutbound: true } },
    components,
  },
  "with a secret": {
    title: "the sample in `dev`, with a function that has the secret `jwt-secret`",
    options: { environment: "dev" },
    components: { ...components, sign },
  },
  "custom call": {
    title: "the specification's custom configuration, in `dev`",
    options: {
      environment: "dev",
      functionApp: { plan: "EP2", alwaysOn: true },
      cosmos: { consistencyLevel: "Strong", regions: ["eastus2", "westus2"] },
      networking: { vnet: true, privateEndpoints: true },
      optional: { apim: publisher, serviceBus: true, redis: true, cdn: true },
      monitoring: {
        alerts: {
          functionErrors: { threshold: 10, window: 5 },
          cosmosRU: { threshold: 3000 },
          storageLatency: { threshold: 1000 },
        },
      },
    },
    components,
  },
  "opt-out call": {
    title: "the specification's opt-out, in `prod`",
    options: {
      environment: "prod",
      defaults: { vnet: false, privateEndpoints: false },
      external: {
        cosmos: existingCosmosAccount,
        storage: existingStorageAccount,
        keyVault: existingKeyVault,
      },
    },
    components: { feedbackApi: components.feedbackApi },
  },
} satisfies Readonly<Record<string, Specified>>;

export type SpecifiedBackend = keyof typeof specifiedBackends;
