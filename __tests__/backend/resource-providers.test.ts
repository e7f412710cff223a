import fc from "fast-check";
import { type BackendOptions, BackendConfigError, defineFunction } from "../../lib";
import { stackRoles } from "../../lib/services/contract/service";
import { listAt, textAt } from "../../lib/stand-in/json";
import { identity } from "../../lib/stand-in/login";
import { namespaces } from "../../lib/stand-in/registrations";
import listed from "../../lib/stand-in/resource-providers.json";
import { types } from "../../lib/stand-in/types";
import { call } from "../support/arbitrary-options";
import { namespacesIn, registeredBy } from "../support/arm-namespaces";
import { GROUP, Manager, inGroup } from "../support/manager";
import { type SynthesisedBackend, synthBackend } from "../support/synth";
import { APIM, BUDGETS, CALLED, PROD, REDIS, SHARE } from "../support/with-everything";

const BY_DEFAULT = listed.registeredByDefault.map((name) => name.toLowerCase());

/** What a stack asks for and does not register, and what it registers in another case than Azure's. */
function faultsOf(backend: SynthesisedBackend): readonly string[] {
  return stackRoles.flatMap((role) => {
    const registered = registeredBy(backend[role]);
    const lower = registered.map((name) => name.toLowerCase());
    return [
      ...namespacesIn(backend[role])
        .filter((name) => !lower.includes(name) && !BY_DEFAULT.includes(name))
        .map((name) => `${role} does not register ${name}`),
      ...registered
        .filter((name) => !namespaces.includes(name))
        .map((name) => `${role} registers ${name}, which Azure does not list`),
    ];
  });
}

describe("the resource providers of each stack", () => {
  test.each<[string, BackendOptions]>([
    ["dev", {}],
    ["prod", PROD],
    ["a content share", { ...PROD, ...SHARE }],
    ["alerts", { ...PROD, ...CALLED }],
    ["Redis", { ...PROD, ...REDIS }],
    ["every service", { ...PROD, ...APIM }],
    ["every service in dev", APIM],
    ["budgets", { ...PROD, ...BUDGETS }],
    ["neither alerts nor a network", { monitoring: { alerts: false } }],
    ["Flex Consumption", { ...PROD, functionApp: { plan: "FC1" } }],
    ["a container", { ...PROD, functionApp: { container: true }, optional: { containerRegistry: true } }],
    [
      "API Management V2",
      { ...PROD, optional: { apim: { ...APIM.optional.apim, sku: { name: "StandardV2" } } } },
    ],
    ["Service Bus Premium", { ...PROD, optional: { serviceBus: { sku: { name: "Premium" } } } }],
  ])("each stack registers the resource providers that it needs, in Azure's case: %s", (_name, options) => {
    expect(faultsOf(synthBackend(options))).toEqual([]);
  });

  test.each(["managed", "cache"] as const)(
    "each stack registers the resource providers that it needs, for components that use Redis of engine %s",
    (engine) => {
      const sessions = defineFunction({
        name: "sessions",
        entry: "./src/process-upload.ts",
        trigger: { type: "http" },
        access: [{ type: "redis", action: "write" }],
      });
      const backend = synthBackend({ optional: { redis: { engine } } }, { sessions });
      expect(namespacesIn(backend.workloads)).toContain("microsoft.cache");
      expect(faultsOf(backend)).toEqual([]);
    },
  );

  test("each stack registers the resource providers that it needs, for any other options", () => {
    fc.assert(
      fc.property(call, (options) => {
        try {
          expect(faultsOf(synthBackend(options))).toEqual([]);
        } catch (error) {
          if (!(error instanceof BackendConfigError)) throw error;
        }
      }),
      { numRuns: 100 },
    );
  }, 20_000);
});

describe("a subscription", () => {
  const SUBSCRIPTION = `/subscriptions/${identity.subscriptionId}`;
  const VAULT = inGroup("Microsoft.KeyVault/vaults/kv-one");
  const INSIGHTS = `${SUBSCRIPTION}/providers/microsoft.insights`;
  const states = (manager: Manager): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      listAt(manager.get(`${SUBSCRIPTION}/providers`), "value").map((each) => [
        textAt(each, "namespace"),
        textAt(each, "registrationState"),
      ]),
    );

  test("a subscription lists providers in Azure's case, and few of them are registered at first", () => {
    const all = states(new Manager([]));
    expect(all).toMatchObject({
      "microsoft.insights": "NotRegistered",
      "Microsoft.Web": "NotRegistered",
      "Microsoft.App": "NotRegistered",
      "Microsoft.Authorization": "Registered",
      "Microsoft.Resources": "Registered",
    });
    expect(all).not.toHaveProperty("Microsoft.Insights");
    expect(Object.values(all).filter((state) => state === "Registered")).toHaveLength(BY_DEFAULT.length);
  });

  test("a provider is registered a while after the request, in any case", () => {
    const manager = new Manager([]);
    const asked = `${SUBSCRIPTION}/providers/Microsoft.Insights`;
    expect(manager.send("POST", `${asked}/register`).body).toMatchObject({
      id: INSIGHTS,
      namespace: "microsoft.insights",
      registrationState: "Registering",
    });
    expect(manager.get(asked)).toMatchObject({ registrationState: "Registered" });
    expect(states(manager)).toMatchObject({ "microsoft.insights": "Registered" });
    expect(manager.get(asked.replace(identity.subscriptionId, "another"))).toMatchObject({
      registrationState: "NotRegistered",
    });
    expect(manager.refusal("POST", `${SUBSCRIPTION}/providers/Microsoft.Insight/register`)).toBe(
      "404 InvalidResourceNamespace: The resource namespace 'Microsoft.Insight' is invalid.",
    );
  });

  test("a resource is refused in a subscription whose provider is not registered", () => {
    const manager = new Manager([]);
    const missing = (namespace: string): string =>
      `409 MissingSubscriptionRegistration: The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`;
    expect(manager.refusal("PUT", VAULT, {})).toBe(missing("Microsoft.KeyVault"));
    manager.send("POST", `${SUBSCRIPTION}/providers/Microsoft.KeyVault/register`);
    expect(manager.refusal("PUT", VAULT, {})).toBeUndefined();
    // What extends a resource is of its own namespace.
    const diagnostics = `${VAULT}/providers/Microsoft.Insights/diagnosticSettings/default`;
    expect(manager.refusal("PUT", diagnostics, {})).toBe(missing("microsoft.insights"));
    const lock = `${VAULT}/providers/Microsoft.Authorization/locks/keep`;
    expect(manager.refusal("PUT", lock, { properties: { level: "CanNotDelete" } })).toBeUndefined();
  });

  test("a template with such a resource is refused too", () => {
    const manager = new Manager([]);
    const template = {
      resources: [{ type: "Microsoft.KeyVault/vaults", apiVersion: "2023-07-01", name: "kv-one" }],
    };
    const deployment = `${GROUP}/providers/Microsoft.Resources/deployments/vault`;
    expect(manager.refusal("PUT", deployment, { properties: { template } })).toContain(
      "is not registered to use namespace 'Microsoft.KeyVault'",
    );
  });

  test("a provider is registered for resources that exist already", () => {
    const manager = new Manager([]);
    manager.manager.make(VAULT, {});
    expect(states(manager)).toMatchObject({
      "Microsoft.KeyVault": "Registered",
      "Microsoft.Web": "NotRegistered",
    });
  });
});

test("the list of Azure has the namespace of every type that the stand-in knows, each once", () => {
  expect(new Set(namespaces.map((name) => name.toLowerCase())).size).toBe(namespaces.length);
  for (const { type } of types)
    expect(namespaces.map((name) => name.toLowerCase())).toContain(type.split("/")[0]?.toLowerCase());
  for (const name of listed.registeredByDefault) expect(namespaces).toContain(name);
});
