import { type BackendOptions, defineEventHandler, defineFunction } from "../../lib";
import { bindingsVersion } from "../../lib/provider/bindings-version";
import { transformNames } from "../../lib/services";
import type { TransformName, TransformOptions } from "../../lib/services/contract/transforms";
import { feedbackApi, processUploadFunction } from "./sample";
import { type SynthesisedBackend, synthBackend } from "./synth";
import {
  APIM,
  BUDGETS,
  CALLED,
  DOMAINS,
  FURTHER_APPS,
  HUB,
  NAT_GATEWAY,
  NAT_PREFIX,
  PACKAGES,
  PROD,
  REDIS,
  SHARE,
} from "./with-everything";

/** A configuration as a function of `transform` gets it. */
export interface Config {
  readonly name: TransformName;
  readonly id: string;
  readonly config: object;
}

const entry = "./src/handler.ts";
export const components = {
  feedbackApi,
  processUploadFunction,
  orders: defineEventHandler({ name: "orders", entry, source: { topic: "orders" } }),
  resize: defineEventHandler({ name: "resize", entry, source: { blobs: "uploads" } }),
};
/** Some that use Redis too, where there is one. */
export const withRedis = {
  ...components,
  sessions: defineFunction({
    name: "sessions",
    entry,
    trigger: { type: "http" },
    access: [{ type: "redis", action: "write" }],
  }),
};

/** Options that, together, fill every list of every configuration. */
export const configurations: readonly (readonly [string, BackendOptions, object])[] = [
  ["dev, called from outside", CALLED, withRedis],
  ["prod with everything", { ...PROD, ...SHARE, ...APIM, ...BUDGETS }, withRedis],
  [
    "prod with the earliest azurerm that the bindings allow",
    { ...PROD, optional: { redis: true, serviceBus: true }, provider: { version: bindingsVersion } },
    withRedis,
  ],
  ["prod on Linux", { ...PROD, ...REDIS, functionApp: { os: "linux" } }, withRedis],
  ["prod with further apps, on Flex Consumption", { ...PROD, ...REDIS, ...FURTHER_APPS }, withRedis],
  [
    "prod behind API Management, without private endpoints",
    { ...PROD, ...APIM, networking: { privateEndpoints: false } },
    withRedis,
  ],
  ["prod with an image", { ...PROD, functionApp: { container: { image: "contoso.io/app:1" } } }, components],
  ["prod with an account of packages", { ...PROD, ...PACKAGES }, components],
  ["prod with a NAT gateway", { ...PROD, ...NAT_GATEWAY }, components],
  ["prod with a NAT gateway and a prefix", { ...PROD, ...NAT_PREFIX }, components],
  ["prod with a hub", { ...PROD, ...HUB }, components],
  ["prod with custom domains", { ...PROD, ...DOMAINS }, components],
  ["prod with DNS by policy", { ...PROD, external: { privateDnsZones: "policy" } }, components],
  [
    "prod with containers and people of its own",
    {
      ...PROD,
      cosmos: {
        regions: ["eastus2", "westus2"],
        containers: {
          items: {
            partitionKey: ["/tenant", "/user"],
            uniqueKeys: [["/email"]],
            indexingPolicy: {
              includedPaths: ["/*"],
              excludedPaths: ["/text/?"],
              compositeIndexes: [
                [
                  { path: "/a", order: "ascending" },
                  { path: "/b", order: "descending" },
                ],
              ],
            },
          },
        },
      },
      monitoring: {
        actionGroups: {
          ops: { emails: ["ops@example.com"], webhooks: ["https://example.com/hook"], armRoles: ["Owner"] },
        },
      },
      optional: {
        cdn: {
          endpoints: {
            assets: { queryStringCachingBehavior: "IncludeSpecifiedQueryStrings", queryStrings: ["v"] },
          },
        },
        containerRegistry: true,
      },
    },
    components,
  ],
];

/** Every configuration that a backend is built of. */
export function configsOf(
  options: BackendOptions,
  declared: object = components,
): { readonly configs: readonly Config[]; readonly backend: SynthesisedBackend } {
  const configs: Config[] = [];
  const functions = Object.keys(transformNames).map((name) => [
    name,
    (config: object, id: string) => {
      configs.push({ name: name as TransformName, id, config });
      return config;
    },
  ]);
  const transform = Object.fromEntries(functions) as TransformOptions;
  return { configs, backend: synthBackend({ ...options, transform }, declared as typeof components) };
}
