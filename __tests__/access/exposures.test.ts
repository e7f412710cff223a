import { type BackendOptions, type Components, defineCrudApi, defineFunction } from "../../lib";
import { accessDifference } from "../../lib/access/access-difference";
import { exposuresOf } from "../../lib/access/exposures";
import { planOf } from "../support/access-plans";
import { feedbackApi, processUploadFunction } from "../support/sample";

const PROD = { environment: "prod" } as const;
const PUBLISHER = { publisherName: "Contoso", publisherEmail: "api@contoso.com" } as const;
const OPEN = { ...PROD, networking: { privateEndpoints: false } } as const;
const NO_NETWORK = { ...PROD, networking: { vnet: false, privateEndpoints: false } } as const;
const optional = (base: BackendOptions, more: BackendOptions["optional"]): BackendOptions => ({
  ...base,
  optional: more,
});
const apim = (more: object): BackendOptions => ({ optional: { apim: { ...PUBLISHER, ...more } } });
const noToken = { policies: { authentication: false } } as const;

const slots = (...openSlots: readonly string[]): BackendOptions => ({
  functionApp: { plan: "EP1", slots: ["staging"], openSlots },
});
const portal = (more: object): BackendOptions => apim({ developerPortal: more });
const registry = (...ipRules: readonly string[]): BackendOptions =>
  optional(PROD, { containerRegistry: { networkRuleSet: { ipRules } } });

const http = (authLevel: "anonymous" | "function"): Components => ({
  hello: defineFunction({ name: "hello", entry: __filename, trigger: { type: "http", authLevel } }),
});
const crud = (authLevel: "anonymous" | "function"): Components => ({
  feedbackApi: defineCrudApi({ ...feedbackApi, authLevel }),
  processUploadFunction,
});

/** What was asked for before and after, and what is found of it. */
type Case = readonly [
  what: string,
  before: BackendOptions,
  after: BackendOptions,
  found: readonly (readonly [path: string, what: string])[],
];

const ENDPOINTS = "networking.privateEndpoints";
const DATA = ["Cosmos DB account", "storage account", "host storage account"].map(
  (name) => [ENDPOINTS, `${name}: reachable from the internet`] as const,
);

const cases: readonly Case[] = [
  ["private endpoints that go", PROD, OPEN, DATA],
  ["a network that goes", OPEN, NO_NETWORK, [[ENDPOINTS, "key vault: reachable from the internet"]]],
  [
    "private endpoints that come",
    OPEN,
    PROD,
    [["storage.packageAccount", "package storage account: reachable from the internet"]],
  ],
  [
    "Service Bus below Premium",
    optional(PROD, { serviceBus: { sku: { name: "Premium" } } }),
    optional(PROD, { serviceBus: { sku: { name: "Standard" } } }),
    [["optional.serviceBus.sku.name", "Service Bus namespace: reachable from the internet"]],
  ],
  ["Service Bus with an endpoint", PROD, optional(PROD, { serviceBus: { sku: { name: "Premium" } } }), []],
  [
    "Redis that is open",
    {},
    { optional: { redis: true } },
    [[ENDPOINTS, "Redis: reachable from the internet"]],
  ],
  ["Redis with an endpoint", PROD, optional(PROD, { redis: true }), []],
  [
    "an open registry",
    {},
    { optional: { containerRegistry: true } },
    [["optional.containerRegistry.sku.name", "container registry: reachable from the internet"]],
  ],
  ["a registry with an endpoint", PROD, optional(PROD, { containerRegistry: true }), []],
  [
    "a registry that some addresses reach",
    registry(),
    registry("203.0.113.0/24"),
    [
      [
        "optional.containerRegistry.networkRuleSet.ipRules",
        "container registry: reachable from 203.0.113.0/24",
      ],
    ],
  ],
  [
    "one more address",
    registry("203.0.113.0/24"),
    registry("203.0.113.0/24", "198.51.100.7"),
    [
      [
        "optional.containerRegistry.networkRuleSet.ipRules",
        "container registry: reachable from 198.51.100.7/32",
      ],
    ],
  ],
  ["one address less", registry("203.0.113.0/24", "198.51.100.7"), registry("203.0.113.0/24"), []],
  [
    "an open topic",
    {},
    { eventGrid: { topics: { orders: true } } },
    [[ENDPOINTS, "Event Grid topic orders: reachable from the internet"]],
  ],
  ["a topic with an endpoint", PROD, { ...PROD, eventGrid: { topics: { orders: true } } }, []],
  [
    "a container that everyone reads",
    {},
    { storage: { containers: { assets: { publicAccess: "Blob" } } } },
    [
      [
        "storage.containers.assets.publicAccess",
        "storage account, container assets: anyone can read every blob without a key or token, from the internet",
      ],
    ],
  ],
  ["a private container", {}, { storage: { containers: { reports: {} } } }, []],
  [
    "Front Door",
    {},
    { optional: { cdn: true } },
    [
      ["optional.cdn.enabled", "storage account of public assets: reachable from the internet"],
      ["optional.cdn.enabled", "Front Door: reachable from the internet"],
      [
        "optional.cdn.endpoints.assets",
        "Front Door, container assets: anyone can read every blob without a key or token, from the internet",
      ],
    ],
  ],
  [
    "one more container behind Front Door",
    { optional: { cdn: true } },
    { optional: { cdn: { endpoints: { images: {} } } } },
    [
      [
        "optional.cdn.endpoints.images",
        "Front Door, container images: anyone can read every blob without a key or token, from the internet",
      ],
    ],
  ],
  [
    "Front Door that compresses nothing",
    { optional: { cdn: true } },
    { optional: { cdn: { endpoints: { assets: { isCompressionEnabled: false } } } } },
    [],
  ],
  [
    "an open slot",
    slots(),
    slots("staging"),
    [["functionApp.openSlots", "slot staging: reachable from the internet"]],
  ],
  ["a slot that is closed", { functionApp: { plan: "EP1" } }, slots(), []],
  [
    "an open app",
    { ...PROD, functionApp: { publicNetworkAccess: false } },
    PROD,
    [["functionApp.publicNetworkAccess", "function app: reachable from the internet"]],
  ],
  ["a closed app", PROD, { ...PROD, functionApp: { publicNetworkAccess: false } }, []],
  [
    "a deployment site",
    {},
    { functionApp: { package: "content-share" } },
    [["functionApp.package", "deployment site of the function app (Kudu): reachable from the internet"]],
  ],
  [
    "API Management",
    {},
    apim({}),
    [
      ["optional.apim.virtualNetworkType", "API Management: reachable from the internet"],
      ["optional.apim.virtualNetworkType", "developer portal: reachable from the internet"],
    ],
  ],
  ["API Management in the network", PROD, { ...PROD, ...apim({ sku: { name: "Premium" } }) }, []],
  [
    "API Management without a key or token",
    apim({ functionKey: true }),
    apim({ functionKey: true, subscriptionRequired: false, ...noToken }),
    ["create", "read", "update", "delete", "list"].map((operation) => [
      "optional.apim.policies.authentication",
      expect.stringContaining(`API Management, operation feedback-${operation} (`) as string,
    ]),
  ],
  [
    "one operation without a token",
    apim({ functionKey: true, subscriptionRequired: false }),
    apim({
      functionKey: true,
      subscriptionRequired: false,
      policies: { operations: { "feedback-list": { authentication: false } } },
    }),
    [
      [
        "optional.apim.policies.operations.feedback-list.authentication",
        "API Management, operation feedback-list (GET /feedback): anyone can call it without a key or token, from the internet",
      ],
    ],
  ],
  ["API Management with a key alone", apim({}), apim(noToken), []],
  ["API Management with a token alone", apim({}), apim({ subscriptionRequired: false }), []],
  [
    "a portal in which visitors sign up",
    portal({}),
    portal({ signUp: true }),
    [
      [
        "optional.apim.developerPortal.signUp",
        "developer portal, accounts: anyone can create an account, and get a subscription key without a key or token, from the internet",
      ],
    ],
  ],
  [
    "a portal that visitors read",
    portal({}),
    portal({ signIn: false }),
    [
      [
        "optional.apim.developerPortal.signIn",
        "developer portal, pages: anyone can read the documentation of the API without a key or token, from the internet",
      ],
    ],
  ],
  // Keys are credentials: they are a change of access, and no exposure.
  ["keys of accounts", {}, { keyVault: { connectionStrings: true } }, []],
];

test.each(cases)("%s", (_what, before, after, found) => {
  const { exposed } = accessDifference(planOf(before), planOf(after));
  expect(exposed.map(({ path, what }) => [path, what])).toEqual(found);
});

test.each([
  ["a function", http, "components.hello.trigger.authLevel", "hello"],
  ["a CRUD API", crud, "components.feedbackApi.authLevel", "feedback"],
] as const)("%s that asks for no key", (_what, components, path, name) => {
  const of = (
    before: "anonymous" | "function",
    after: "anonymous" | "function",
    options: BackendOptions = {},
  ) => accessDifference(planOf(options, components(before)), planOf(options, components(after))).exposed;
  expect(of("function", "anonymous")).toEqual([
    {
      path,
      what: `function app, component ${name}: anyone can call its routes without a key or token, from the internet`,
      why: `${path} is "anonymous"`,
      origin: "your components",
      fix: expect.stringContaining('to "function"') as unknown,
    },
  ]);
  expect(of("function", "function")).toEqual([]);
  expect(of("anonymous", "function")).toEqual([]);
  // Behind API Management in the network.
  const behind = { ...PROD, ...apim({ sku: { name: "Premium" } }) };
  expect(of("function", "anonymous", behind).map(({ what }) => what)).toContain(
    `function app, component ${name}: anyone can call its routes without a key or token, from the virtual network`,
  );
});

test("an exposure says which option decided it, and who", () => {
  const [first] = accessDifference(planOf(PROD), planOf(OPEN)).exposed;
  expect(first).toEqual({
    path: ENDPOINTS,
    what: "Cosmos DB account: reachable from the internet",
    why: `${ENDPOINTS} is false`,
    origin: "your options",
    fix: "set networking.vnet and networking.privateEndpoints to true",
  });
  expect(exposuresOf(planOf()).map(({ origin }) => origin)).toContain('environment "dev"');
});

test("the fix of what private endpoints close closes it", () => {
  const paths = exposuresOf(planOf(PROD)).map(({ path }) => path);
  expect(exposuresOf(planOf()).map(({ path }) => path)).toContain(ENDPOINTS);
  expect(paths).not.toContain(ENDPOINTS);
});

test("the vault is the only thing that service endpoints close", () => {
  const names = (options: BackendOptions) => exposuresOf(planOf(options)).map(({ what }) => what);
  expect(names(OPEN)).not.toContain("key vault: reachable from the internet");
  expect(names(NO_NETWORK)).toContain("key vault: reachable from the internet");
});
