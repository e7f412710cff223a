import type { BackendOptions } from "../../../lib";
import { problemsOf } from "../../support/problems";
import { type SynthesisedBackend, synthBackend } from "../../support/synth";

const RULE = "azurerm_network_security_rule";

/** What leaves the subnet of the function app, in Azure's order: where to, which port, whether it may. */
function outboundOf({ network }: SynthesisedBackend): readonly string[] {
  return Object.values(network.all(RULE))
    .filter(({ direction }) => direction === "Outbound")
    .sort((one, other) => (one["priority"] as number) - (other["priority"] as number))
    .map(
      ({ access, destination_address_prefix: to, destination_port_range: port }) =>
        `${access as string} ${to as string} ${port as string}`,
    );
}

const ALWAYS = ["Allow AzureActiveDirectory 443", "Allow AzureMonitor 443", "Allow AzureResourceManager 443"];
const prod = (networking: BackendOptions["networking"] = {}, options: BackendOptions = {}) =>
  synthBackend({ environment: "prod", networking: { restrictOutbound: true, ...networking }, ...options });

describe("outbound traffic of the function app", () => {
  test("the subnet of the function app lets all traffic out, unless outbound is closed", () => {
    expect(outboundOf(synthBackend({ environment: "prod" }))).toEqual([]);
  });

  test("closed outbound lets traffic out to private endpoints and to Azure itself alone", () => {
    expect(outboundOf(prod())).toEqual(["Allow 10.0.2.0/24 443", ...ALWAYS, "Deny * *"]);
  });

  test("closed outbound opens each port that the private endpoints let in", () => {
    const backend = prod({}, { optional: { redis: true } });
    const inbound = Object.values(backend.network.all(RULE)).filter(
      ({ network_security_group_name: group, access, direction }) =>
        (group as string).includes("nsg_private_endpoints") && access === "Allow" && direction === "Inbound",
    );
    const ports = inbound.map(({ destination_port_range: port }) => `Allow 10.0.2.0/24 ${port as string}`);
    expect(ports).toHaveLength(2);
    expect(outboundOf(backend)).toEqual(expect.arrayContaining(ports));
  });

  test.each<[string, BackendOptions, readonly string[]]>([
    [
      "data without private endpoints",
      { networking: { restrictOutbound: true, privateEndpoints: false } },
      ["Allow Storage 443", "Allow AzureCosmosDB 443", "Allow AzureKeyVault 443"],
    ],
    [
      "Service Bus without one",
      { optional: { serviceBus: true } },
      ["Allow ServiceBus 443", "Allow ServiceBus 5671-5672"],
    ],
    ["public assets", { optional: { cdn: true } }, ["Allow Storage 443"]],
    [
      "images",
      { functionApp: { container: true } },
      [
        "Allow AzureContainerRegistry 443",
        "Allow MicrosoftContainerRegistry 443",
        "Allow AzureFrontDoor.FirstParty 443",
      ],
    ],
  ])("closed outbound opens the service tag of %s", (_name, options, expected) => {
    const outbound = outboundOf(
      synthBackend({ environment: "prod", networking: { restrictOutbound: true }, ...options }),
    );
    expect(outbound.filter((each) => !ALWAYS.includes(each) && !/10\.0\.2\.0|Deny/.test(each))).toEqual(
      expected,
    );
  });

  test("rules of the user can close the outbound traffic that is left", () => {
    const outbound = { payments: { priority: 300, destination: "203.0.113.7" } };
    const backend = synthBackend({
      environment: "prod",
      networking: { subnets: { functions: { outbound } } },
    });
    expect(outboundOf(backend)).toEqual([
      "Allow 10.0.2.0/24 443",
      ...ALWAYS,
      "Allow 203.0.113.7 443",
      "Deny * *",
    ]);
    expect(backend.backend.plan.notes).toContainEqual({
      level: "adjusted",
      path: "networking.restrictOutbound",
      message: "true, because networking.subnets.functions.outbound is set",
    });
  });

  test.each<[string, object, string, string]>([
    [
      "beside a subnet that stays open",
      {
        restrictOutbound: false,
        subnets: { functions: { outbound: { a: { priority: 200, destination: "Sql" } } } },
      },
      "networking.subnets.functions.outbound",
      "allows outbound traffic, but all outbound traffic is already allowed",
    ],
    [
      "without a destination",
      { subnets: { functions: { outbound: { a: { priority: 200 } } } } },
      "networking.subnets.functions.outbound.a",
      "destination is missing",
    ],
    [
      "to no address",
      { subnets: { functions: { outbound: { a: { priority: 200, destination: "10.0.0.1/8" } } } } },
      "networking.subnets.functions.outbound.a.destination",
      'must be an address range or a service tag, got "10.0.0.1/8"',
    ],
    [
      "by a name of the backend's",
      { subnets: { functions: { outbound: { Deny_outbound: { priority: 200, destination: "Sql" } } } } },
      "networking.subnets.functions.outbound.Deny_outbound",
      "is the name of a rule of the backend",
    ],
    [
      "by the name of a rule that lets in",
      {
        subnets: {
          functions: {
            inbound: { a: { priority: 200, source: "10.9.0.0/24" } },
            outbound: { A: { priority: 200, destination: "Sql" } },
          },
        },
      },
      "networking.subnets.functions.outbound.A",
      "networking.subnets.functions.inbound also has a rule with this name, and rule names are unique in a security group",
    ],
  ])("an outbound rule is refused %s", (_name, networking, path, message) => {
    const problems = problemsOf({ environment: "prod", networking });
    expect(problems.map((each) => [each.path, each.message])).toEqual([[path, message]]);
  });

  test.each<[string, BackendOptions]>([
    ["networking.vnet", { networking: { restrictOutbound: true } }],
    ["FC1", { environment: "prod", functionApp: { plan: "FC1" }, networking: { restrictOutbound: true } }],
  ])("closed outbound is refused where it cannot work: %s", (_name, options) => {
    expect(problemsOf(options).map(({ path }) => path)).toEqual(["networking.restrictOutbound"]);
  });
});

describe("the subnet for API Management", () => {
  const outboundAccess = ({ network }: SynthesisedBackend): unknown =>
    network.all("azurerm_subnet")["subnet_apim"]?.["default_outbound_access_enabled"];

  test("the subnet for API Management has no outbound access of its own while it is empty", () => {
    expect(outboundAccess(synthBackend({ environment: "prod" }))).toBe(false);
    const apim = { enabled: true, publisherName: "Us", publisherEmail: "us@example.com" };
    expect(outboundAccess(synthBackend({ environment: "prod", optional: { apim } }))).toBe(true);
  });
});
