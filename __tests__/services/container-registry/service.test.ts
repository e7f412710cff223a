import fc from "fast-check";
import { type BackendOptions, planBackend } from "../../../lib";
import { BackendConfigError } from "../../../lib/settings/problems";
import { feedbackApi } from "../../support/sample";
import { synthBackend } from "../../support/synth";

const REGISTRY = "azurerm_container_registry";
const registry = (settings: object | true = true, more: BackendOptions = {}): BackendOptions => ({
  ...more,
  optional: { containerRegistry: settings },
});
const dev = synthBackend(registry());
const prod = synthBackend(registry(true, { environment: "prod" }));
const notesOn = (options: BackendOptions, path: string): readonly string[] =>
  synthBackend(options)
    .backend.plan.notes.filter((note) => note.path === path)
    .map(({ level, message }) => `${level}: ${message}`);

describe("the switch", () => {
  test("the registry is off in every environment unless an option switches it on", () => {
    for (const environment of ["dev", "prod"]) {
      const { backend, platform } = synthBackend({ environment });
      expect(backend.containerRegistry).toBeUndefined();
      expect(platform.all(REGISTRY)).toEqual({});
    }
    expect(dev.backend.containerRegistry).toBeDefined();
  });

  test("the stack that has the registry registers its resource provider", () => {
    expect(dev.backend.plan.resourceProviders.platform).toContain("Microsoft.ContainerRegistry");
    expect(dev.backend.plan.resourceProviders.workloads).not.toContain("Microsoft.ContainerRegistry");
  });
});

describe("a registry in dev", () => {
  test("a registry in dev is Basic, without a password, and without arguments of Premium", () => {
    expect(dev.platform.only(REGISTRY)).toEqual({
      name: expect.stringMatching(/^crfeedbackdev[0-9a-f]{6}$/) as string,
      location: "eastus2",
      resource_group_name: "${azurerm_resource_group.resource_group.name}",
      sku: "Basic",
      admin_enabled: false,
      anonymous_pull_enabled: false,
      public_network_access_enabled: true,
      tags: expect.any(Object) as object,
      lifecycle: { ignore_changes: ["zone_redundancy_enabled"] },
    });
    expect(dev.platform.all("azurerm_private_endpoint")).toEqual({});
  });

  test("a registry sends its sign-ins, its pushes and pulls, and its metrics", () => {
    const setting = dev.platform.all("azurerm_monitor_diagnostic_setting")["container_registry_diagnostics"];
    expect(setting).toMatchObject({
      enabled_log: [
        { category: "ContainerRegistryLoginEvents" },
        { category: "ContainerRegistryRepositoryEvents" },
      ],
      enabled_metric: [{ category: "AllMetrics" }],
    });
    expect(setting).not.toHaveProperty("log_analytics_destination_type");
  });

  test("a registry publishes its id, name and host, which are known before it is made", () => {
    const { name } = dev.backend.plan.services.containerRegistry as { readonly name: string };
    expect(dev.platform.json["output"]).toMatchObject({
      container_registry_id: { value: `\${${REGISTRY}.container_registry.id}` },
      container_registry_name: { value: `\${${REGISTRY}.container_registry.name}` },
      container_registry_login_server: { value: `\${${REGISTRY}.container_registry.login_server}` },
    });
    expect(dev.workloads.text).toContain(`"container_registry_login_server": "${name}.azurecr.io"`);
    expect(dev.platform.text).not.toMatch(/admin_(password|username)/);
  });
});

describe("a registry in prod", () => {
  test("a registry in prod is Premium, closed, and spread over zones", () => {
    expect(prod.platform.only(REGISTRY)).toMatchObject({
      sku: "Premium",
      admin_enabled: false,
      anonymous_pull_enabled: false,
      public_network_access_enabled: false,
      network_rule_set: [{ default_action: "Allow", ip_rule: [] }],
      network_rule_bypass_option: "AzureServices",
      data_endpoint_enabled: true,
      retention_policy_in_days: 30,
      // Else whoever may pull takes every image into a registry anywhere.
      export_policy_enabled: false,
      zone_redundancy_enabled: true,
    });
    const nowhere = synthBackend(registry(true, { environment: "prod", location: "westus" }));
    expect(nowhere.platform.only(REGISTRY)["zone_redundancy_enabled"]).toBe(false);
  });

  test("a registry in prod is reached by a private endpoint with two addresses, in a zone of its own", () => {
    const endpoint = prod.platform.all("azurerm_private_endpoint")["private_endpoint_container_registry"];
    expect(endpoint).toMatchObject({
      private_service_connection: {
        subresource_names: ["registry"],
        private_connection_resource_id: `\${${REGISTRY}.container_registry.id}`,
      },
    });
    const zones = Object.values(prod.network.all("azurerm_private_dns_zone")).map(({ name }) => name);
    expect(zones).toContain("privatelink.azurecr.io");
    const plan = prod.backend.plan.privateEndpoints.find(({ service }) => service === "containerRegistry");
    expect(plan?.addresses).toBe(2);
  });

  test("the notes say what Premium costs, and how images get into the closed registry", () => {
    const options = registry(true, { environment: "prod" });
    expect(notesOn(options, "optional.containerRegistry.sku.name")).toEqual([
      'adjusted: "Premium", because private endpoints need Premium, at about $50 a month',
    ]);
    expect(notesOn(options, "optional.containerRegistry.publicNetworkAccess")).toEqual([
      "note: closed to the internet: push images from the network, or from addresses of networkRuleSet.ipRules",
    ]);
  });

  test("a registry that is chosen as Basic in prod stays Basic and open, with a note", () => {
    const options = registry({ sku: { name: "Basic" } }, { environment: "prod" });
    const { platform } = synthBackend(options);
    expect(platform.only(REGISTRY)).toMatchObject({ sku: "Basic", public_network_access_enabled: true });
    expect(platform.all("azurerm_private_endpoint")).not.toHaveProperty(
      "private_endpoint_container_registry",
    );
    expect(notesOn(options, "optional.containerRegistry.sku.name")).toEqual([
      "warning: Basic has no private endpoint: the registry is open to the internet, and only roles control who can pull",
    ]);
  });

  test("the registry uses an existing private DNS zone", () => {
    const id =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/dns/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io";
    const external = { privateDnsZones: { "privatelink.azurecr.io": { id } } };
    const { network } = synthBackend(registry(true, { environment: "prod", external }));
    const zones = Object.values(network.all("azurerm_private_dns_zone")).map(({ name }) => name);
    expect(zones).not.toContain("privatelink.azurecr.io");
  });
});

describe("rules of addresses", () => {
  const settings = { networkRuleSet: { ipRules: ["203.0.113.7", "198.51.100.0/24"] } };

  test("address rules make a registry of an open tier Premium, and deny all other addresses", () => {
    const { platform } = synthBackend(registry(settings));
    expect(platform.only(REGISTRY)).toMatchObject({
      sku: "Premium",
      public_network_access_enabled: true,
      network_rule_set: [
        {
          default_action: "Deny",
          ip_rule: [
            { action: "Allow", ip_range: "203.0.113.7/32" },
            { action: "Allow", ip_range: "198.51.100.0/24" },
          ],
        },
      ],
    });
  });

  test("address rules let clients push into a registry that has a private endpoint", () => {
    const { platform } = synthBackend(registry(settings, { environment: "prod" }));
    expect(platform.only(REGISTRY)).toMatchObject({
      public_network_access_enabled: true,
      network_rule_set: [{ default_action: "Deny" }],
    });
    expect(platform.all("azurerm_private_endpoint")).toHaveProperty("private_endpoint_container_registry");
  });
});

describe("options of the registry", () => {
  test("the options set how long untagged images are kept, and whether images can be exported", () => {
    const { platform } = synthBackend(
      registry({ retentionPolicyInDays: 0, exportPolicyEnabled: false }, { environment: "prod" }),
    );
    expect(platform.only(REGISTRY)).toMatchObject({
      retention_policy_in_days: 0,
      export_policy_enabled: false,
    });
  });

  test("a registry with a private endpoint can stay open", () => {
    const { platform } = synthBackend(registry({ publicNetworkAccess: true }, { environment: "prod" }));
    expect(platform.only(REGISTRY)["public_network_access_enabled"]).toBe(true);
    expect(platform.all("azurerm_private_endpoint")).toHaveProperty("private_endpoint_container_registry");
  });
});

describe("the right to pull", () => {
  const pulls = ({ workloads }: ReturnType<typeof synthBackend>) =>
    Object.entries(workloads.all("azurerm_role_assignment"))
      .filter(([, { role_definition_name: role }]) => role === "AcrPull")
      .map(([name, { scope, principal_id: principal }]) => ({ name, scope, principal }));
  const scope = "${data.terraform_remote_state.platform.outputs.container_registry_id}";

  test("no identity may pull where the app runs a package, unless an option asks for it", () => {
    expect(pulls(prod)).toEqual([]);
    const asked = synthBackend(registry({ acrPull: true }));
    expect(pulls(asked).map((each) => each.scope)).toEqual([scope]);
    const reasonOf = ({ backend }: ReturnType<typeof synthBackend>) =>
      backend.plan.grants.find(({ role }) => role === "AcrPull")?.reason;
    expect(reasonOf(asked)).toBe("optional.containerRegistry.acrPull asks for it");
    const running = synthBackend(registry(true, { functionApp: { container: true } }));
    expect(reasonOf(running)).toBe("Azure pulls the image that the app runs, in the app's name");
  });

  test("the app and each slot may pull from the registry where the app runs a container", () => {
    const options = registry(true, { environment: "prod", functionApp: { container: true } });
    expect(pulls(synthBackend(options))).toEqual([
      {
        name: "function_app_acr_pull",
        scope,
        principal: "${azurerm_linux_function_app.function_app.identity[0].principal_id}",
      },
      {
        name: "function_app_staging_acr_pull",
        scope,
        principal: "${azurerm_linux_function_app_slot.function_app_staging.identity[0].principal_id}",
      },
    ]);
  });
});

test("every combination of options is planned, or refused with problems", () => {
  const settings = fc.record(
    {
      sku: fc.record({ name: fc.constantFrom("Basic", "Standard", "Premium") }),
      adminUserEnabled: fc.boolean(),
      publicNetworkAccess: fc.boolean(),
      networkRuleSet: fc.record(
        {
          defaultAction: fc.constantFrom("Allow", "Deny"),
          ipRules: fc.constantFrom([], ["203.0.113.7"], ["10.0.0.0/24"], ["nonsense"]),
          virtualNetworkRules: fc.constantFrom([], [{ virtualNetworkResourceId: "/subnets/functions" }]),
        },
        { requiredKeys: [] },
      ),
      retentionPolicyInDays: fc.constantFrom(0, 7),
      exportPolicyEnabled: fc.boolean(),
      acrPull: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const options = fc.record(
    {
      environment: fc.constantFrom("dev", "prod"),
      networking: fc.record({ privateEndpoints: fc.boolean(), vnet: fc.boolean() }, { requiredKeys: [] }),
      functionApp: fc.record(
        {
          container: fc.constantFrom<unknown>(true, false, { image: "feedback:1" }, { image: "a.io/b" }, {}),
          plan: fc.constantFrom("Y1", "EP1", "FC1"),
          os: fc.constantFrom("windows", "linux"),
          package: fc.constantFrom<unknown>("identity", "content-share"),
        },
        { requiredKeys: [] },
      ),
      optional: fc.record({ containerRegistry: fc.oneof(fc.boolean(), settings) }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  );
  let planned = 0;
  fc.assert(
    fc.property(options, (said) => {
      try {
        const plan = planBackend({ feedbackApi }, {
          project: "feedback",
          location: "eastus2",
          ...said,
        } as BackendOptions);
        planned += 1;
        const { containerRegistry } = plan.services;
        if ("tier" in containerRegistry && containerRegistry.tier !== "Premium")
          expect(containerRegistry).toMatchObject({ publicNetworkAccess: true });
        const { sku, os, image } = plan.services.functionApp;
        if (image !== undefined) expect(`${sku} ${os}`).toBe("EP1 linux");
      } catch (error) {
        if (!(error instanceof BackendConfigError)) throw error;
        expect(error.problems.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 100, seed: 14 },
  );
  expect(planned).toBeGreaterThan(10);
});
