import type { BackendOptions } from "../../../lib";
import { lostReferences } from "../../support/lost-references";
import { literals } from "../../support/shared";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";

const publisher = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
const apim = (settings: object = {}, more: BackendOptions = {}): BackendOptions => ({
  ...more,
  optional: { apim: { ...publisher, ...settings } },
});
const prod = synthBackend(apim({}, { environment: "prod" }));
const dev = synthBackend(apim());
const alone = synthBackend(apim({}, { environment: "prod", networking: { privateEndpoints: false } }));

const SERVICE = "azurerm_api_management";
const rulesOf = ({ network }: SynthesisedBackend, group: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(network.all("azurerm_network_security_rule"))
      .filter(([name]) => name.startsWith(`${group}_`))
      .map(([name, rule]) => [
        name.replace(`${group}_`, ""),
        ["priority", "protocol", "source_address_prefix", "destination_port_range"]
          .map((key) => rule[key] as string | number)
          .join(" "),
      ]),
  );
const appsOf = ({ workloads }: SynthesisedBackend): readonly JsonObject[] => [
  workloads.only("azurerm_windows_function_app"),
  ...Object.values(workloads.all("azurerm_windows_function_app_slot")),
];

describe("a service in the network", () => {
  test("API Management has the tier of its environment, and is inside of its subnet", () => {
    expect(prod.platform.only(SERVICE)).toMatchObject({
      name: "apim-feedback-prod-242699",
      sku_name: "Premium_1",
      publisher_name: "Contoso",
      publisher_email: "api@contoso.com",
      virtual_network_type: "Internal",
      virtual_network_configuration: {
        subnet_id: expect.stringContaining("networking_apim_subnet_id") as string,
      },
      public_ip_address_id: "${azurerm_public_ip.apim_public_ip.id}",
      min_api_version: "2021-08-01",
      identity: { type: "SystemAssigned" },
      sign_in: { enabled: true },
      sign_up: { enabled: false, terms_of_service: { enabled: false, consent_required: false } },
    });
    expect(prod.platform.only("azurerm_public_ip")).toMatchObject({
      name: "pip-feedback-prod",
      sku: "Standard",
      allocation_method: "Static",
      domain_name_label: "apim-feedback-prod-242699",
    });
  });

  test("the security group lets management, health probes and calls into API Management, and nothing else", () => {
    expect(rulesOf(prod, "nsg_apim")).toEqual({
      allow_api_management: "100 Tcp ApiManagement 3443",
      allow_load_balancer: "110 Tcp AzureLoadBalancer 6390",
      allow_clients: "120 Tcp VirtualNetwork 443",
      deny_inbound: "4096 * * *",
    });
  });

  test("the security group opens the ports by which several units share counters and cache", () => {
    const several = synthBackend(apim({ sku: { capacity: 2 } }, { environment: "prod" }));
    expect(rulesOf(several, "nsg_apim")).toMatchObject({
      allow_rate_limits: "145 Udp 10.0.3.0/24 4290",
      allow_cache: "155 Tcp 10.0.3.0/24 6381-6383",
    });
  });

  test("an External API Management is reached from the internet by its public names", () => {
    const external = synthBackend(apim({ virtualNetworkType: "External" }, { environment: "prod" }));
    expect(external.platform.only(SERVICE)["virtual_network_type"]).toBe("External");
    expect(rulesOf(external, "nsg_apim")).toMatchObject({ allow_internet: "130 Tcp Internet 443" });
    expect(external.platform.all("azurerm_private_dns_zone")).toEqual({});
  });

  test("each host of API Management has its own zone, link and record, which hide no other host", () => {
    const zones = Object.values(prod.platform.all("azurerm_private_dns_zone")).map(({ name }) => name);
    expect(zones.sort()).toEqual([
      "apim-feedback-prod-242699.azure-api.net",
      "apim-feedback-prod-242699.developer.azure-api.net",
    ]);
    expect(
      prod.platform.all("azurerm_private_dns_a_record")["apim_private_dns_record_gateway"],
    ).toMatchObject({
      name: "@",
      zone_name: "${azurerm_private_dns_zone.apim_private_dns_zone_gateway.name}",
      records: "${azurerm_api_management.apim.private_ip_addresses}",
    });
    const links = Object.values(prod.platform.all("azurerm_private_dns_zone_virtual_network_link"));
    expect(links).toHaveLength(2);
    for (const link of links) expect(link["virtual_network_id"]).toMatch(/networking_vnet_id/);
    const without = synthBackend(apim({ privateDns: false }, { environment: "prod" }));
    expect(without.platform.all("azurerm_private_dns_a_record")).toEqual({});
  });

  test("no reference is lost where API Management is in the network", () => {
    for (const { backend, ...stacks } of [prod, dev, alone])
      expect(
        lostReferences(
          Object.fromEntries(
            Object.entries(stacks).map(([role, stack]) => [
              backend.plan.stackIds[role as keyof typeof stacks],
              stack,
            ]),
          ),
        ),
      ).toEqual([]);
  });

  test("API Management can be in a subnet of an existing network", () => {
    const { vnet } = literals();
    const named = synthBackend(
      apim({}, { environment: "prod", external: { vnet: { ...vnet, subnets: { apim: "gateways" } } } }),
    );
    expect(named.platform.only(SERVICE)["virtual_network_configuration"]).toEqual({
      subnet_id: `${vnet.id}/subnets/gateways`,
    });
    const preparing = named.backend.plan.notes.filter(({ path }) => path === "external.vnet.subnets.apim");
    expect(preparing.map(({ message }) => message)).toEqual([
      "must have a security group that allows inbound traffic of API Management: management, health probes and clients",
    ]);
    const subnets = Object.fromEntries(
      ["functions", "private-endpoints", "apim"].map((name, index) => [
        name,
        { addressPrefix: `10.9.${index}.0/24` },
      ]),
    );
    const made = synthBackend(
      apim(
        {},
        {
          environment: "prod",
          networking: { subnets },
          external: { vnet: { ...vnet, createChildren: true } },
        },
      ),
    );
    expect(made.network.all("azurerm_subnet")["subnet_apim"]).toMatchObject({
      address_prefixes: ["10.9.2.0/24"],
    });
    expect(rulesOf(made, "nsg_private_endpoints")).toMatchObject({
      allow_api_management: "110 Tcp 10.9.2.0/24 443",
    });
  });

  test("API Management of version 2 has a delegated subnet and no public address", () => {
    const v2 = synthBackend(apim({ sku: { name: "PremiumV2" } }, { environment: "prod" }));
    expect(v2.platform.only(SERVICE)).toMatchObject({
      sku_name: "PremiumV2_1",
      virtual_network_type: "Internal",
    });
    expect(v2.platform.only(SERVICE)).not.toHaveProperty("sign_in");
    expect(v2.platform.all("azurerm_public_ip")).toEqual({});
    expect(v2.network.all("azurerm_subnet")["subnet_apim"]).toMatchObject({
      delegation: [
        {
          name: "apim",
          service_delegation: {
            name: "Microsoft.Web/hostingEnvironments",
            actions: ["Microsoft.Network/virtualNetworks/subnets/action"],
          },
        },
      ],
    });
  });
});

describe("the function app behind it", () => {
  test("the function app behind API Management is closed, and reached by its private endpoint", () => {
    for (const app of appsOf(prod)) expect(app["public_network_access_enabled"]).toBe(false);
    expect(Object.keys(prod.workloads.all("azurerm_private_endpoint"))).toEqual([
      "private_endpoint_function_app_sites",
      "private_endpoint_function_app_sites-staging",
    ]);
    expect(rulesOf(prod, "nsg_private_endpoints")).toEqual({
      allow_functions: "100 Tcp 10.0.1.0/24 443",
      allow_api_management: "110 Tcp 10.0.3.0/24 443",
      deny_inbound: "4096 * * *",
    });
  });

  test("the function app lets only the subnet of API Management in where there are no private endpoints", () => {
    for (const app of appsOf(alone)) {
      expect(app["public_network_access_enabled"]).toBe(true);
      expect(app["site_config"]).toMatchObject({
        ip_restriction_default_action: "Deny",
        ip_restriction: [
          {
            name: "allow_api_management",
            action: "Allow",
            priority: 100,
            virtual_network_subnet_id: expect.stringContaining("networking_apim_subnet_id") as string,
          },
        ],
      });
    }
    expect(alone.network.all("azurerm_subnet")["subnet_apim"]).toMatchObject({
      service_endpoints: ["Microsoft.Web"],
    });
    const flex = synthBackend(
      apim(
        {},
        { environment: "prod", functionApp: { plan: "FC1" }, networking: { privateEndpoints: false } },
      ),
    );
    expect(flex.workloads.only("azurerm_function_app_flex_consumption")["site_config"]).toMatchObject({
      ip_restriction_default_action: "Deny",
    });
  });

  test("the function app stays open where API Management is outside of the network", () => {
    expect(dev.workloads.only("azurerm_windows_function_app")["public_network_access_enabled"]).toBe(true);
    const standard = synthBackend(apim({ sku: { name: "Standard" } }, { environment: "prod" }));
    expect(standard.platform.only(SERVICE)).not.toHaveProperty("virtual_network_type");
    for (const app of appsOf(standard)) expect(app["public_network_access_enabled"]).toBe(true);
  });
});
