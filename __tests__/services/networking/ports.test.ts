import { type BackendOptions, defineFunction } from "../../../lib";
import { type Json, listAt, textAt } from "../../../lib/stand-in/json";
import { blockedBy } from "../../../lib/stand-in/security-rules";
import { SITES, services } from "../../../lib/stand-in/services-called";
import type { Resource } from "../../../lib/stand-in/store";
import { Manager, inGroup } from "../../support/manager";
import { problemsOf } from "../../support/problems";
import { azureId } from "../../support/shared";
import { type SynthesisedBackend, synthBackend } from "../../support/synth";

const hello = defineFunction({ name: "hello", entry: "./src/hello.ts", trigger: { type: "http" } });
const VNET = inGroup("Microsoft.Network/virtualNetworks/vnet");
const prod = (options: BackendOptions): SynthesisedBackend =>
  synthBackend({ environment: "prod", ...options }, { hello });

/** The subnets of a network stack with their rules, as Azure has them. */
function subnetsOf({ network }: SynthesisedBackend): {
  readonly manager: Manager;
  readonly subnet: (name: string) => Resource;
} {
  const manager = new Manager();
  manager.put(VNET, { properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } });
  for (const [id, subnet] of Object.entries(network.all("azurerm_subnet"))) {
    const group = inGroup(`Microsoft.Network/networkSecurityGroups/nsg_${id}`);
    manager.put(group, {});
    for (const [ruleId, rule] of Object.entries(network.all("azurerm_network_security_rule")))
      if (textAt(rule, "network_security_group_name").includes(`.nsg_${id.replace("subnet_", "")}.`))
        manager.put(`${group}/securityRules/${ruleId}`, { properties: asAzureHas(rule) });
    manager.put(`${VNET}/subnets/${textAt(subnet, "name")}`, {
      properties: {
        addressPrefixes: listAt(subnet, "address_prefixes"),
        networkSecurityGroup: { id: group },
        privateEndpointNetworkPolicies: textAt(subnet, "private_endpoint_network_policies") || "Disabled",
      },
    });
  }
  return {
    manager,
    subnet(name) {
      const found = manager.manager.store.get(`${VNET}/subnets/${name}`);
      if (found === undefined) throw new Error(`there is no subnet ${name}`);
      return found;
    },
  };
}

/** `source_address_prefix` → `sourceAddressPrefix`. */
function asAzureHas(rule: Json): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(rule as Readonly<Record<string, Json>>).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}

/** What each private endpoint leads to, by subresource. */
function subresourcesOf({ platform, workloads }: SynthesisedBackend): readonly string[] {
  return [platform, workloads].flatMap((stack) =>
    Object.values(stack.all("azurerm_private_endpoint")).map((endpoint) =>
      textAt(endpoint, "private_service_connection.subresource_names.0"),
    ),
  );
}

/** Why clients within the network would not come through to a private endpoint. */
function blockedIn(backend: SynthesisedBackend, from = "functions"): readonly string[] {
  const { manager, subnet } = subnetsOf(backend);
  const flows = subresourcesOf(backend).flatMap((subresource) => {
    const called = from === "apim" ? [SITES] : services;
    const service = called.find((each) => each.subresource === subresource);
    return (service?.ports ?? []).map((port) => ({ subresource, port }));
  });
  expect(flows).not.toEqual([]);
  return flows.flatMap(({ subresource, port }) => {
    const why = blockedBy(
      { from: subnet(from), to: subnet("private-endpoints"), port },
      manager.manager.store,
    );
    return why === undefined ? [] : [`${subresource}: ${why}`];
  });
}

const premium = { serviceBus: { sku: { name: "Premium" } } } as const;

test.each<[string, BackendOptions]>([
  ["storage, Cosmos DB and the vault", {}],
  ["Service Bus Premium", { optional: premium }],
  ["Azure Managed Redis", { optional: { redis: true } }],
  ["Azure Cache for Redis", { optional: { redis: { engine: "cache" } } }],
  ["the content share", { functionApp: { package: "content-share" } }],
  ["a container registry", { functionApp: { container: true }, optional: { containerRegistry: true } }],
  ["topics of Event Grid", { eventGrid: { topics: { orders: true } } }],
  ["everything", { optional: { ...premium, redis: true, containerRegistry: true } }],
])("the functions reach the private endpoints of %s", (_name, options) => {
  expect(blockedIn(prod(options))).toEqual([]);
});

test("API Management reaches a closed app", () => {
  const apim = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
  expect(blockedIn(prod({ optional: { apim } }), "apim")).toEqual([]);
});

test("a port is open where a service listens on it, and nowhere else", () => {
  const rules = (options: BackendOptions, environment = "prod") =>
    synthBackend({ environment, ...options }, { hello }).network.all("azurerm_network_security_rule");
  const [bus, share] = [
    "nsg_private_endpoints_allow_service_bus",
    "nsg_private_endpoints_allow_content_share",
  ];
  expect(rules({ optional: premium })[bus]).toMatchObject({
    destination_port_range: "5671-5672",
    source_address_prefix: "10.0.1.0/24",
    priority: 170,
    access: "Allow",
    protocol: "Tcp",
  });
  expect(rules({ functionApp: { package: "content-share" } })[share]).toMatchObject({
    destination_port_range: "445",
    source_address_prefix: "10.0.1.0/24",
    priority: 180,
  });
  for (const without of [
    rules({}),
    rules({ optional: { serviceBus: true } }),
    rules({ networking: { privateEndpoints: false }, optional: premium }),
    rules({ optional: premium, functionApp: { package: "content-share" } }, "dev"),
  ]) {
    expect(without).not.toHaveProperty(bus);
    expect(without).not.toHaveProperty(share);
  }
});

test("an existing namespace can have a private endpoint in this network", () => {
  const serviceBus = { id: azureId("Microsoft.ServiceBus/namespaces", "sb-shared") };
  const { network } = prod({ external: { serviceBus } });
  expect(Object.keys(network.all("azurerm_network_security_rule"))).toContain(
    "nsg_private_endpoints_allow_service_bus",
  );
});

test.each(["allow_service_bus", "allow_content_share"])(
  "%s cannot be the name of a user's rule, since the backend makes that rule",
  (name) => {
    const inbound = { [name]: { priority: 300, source: "10.9.0.0/24" } };
    const networking = { subnets: { "private-endpoints": { inbound } } };
    expect(problemsOf({ environment: "prod", networking })[0]).toMatchObject({
      path: `networking.subnets.private-endpoints.inbound.${name}`,
      message: "is the name of a rule of the backend",
    });
  },
);
