import type { BackendOptions } from "../../../lib";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";

const ENDPOINT = "azurerm_private_endpoint";
const RULE = "azurerm_network_security_rule";
const PREMIUM = {
  name: "Microsoft.Web/serverFarms",
  actions: ["Microsoft.Network/virtualNetworks/subnets/action"],
};

const dev = synthBackend();
const prod = synthBackend({ environment: "prod" });
const forced = synthBackend({ networking: { vnet: true, privateEndpoints: true } });
const alone = synthBackend({ networking: { vnet: true } });
const optedOut = synthBackend({ environment: "prod", defaults: { vnet: false, privateEndpoints: false } });

const closed = [
  ["prod", prod],
  ["dev with a forced network", forced],
] as const;
const open = [
  ["dev", dev],
  ["prod opted out", optedOut],
] as const;
const inNetwork = [...closed, ["dev with a network alone", alone]] as const;

function read(output: string): string {
  return `\${data.terraform_remote_state.network.outputs.networking_${output}}`;
}

/** Each endpoint's target, subresource and zone, by its name in Terraform. */
function endpointsOf(backend: SynthesisedBackend): Readonly<Record<string, readonly unknown[]>> {
  const all = [backend.platform, backend.workloads].flatMap((stack) => Object.entries(stack.all(ENDPOINT)));
  return Object.fromEntries(
    all.map(([name, endpoint]) => {
      const connection = endpoint["private_service_connection"] as JsonObject;
      const group = endpoint["private_dns_zone_group"] as JsonObject;
      expect(endpoint["subnet_id"]).toBe(read("private_endpoints_subnet_id"));
      expect(connection["is_manual_connection"]).toBe(false);
      return [
        name.replace("private_endpoint_", ""),
        [
          connection["private_connection_resource_id"],
          connection["subresource_names"],
          group["private_dns_zone_ids"],
        ],
      ];
    }),
  );
}

const zone = (name: string): readonly string[] => [read(`${name}_id`)];
const DATA = {
  cosmos_sql: ["${azurerm_cosmosdb_account.cosmos.id}", ["Sql"], zone("privatelink_documents_azure_com")],
  key_vault: ["${azurerm_key_vault.key_vault.id}", ["vault"], zone("privatelink_vaultcore_azure_net")],
  storage_blob: [
    "${azurerm_storage_account.storage.id}",
    ["blob"],
    zone("privatelink_blob_core_windows_net"),
  ],
  storage_queue: [
    "${azurerm_storage_account.storage.id}",
    ["queue"],
    zone("privatelink_queue_core_windows_net"),
  ],
  storage_table: [
    "${azurerm_storage_account.storage.id}",
    ["table"],
    zone("privatelink_table_core_windows_net"),
  ],
};

describe.each(inNetwork)("the network of %s", (_name, backend) => {
  const subnets = backend.network.all("azurerm_subnet");

  test("the network has three subnets, one of them delegated", () => {
    expect(backend.network.only("azurerm_virtual_network")["address_space"]).toEqual(["10.0.0.0/16"]);
    expect(Object.values(subnets).map(({ name, address_prefixes }) => [name, address_prefixes])).toEqual([
      ["apim", ["10.0.3.0/24"]],
      ["functions", ["10.0.1.0/24"]],
      ["private-endpoints", ["10.0.2.0/24"]],
    ]);
    const delegated = Object.entries(subnets).filter(([, subnet]) => "delegation" in subnet);
    expect(delegated.map(([name]) => name)).toEqual(["subnet_functions"]);
    expect(subnets["subnet_functions"]?.["delegation"]).toEqual([
      { name: "functions", service_delegation: PREMIUM },
    ]);
    expect(subnets["subnet_private_endpoints"]).toMatchObject({
      private_endpoint_network_policies: "NetworkSecurityGroupEnabled",
      default_outbound_access_enabled: false,
    });
  });

  test("each subnet has a security group, which denies all traffic that it does not name", () => {
    const rules = Object.entries(backend.network.all(RULE));
    for (const subnet of ["apim", "functions", "private_endpoints"]) {
      const associations = backend.network.all("azurerm_subnet_network_security_group_association");
      expect(associations[`nsg_association_${subnet}`]).toEqual({
        subnet_id: `\${azurerm_subnet.subnet_${subnet}.id}`,
        network_security_group_id: `\${azurerm_network_security_group.nsg_${subnet}.id}`,
      });
      expect(Object.fromEntries(rules)[`nsg_${subnet}_deny_inbound`]).toMatchObject({
        access: "Deny",
        direction: "Inbound",
        priority: 4096,
        protocol: "*",
        source_address_prefix: "*",
        destination_port_range: "*",
      });
    }
    const allowed = rules.filter(([, rule]) => rule["access"] === "Allow");
    expect(
      allowed.map(([name, rule]) => [name, rule["source_address_prefix"], rule["destination_port_range"]]),
    ).toEqual(backend === alone ? [] : [["nsg_private_endpoints_allow_functions", "10.0.1.0/24", "443"]]);
  });

  test("the app and every slot are in the network", () => {
    const apps = ["azurerm_windows_function_app", "azurerm_windows_function_app_slot"].flatMap((type) =>
      Object.values(backend.workloads.all(type)),
    );
    expect(apps).toHaveLength(backend === prod ? 2 : 1);
    for (const app of apps)
      expect(app).toMatchObject({
        virtual_network_subnet_id: read("functions_subnet_id"),
        site_config: {
          vnet_route_all_enabled: true,
          runtime_scale_monitoring_enabled: true,
          pre_warmed_instance_count: 1,
        },
      });
    expect(backend.workloads.only("azurerm_service_plan")["sku_name"]).toBe("EP1");
  });
});

describe.each(inNetwork)("the unapplied network of %s", (_name, { network, platform, workloads }) => {
  /** The end of each resource's id, as Azure writes it. */
  const expected = [
    ...Object.values(network.all("azurerm_virtual_network")).map((vnet) => `virtualNetworks/${name(vnet)}`),
    ...Object.values(network.all("azurerm_subnet")).map(
      (subnet) => `virtualNetworks/vnet-feedback-${environment()}/subnets/${name(subnet)}`,
    ),
    ...Object.values(network.all("azurerm_network_security_group")).map(
      (group) => `networkSecurityGroups/${name(group)}`,
    ),
    ...Object.values(network.all("azurerm_private_dns_zone")).map((zone) => `privateDnsZones/${name(zone)}`),
  ];

  function name(resource: JsonObject): string {
    return resource["name"] as string;
  }

  function environment(): string {
    return name(network.only("azurerm_resource_group")).split("-")[2] ?? "";
  }

  test("other stacks are planned with the future ids of the network before it is applied", () => {
    for (const reader of [platform, workloads]) {
      const data = reader.json["data"] as Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
      const defaults = data["terraform_remote_state"]?.["network"]?.["defaults"] as JsonObject;
      const group = `resourceGroups/${name(network.only("azurerm_resource_group"))}`;
      const prefix = `/subscriptions/\${data.azurerm_client_config.current.subscription_id}/${group}/providers/Microsoft.Network/`;
      expect(new Set(Object.values(defaults))).toEqual(new Set(expected.map((end) => `${prefix}${end}`)));
    }
  });

  test("every stack with a resource in the network registers its resource provider", () => {
    for (const stack of [network, platform, workloads]) {
      const { azurerm } = stack.json["provider"] as Readonly<Record<string, readonly JsonObject[]>>;
      expect(azurerm?.[0]?.["resource_providers_to_register"]).toContain("Microsoft.Network");
    }
  });
});

/** In prod the host has an account of its own, whose endpoints are in the zones of those of the data. */
/** Packages of code, where the accounts for data and for the host are closed. */
const OF_PACKAGES = {
  package_storage_blob: ["${azurerm_storage_account.package_storage.id}", ...DATA.storage_blob.slice(1)],
};

const OF_HOST = Object.fromEntries(
  Object.entries(DATA).flatMap(([name, [, ...rest]]) =>
    name.startsWith("storage_")
      ? [[`host_${name}`, ["${azurerm_storage_account.host_storage.id}", ...rest]] as const]
      : [],
  ),
);

describe.each(closed)("the services that keep data in %s", (_name, backend) => {
  test("each service that keeps data has private endpoints, in the zone of its kind", () => {
    expect(endpointsOf(backend)).toEqual({
      ...DATA,
      ...OF_PACKAGES,
      ...(backend === prod ? OF_HOST : {}),
    });
  });

  test("each kind of private endpoint has a zone, linked once", () => {
    const zones = Object.entries(backend.network.all("azurerm_private_dns_zone"));
    const links = Object.values(backend.network.all("azurerm_private_dns_zone_virtual_network_link"));
    expect(zones).toHaveLength(5);
    for (const [name] of zones) {
      const own = links.filter(
        (link) => link["private_dns_zone_name"] === `\${azurerm_private_dns_zone.${name}.name}`,
      );
      expect(own).toMatchObject([
        { virtual_network_id: "${azurerm_virtual_network.vnet.id}", registration_enabled: false },
      ]);
    }
    expect(links).toHaveLength(zones.length);
  });

  test("each service that keeps data is closed to the internet", () => {
    const { platform } = backend;
    expect(platform.only("azurerm_cosmosdb_account")["public_network_access_enabled"]).toBe(false);
    expect(platform.all("azurerm_storage_account")["storage"]).toMatchObject({
      public_network_access_enabled: false,
      network_rules: { default_action: "Deny", bypass: ["AzureServices"] },
    });
    expect(platform.only("azurerm_key_vault")).toMatchObject({
      public_network_access_enabled: false,
      network_acls: { default_action: "Deny", bypass: "AzureServices" },
    });
    expect(platform.only("azurerm_key_vault")["network_acls"]).not.toHaveProperty(
      "virtual_network_subnet_ids",
    );
  });
});

describe.each(open)("%s", (_name, backend) => {
  test("a backend without a network has no resource or argument of one", () => {
    expect(backend.network.addresses).toEqual(["azurerm_resource_group.resource_group"]);
    expect(backend.network.json).not.toHaveProperty("output");
    for (const stack of [backend.platform, backend.workloads])
      for (const word of [
        ENDPOINT,
        "virtual_network",
        "vnet_route_all",
        "terraform_remote_state.network",
        "Microsoft.Network",
      ])
        expect(stack.text).not.toContain(word);
  });

  test("the services are opened by roles alone where there is no network", () => {
    const { platform } = backend;
    expect(platform.only("azurerm_cosmosdb_account")["public_network_access_enabled"]).toBe(true);
    expect(platform.all("azurerm_storage_account")["storage"]).toMatchObject({
      public_network_access_enabled: true,
      network_rules: { default_action: "Allow" },
    });
    expect(platform.only("azurerm_key_vault")).toMatchObject({
      public_network_access_enabled: true,
      network_acls: { default_action: "Allow", bypass: "AzureServices" },
    });
  });
});

describe("a network alone", () => {
  test("a network without endpoints lets its functions into the vault, by a service endpoint", () => {
    expect(alone.platform.only("azurerm_key_vault")).toMatchObject({
      public_network_access_enabled: true,
      network_acls: {
        default_action: "Deny",
        bypass: "AzureServices",
        virtual_network_subnet_ids: [read("functions_subnet_id")],
      },
    });
    expect(alone.network.all("azurerm_subnet")["subnet_functions"]?.["service_endpoints"]).toEqual([
      "Microsoft.KeyVault",
    ]);
    expect(prod.network.all("azurerm_subnet")["subnet_functions"]).not.toHaveProperty("service_endpoints");
  });

  test("a network without endpoints has no endpoint and no zone", () => {
    expect(endpointsOf(alone)).toEqual({});
    expect(alone.network.all("azurerm_private_dns_zone")).toEqual({});
  });
});

describe("the switches", () => {
  test.each<[string, BackendOptions]>([
    ["defaults", { defaults: { vnet: true, privateEndpoints: true } }],
    ["the words of the table", { vnet: true, privateEndpoints: true }],
    ["endpoints alone, which bring the network", { networking: { privateEndpoints: true } }],
    [
      "an environment",
      { environment: "qa", environments: { qa: { extends: "dev", vnet: true, privateEndpoints: true } } },
    ],
  ])("aliases of the switches write the same stacks: %s", (_how, options) => {
    const backend = synthBackend(options);
    const named = (text: string): string =>
      text.replaceAll("qa", "dev").replaceAll(/[0-9a-f]{6}(?=["./])/g, "");
    expect(named(backend.network.text)).toBe(named(forced.network.text));
    expect(endpointsOf(backend)).toEqual({ ...DATA, ...OF_PACKAGES });
  });
});
