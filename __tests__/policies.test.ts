import { acceptedIn, checkovConfiguration } from "../scripts/accepted-checks";
import { APPS, checks, failing } from "./support/policy-checks";
import { synthBackend } from "./support/synth";

const eventGrid = { topics: { orders: true } };
const dev = synthBackend({ eventGrid });
const prod = synthBackend({ environment: "prod", eventGrid });

describe("the checks that fail", () => {
  test.each([
    ["dev", dev],
    ["prod", prod],
  ] as const)(
    "in %s are those that docs/policies.md accepts, no more and no fewer",
    (environment, backend) => {
      expect(failing(backend)).toEqual([...acceptedIn(environment)].sort());
    },
  );

  test("in dev with a network are those of money, purging and replication only", () => {
    const closed = synthBackend({ eventGrid, networking: { vnet: true, privateEndpoints: true } });
    const left = ["CKV_AZURE_110", "CKV_AZURE_42", "AZU-0016", "CKV_AZURE_206", "AZU-0058"];
    expect(failing(closed)).toEqual([...acceptedIn("prod"), ...left].sort());
  });

  test("are fewer once the app is closed and spread over zones", () => {
    const functionApp = { publicNetworkAccess: false, zoneRedundant: true };
    const strict = failing(synthBackend({ environment: "prod", functionApp }));
    for (const id of ["CKV_AZURE_221", "CKV_AZURE_212", "CKV_AZURE_225"]) expect(strict).not.toContain(id);
  });

  test.each(["dev", "prod"] as const)("of API Management in %s are accepted too", (environment) => {
    const optional = { apim: { publisherName: "Contoso", publisherEmail: "api@contoso.com" } };
    const expected = acceptedIn(environment, ["API Management"])
      // The app is closed behind it.
      .filter((id) => environment === "dev" || id !== "CKV_AZURE_221");
    expect(failing(synthBackend({ environment, eventGrid, optional }))).toEqual([...expected].sort());
  });

  test.each(["dev", "prod"] as const)("of Front Door in %s are accepted too", (environment) => {
    const backend = synthBackend({ environment, eventGrid, optional: { cdn: true } });
    expect(failing(backend)).toEqual([...acceptedIn(environment, ["Front Door"])].sort());
  });

  test("of Front Door in prod fail for public assets alone, and no file hides them from other accounts", () => {
    const { platform } = synthBackend({ environment: "prod", optional: { cdn: true } });
    const own = acceptedIn("prod", ["Front Door"]).filter((id) => !acceptedIn("prod").includes(id));
    for (const { types, passes } of checks.filter(({ id }) => own.includes(id)))
      for (const [name, resource] of types.flatMap((type) => Object.entries(platform.all(type))))
        expect(passes(resource, platform, `${types[0]}.${name}`)).toBe(!name.startsWith("cdn_storage"));
    expect(own.filter((id) => checkovConfiguration("prod").includes(id))).toEqual([]);
  });
  test.each(["dev", "prod"] as const)(
    "of a registry and an app that runs a container in %s are accepted too",
    (environment) => {
      const more = { functionApp: { container: true }, optional: { containerRegistry: true } };
      expect(failing(synthBackend({ environment, eventGrid, ...more }))).toEqual(
        [...acceptedIn(environment, ["a registry"])].sort(),
      );
    },
  );

  test("of Redis are none, and of Azure Cache for Redis in its smallest tier are said", () => {
    const failed = (environment: string, redis: true | { engine: "cache" }) =>
      failing(synthBackend({ environment, eventGrid, optional: { redis } }));
    for (const environment of ["dev", "prod"] as const) {
      const accepted = acceptedIn(environment);
      expect(failed(environment, true)).toEqual([...accepted].sort());
      const more = environment === "dev" ? ["CKV_AZURE_230", "CKV_AZURE_89"] : ["CKV_AZURE_230"];
      expect(failed(environment, { engine: "cache" })).toEqual([...accepted, ...more].sort());
    }
  });

  test.each(["dev", "prod"] as const)("of Service Bus in %s are accepted too", (environment) => {
    const backend = synthBackend({ environment, eventGrid, optional: { serviceBus: true } });
    expect(failing(backend)).toEqual([...acceptedIn(environment, ["Service Bus"])].sort());
  });

  test("of Service Bus are fewer once it is Premium in a network", () => {
    const optional = { serviceBus: { sku: { name: "Premium" } } } as const;
    expect(failing(synthBackend({ environment: "prod", eventGrid, optional }))).toEqual(
      [...acceptedIn("prod", ["Service Bus"])].filter((id) => id !== "CKV_AZURE_204").sort(),
    );
  });

  test("hold for Linux too", () => {
    expect(failing(synthBackend({ environment: "prod", functionApp: { os: "linux" } }))).toEqual(
      [...acceptedIn("prod")].sort(),
    );
  });
});

/** A check takes any number of days; these are ours. */
describe("how long what was deleted can be had back", () => {
  test.each([
    ["dev", dev, 7, 90],
    ["prod", prod, 30, 90],
  ] as const)("in %s", (_environment, { platform }, blobs, secrets) => {
    const days = { days: blobs };
    expect(platform.only("azurerm_storage_account")["blob_properties"]).toMatchObject({
      delete_retention_policy: days,
      container_delete_retention_policy: days,
    });
    expect(platform.only("azurerm_key_vault")["soft_delete_retention_days"]).toBe(secrets);
  });
});

describe("what no check looks at", () => {
  const insights = prod.workloads.only("azurerm_application_insights");
  const workspace = prod.platform.only("azurerm_log_analytics_workspace");

  test("telemetry and logs take no keys", () => {
    expect(insights["local_authentication_disabled"]).toBe(true);
    expect(workspace["local_authentication_enabled"]).toBe(false);
  });

  test("the side door of an app is as closed as the front door", () => {
    for (const type of APPS)
      for (const app of Object.values(prod.workloads.all(type))) {
        expect(app).toMatchObject({
          ftp_publish_basic_authentication_enabled: false,
          webdeploy_publish_basic_authentication_enabled: false,
          site_config: { scm_minimum_tls_version: "1.2", ftps_state: "Disabled" },
        });
      }
  });

  // Checks of keys, secrets, flow logs and custom roles have nothing to look at.
  test("secrets and roles are none that a check would look at", () => {
    const types = [dev, prod].flatMap(({ network, platform, workloads }) =>
      [network, platform, workloads].flatMap(({ addresses }) =>
        addresses.map((address) => address.split(".")[0]),
      ),
    );
    for (const type of [
      "azurerm_key_vault_key",
      "azurerm_key_vault_secret",
      "azurerm_monitor_activity_log_alert",
      "azurerm_network_watcher_flow_log",
      "azurerm_role_definition",
      "azurerm_storage_table",
    ])
      expect(types).not.toContain(type);
  });

  test("a secret says what it is", () => {
    const deployments = Object.values(prod.platform.all("azurerm_resource_group_template_deployment"));
    const secrets = deployments.map(({ template_content }) => template_content as string);
    for (const template of secrets.filter((each) => each.includes("vaults/secrets")))
      expect(template).toContain('"contentType":"text/plain"');
    expect(secrets.join()).toContain("vaults/secrets");
  });

  test("Flex Consumption has https, TLS 1.2 and no passwords", () => {
    const { workloads } = synthBackend({ functionApp: { plan: "FC1" } });
    expect(workloads.only("azurerm_function_app_flex_consumption")).toMatchObject({
      https_only: true,
      storage_authentication_type: "SystemAssignedIdentity",
      webdeploy_publish_basic_authentication_enabled: false,
      site_config: { minimum_tls_version: "1.2", scm_minimum_tls_version: "1.2" },
    });
  });
});
