import { TerraformResource, Testing, Token } from "cdktf";
import fc from "fast-check";
import { type BackendOptions, defineBackend } from "../../../lib";
import { isDataObject } from "../../../lib/settings/merge";
import { resourceTypes } from "../../../lib/services";
import { stackRoles } from "../../../lib/services/contract/service";
import type { TransformName } from "../../../lib/services/contract/transforms";
import { unknownFields } from "../../../lib/stacks/transform/unknown-fields";
import { changes } from "../../support/changes";
import { type Config, configsOf, configurations } from "../../support/configs";
import { problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";
import type { SynthesisedBackend } from "../../support/synth";

const APP = "azurerm_windows_function_app";
const faultsOf = (transform: object, options: BackendOptions = {}): readonly (readonly [string, string])[] =>
  problemsOf({ ...options, transform }).map(({ path, message }) => [path, message]);
const unknown = (path: string, type: string, meant?: string): readonly [string, string] => [
  `transform.${path}`,
  `unknown field of ${type}${meant === undefined ? "" : `. Did you mean "${meant}"?`}`,
];

describe("an unknown field", () => {
  const rows: readonly (readonly [object, TransformName, readonly (readonly [string, string])[]])[] = [
    [{ https_only: false }, "functionApp", [unknown("functionApp.https_only", APP, "httpsOnly")]],
    [{ httpsOny: true }, "functionApp", [unknown("functionApp.httpsOny", APP, "httpsOnly")]],
    [{ sitConfig: {} }, "functionApp", [unknown("functionApp.sitConfig", APP, "siteConfig")]],
    [{ siteConfig: { corss: {} } }, "functionApp", [unknown("functionApp.siteConfig.corss", APP, "cors")]],
    [
      { siteConfig: { cors: { allowed_origins: ["*"] } } },
      "functionApp",
      [unknown("functionApp.siteConfig.cors.allowed_origins", APP, "allowedOrigins")],
    ],
    [
      {
        siteConfig: {
          ipRestriction: [
            { name: "a", priorty: 1 },
            { name: "b", headers: [{ zzzz: [] }] },
          ],
        },
      },
      "functionApp",
      [
        unknown("functionApp.siteConfig.ipRestriction[0].priorty", APP, "priority"),
        unknown("functionApp.siteConfig.ipRestriction[1].headers[0].zzzz", APP),
      ],
    ],
    [
      { lifecycle: { ignoreChange: ["tags"] } },
      "functionApp",
      [unknown("functionApp.lifecycle.ignoreChange", APP, "ignoreChanges")],
    ],
    [
      { timeouts: { creat: "1h" }, accesTier: "Cool" },
      "storage",
      [
        unknown("storage.accesTier", "azurerm_storage_account", "accessTier"),
        unknown("storage.timeouts.creat", "azurerm_storage_account", "create"),
      ],
    ],
    // What Azure computes is read, and not set.
    [
      { primaryBlobEndpoint: "https://a" },
      "storage",
      [unknown("storage.primaryBlobEndpoint", "azurerm_storage_account")],
    ],
    [
      { tgas: {} },
      "keyVaultSecrets",
      [unknown("keyVaultSecrets.tgas", "azurerm_resource_group_template_deployment", "tags")],
    ],
  ];

  test.each(rows)(
    "an unknown field is a problem in an object, and in a function's result: %j of %s",
    (change, name, expected) => {
      expect(faultsOf({ [name]: change })).toEqual(expected);
      const added = (config: object): object => withAll(config, change);
      expect(faultsOf({ [name]: added })).toEqual(expected);
    },
  );

  test("an unknown field is reported once, however many resources it would be in, with its alternative", () => {
    const problems = problemsOf({ environment: "prod", transform: { resourceGroups: { tgs: {} } } });
    expect(problems).toEqual([
      {
        path: "transform.resourceGroups.tgs",
        message: 'unknown field of azurerm_resource_group. Did you mean "tags"?',
        from: ["your options"],
        fix: "use one of connection, count, dependsOn, forEach, id, lifecycle, location, managedBy, name, provider, provisioners, tags, timeouts",
      },
    ]);
  });

  test("unknown fields are reported together, and with lists that lost an element", () => {
    const functionApp = (config: object): object => ({ ...config, lifecycle: {}, http: true });
    expect(faultsOf({ functionApp, storage: { skuName: "x" } }).map(([path]) => path)).toEqual([
      "transform.functionApp",
      "transform.functionApp",
      "transform.functionApp",
      "transform.storage.skuName",
      "transform.functionApp.http",
    ]);
  });

  test("the error about an unknown field in an environment names the environment", () => {
    const qa = { extends: "dev", transform: { storage: { minTls: "TLS1_3" } } };
    expect(problemsOf({ environment: "qa", environments: { qa } }).map(({ from }) => from)).toEqual([
      ['your environment "qa"'],
    ]);
  });

  test("an unknown field is found at any depth, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(changes) as TransformName[])),
        fc.stringMatching(/^[a-z]{3,9}(_[a-z]{3,9}|Qq)$/),
        fc.constantFrom<unknown>(true, "text", 7, {}, { a: 1 }, [], ["a"], [{ a: 1 }]),
        (name, field, value) => {
          for (const { config, resource } of resourcesOf(name)) {
            const found = unknownFields(resource, { ...config, [field]: value });
            expect(found.map(({ path }) => path)).toEqual([`.${field}`]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

function withAll(config: object, change: object): object {
  return Object.fromEntries(
    Object.entries({ ...config, ...change }).map(([key, value]: [string, unknown]) => {
      const earlier = (config as Readonly<Record<string, unknown>>)[key];
      return [key, isDataObject(earlier) && isDataObject(value) ? withAll(earlier, value) : value];
    }),
  );
}

/** They have every resource between them. */
const everything = configurations
  .filter(
    ([name], index) =>
      index < 2 ||
      /^prod with (custom domains|further apps|an? (account of packages|NAT gateway|hub))/.test(name),
  )
  .map(([, options, declared]) => configsOf(options, declared));
const built = everything.flatMap(({ configs, backend }) => withResources(configs, backend));

function withResources(configs: readonly Config[], { backend }: SynthesisedBackend) {
  const nodes: readonly TerraformResource[] = stackRoles
    .flatMap((role) => backend.stacks[role].node.findAll())
    .filter((node) => TerraformResource.isTerraformResource(node));
  return configs.flatMap(({ name, id, config }) => {
    const types = resourceTypes[name] ?? [];
    const resource = nodes.find((node) => node.node.id === id && types.includes(node.terraformResourceType));
    return resource === undefined ? [] : [{ name, config, resource }];
  });
}

function resourcesOf(name: TransformName): readonly (typeof built)[number][] {
  const found = built.filter((each) => each.name === name).slice(0, 1);
  expect(found).toHaveLength(1);
  return found;
}

describe("a known field", () => {
  test.each(configurations)(
    "every field that the library sets is a known one: %s",
    (_what, options, declared) => {
      const { configs, backend } = configsOf(options, declared);
      const resources = withResources(configs, backend);
      expect(resources).toHaveLength(configs.length);
      for (const { name, config, resource } of resources)
        expect([name, unknownFields(resource, config)]).toEqual([name, []]);
    },
  );

  test("every change that the other tests make is of known fields", () => {
    for (const name of Object.keys(changes) as TransformName[])
      for (const { config, resource } of resourcesOf(name))
        expect([name, unknownFields(resource, withAll(config, changes[name].fields))]).toEqual([name, []]);
  });

  test("any key of a map, and every meta-argument, is a known field", () => {
    const transform = {
      functionApp: {
        appSettings: { any_name: "x", "with-hyphen": "y", length: "z", resolve: "r" },
        tags: { "hidden-link: /app-insights": "x" },
        provisioners: [],
        connection: { type: "ssh", host: "a" },
      },
    };
    expect(faultsOf(transform)).toEqual([]);
  });

  test("a field may have a value that Terraform alone knows", () => {
    const transform = {
      functionApp: { appSettings: Token.asStringMap({ resolve: () => ({}), creationStack: [] }) },
      storage: { networkRules: { ipRules: Token.asList("${local.x}") } },
    };
    expect(faultsOf(transform)).toEqual([]);
  });

  test("a configuration may be frozen, and is not read twice into the backend's own stacks", () => {
    const app = Testing.app();
    const transform = { storage: Object.freeze({ tags: Object.freeze({ owner: "data" }) }) };
    const { stacks } = defineBackend(
      { feedbackApi },
      { app, project: "feedback", location: "eastus2", transform },
    );
    expect(app.node.children).toEqual(Object.values(stacks));
  });
});

describe("a value of another form", () => {
  test.each<[string, object, string, string]>([
    ["null in place of a block", { cosmos: { backup: null } }, "cosmos.backup", "must not be null"],
    ["null in a list", { vnet: { dnsServers: [null] } }, "vnet.dnsServers[0]", "must not be null"],
    [
      "a text in place of a block",
      { keyVault: { networkAcls: "Deny" } },
      "keyVault.networkAcls",
      'must be an object, got "Deny"',
    ],
    [
      "a text in place of a list",
      { cosmos: { capabilities: "x" } },
      "cosmos.capabilities",
      'must be a list, got "x"',
    ],
    [
      "a list in place of a block",
      { keyVault: { networkAcls: [{ bypass: "None", defaultAction: "Deny" }] } },
      "keyVault.networkAcls",
      "does not match the type of this argument of azurerm_key_vault",
    ],
    [
      "an object in place of a list",
      { functionApp: { connectionString: { name: "db", type: "Custom", value: "x" } } },
      "functionApp.connectionString",
      "does not match the type of this argument of azurerm_windows_function_app",
    ],
    [
      "an object in place of a text",
      { storage: { minTlsVersion: { version: "TLS1_2" } } },
      "storage.minTlsVersion",
      "does not match the type of this argument of azurerm_storage_account",
    ],
  ])("a value of another form is a problem, and does not crash: %s", (_what, change, path, message) => {
    const options = path.startsWith("vnet") ? ({ environment: "prod" } as const) : {};
    expect(faultsOf(change, options)).toEqual([[`transform.${path}`, message]]);
  });
});
