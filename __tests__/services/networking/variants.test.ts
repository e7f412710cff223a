import type { BackendOptions } from "../../../lib";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";

const prod = (options: BackendOptions): SynthesisedBackend =>
  synthBackend({ environment: "prod", ...options });

function subresourcesOf(backend: SynthesisedBackend): Readonly<Record<string, unknown>> {
  const all = [backend.platform, backend.workloads].flatMap((stack) =>
    Object.entries(stack.all("azurerm_private_endpoint")),
  );
  return Object.fromEntries(
    all.map(([name, endpoint]) => [
      name.replace("private_endpoint_", ""),
      ((endpoint["private_service_connection"] as JsonObject)["subresource_names"] as readonly string[])[0],
    ]),
  );
}

function zonesOf({ network }: SynthesisedBackend): readonly unknown[] {
  return Object.values(network.all("azurerm_private_dns_zone")).map(({ name }) => name);
}

function prefixesOf({ network }: SynthesisedBackend): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.values(network.all("azurerm_subnet")).map(({ name, address_prefixes }) => [
      name as string,
      (address_prefixes as readonly string[])[0],
    ]),
  );
}

describe("a function app that is closed", () => {
  const backend = prod({ functionApp: { publicNetworkAccess: false } });

  test("a closed function app has a private endpoint for itself and for each slot", () => {
    const endpoints = backend.workloads.all("azurerm_private_endpoint");
    expect(Object.keys(endpoints)).toEqual([
      "private_endpoint_function_app_sites",
      "private_endpoint_function_app_sites-staging",
    ]);
    for (const endpoint of Object.values(endpoints))
      expect(endpoint).toMatchObject({
        private_service_connection: {
          private_connection_resource_id: "${azurerm_windows_function_app.function_app.id}",
        },
        private_dns_zone_group: {
          private_dns_zone_ids: [
            "${data.terraform_remote_state.network.outputs.networking_privatelink_azurewebsites_net_id}",
          ],
        },
      });
    expect(endpoints["private_endpoint_function_app_sites-staging"]?.["depends_on"]).toEqual([
      "azurerm_windows_function_app_slot.function_app_staging",
    ]);
    expect(zonesOf(backend)).toContain("privatelink.azurewebsites.net");
  });

  test("a closed function app accepts no traffic from the internet, and neither does its slot", () => {
    for (const type of ["azurerm_windows_function_app", "azurerm_windows_function_app_slot"])
      expect(backend.workloads.only(type)["public_network_access_enabled"]).toBe(false);
  });

  test("a closed function app leaves the other private endpoints where they are", () => {
    expect(Object.keys(backend.platform.all("azurerm_private_endpoint"))).toHaveLength(9);
  });
});

describe("a content share in a network", () => {
  const backend = prod({ functionApp: { package: "content-share" } });

  test("a content share in a network has an endpoint and a zone, and is reached over the network", () => {
    expect(subresourcesOf(backend)).toMatchObject({ host_storage_file: "file" });
    expect(zonesOf(backend)).toContain("privatelink.file.core.windows.net");
    for (const type of ["azurerm_windows_function_app", "azurerm_windows_function_app_slot"])
      expect(backend.workloads.only(type)["app_settings"]).toMatchObject({ WEBSITE_CONTENTOVERVNET: "1" });
  });

  test("a content share is not read over a network that has no endpoint for it", () => {
    const alone = synthBackend({ vnet: true, functionApp: { package: "content-share" } });
    expect(alone.workloads.text).not.toContain("WEBSITE_CONTENTOVERVNET");
  });
});

describe("an account of the host's own", () => {
  test("the host's own account has private endpoints of its own, in the same zones", () => {
    const backend = prod({ storage: { hostAccount: "separate" } });
    expect(subresourcesOf(backend)).toMatchObject({
      storage_blob: "blob",
      host_storage_blob: "blob",
      host_storage_queue: "queue",
      host_storage_table: "table",
    });
    expect(zonesOf(backend)).toHaveLength(5);
    const { storage, host_storage: host } = backend.platform.all("azurerm_storage_account");
    for (const account of [storage, host])
      expect(account).toMatchObject({ public_network_access_enabled: false });
  });
});

describe("Flex Consumption in a network", () => {
  const backend = prod({ functionApp: { plan: "FC1", slots: [] } });

  test("the subnet of Flex Consumption is delegated to Container Apps, and the app is in it", () => {
    expect(backend.network.all("azurerm_subnet")["subnet_functions"]?.["delegation"]).toEqual([
      {
        name: "functions",
        service_delegation: {
          name: "Microsoft.App/environments",
          actions: ["Microsoft.Network/virtualNetworks/subnets/join/action"],
        },
      },
    ]);
    expect(backend.workloads.only("azurerm_function_app_flex_consumption")).toMatchObject({
      virtual_network_subnet_id:
        "${data.terraform_remote_state.network.outputs.networking_functions_subnet_id}",
      site_config: { vnet_route_all_enabled: true },
    });
  });

  test("Flex Consumption in a network registers the resource provider of Container Apps", () => {
    expect(backend.backend.plan.resourceProviders.workloads).toContain("Microsoft.App");
    expect(prod({}).backend.plan.resourceProviders.workloads).not.toContain("Microsoft.App");
  });
});

describe("addresses", () => {
  test.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    [
      "of a large space",
      ["10.0.0.0/8"],
      { functions: "10.0.1.0/24", "private-endpoints": "10.0.2.0/24", apim: "10.0.3.0/24" },
    ],
    [
      "of a small one",
      ["10.20.0.0/24"],
      { functions: "10.20.0.64/26", "private-endpoints": "10.20.0.128/26", apim: "10.20.0.192/26" },
    ],
    [
      "of the first of several",
      ["10.30.0.0/22", "10.40.0.0/16"],
      { functions: "10.30.1.0/24", "private-endpoints": "10.30.2.0/24", apim: "10.30.3.0/24" },
    ],
  ])("ranges that are left open are the next free blocks %s", (_which, addressSpace, expected) => {
    expect(prefixesOf(prod({ networking: { addressSpace } }))).toEqual(expected);
  });

  test("chosen ranges are kept, and the open ones avoid them", () => {
    const backend = prod({ networking: { subnets: { apim: { addressPrefix: "10.0.1.0/25" } } } });
    expect(prefixesOf(backend)).toEqual({
      functions: "10.0.2.0/24",
      "private-endpoints": "10.0.3.0/24",
      apim: "10.0.1.0/25",
    });
    expect(backend.backend.explain("networking.subnets.functions.addressPrefix")).toBe(
      'networking.subnets.functions.addressPrefix = "10.0.2.0/24"  (derived: a free block of 10.0.0.0/16)',
    );
    const rule = backend.network.all("azurerm_network_security_rule")[
      "nsg_private_endpoints_allow_functions"
    ];
    expect(rule?.["source_address_prefix"]).toBe("10.0.2.0/24");
  });
});

test.each(["Disabled", "Enabled", "RouteTableEnabled"] as const)(
  "network policies of the endpoints' subnet can be %s",
  (privateEndpointNetworkPolicies) => {
    const subnets = { "private-endpoints": { privateEndpointNetworkPolicies } };
    const { network } = prod({ networking: { subnets } });
    expect(network.all("azurerm_subnet")["subnet_private_endpoints"]).toMatchObject({
      private_endpoint_network_policies: privateEndpointNetworkPolicies,
    });
  },
);

describe("a rule of the user", () => {
  test("a rule of the user lets its source in, under its own name", () => {
    const inbound = {
      runners: { priority: 200, source: "10.9.0.0/24" },
      old: { priority: 300, source: "10.8.0.0/24" },
    };
    const backend = prod({
      networking: { subnets: { "private-endpoints": { inbound: { ...inbound, old: false } } } },
    });
    expect(
      backend.network.all("azurerm_network_security_rule")["nsg_private_endpoints_runners"],
    ).toMatchObject({
      name: "runners",
      description: "networking.subnets.private-endpoints.inbound.runners",
      access: "Allow",
      direction: "Inbound",
      priority: 200,
      protocol: "Tcp",
      source_address_prefix: "10.9.0.0/24",
      destination_port_range: "443",
    });
    expect(backend.network.text).not.toContain("10.8.0.0");
  });
});

describe("a plan over zones", () => {
  test("a plan over zones has at least one instance in each zone", () => {
    expect(
      prod({ functionApp: { zoneRedundant: true } }).workloads.only("azurerm_service_plan"),
    ).toMatchObject({
      zone_balancing_enabled: true,
      worker_count: 3,
    });
    expect(prod({}).workloads.only("azurerm_service_plan")).not.toHaveProperty("worker_count");
  });
});
