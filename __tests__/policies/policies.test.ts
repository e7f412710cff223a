import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BackendOptions } from "../../lib";
import { APPS, failing } from "../support/policy-checks";
import { type JsonObject, synthBackend } from "../support/synth";

const eventGrid = { topics: { orders: true } };
const dev = synthBackend({ eventGrid });
const prod = synthBackend({ environment: "prod", eventGrid });

const IN_BOTH = [
  "AZU-0009",
  "AZU-0057",
  "AZU-0060",
  "CKV2_AZURE_1",
  "CKV2_AZURE_21",
  "CKV_AZURE_100",
  "CKV_AZURE_140",
  "CKV_AZURE_212",
  "CKV_AZURE_221",
  "CKV_AZURE_225",
  "CKV_AZURE_33",
];
const WITHOUT_NETWORK = [
  "AZU-0012",
  "AZU-0013",
  "CKV2_AZURE_32",
  "CKV2_AZURE_33",
  "CKV_AZURE_101",
  "CKV_AZURE_109",
  "CKV_AZURE_189",
  "CKV_AZURE_193",
  "CKV_AZURE_35",
  "CKV_AZURE_59",
  "CKV_AZURE_99",
];
/** Of the account of packages, which build agents reach from the internet. */
const OF_PACKAGES = ["AZU-0012", "CKV_AZURE_35", "CKV_AZURE_59"];
const IN_PROD = [...IN_BOTH, ...OF_PACKAGES];
const OF_DEV = ["AZU-0016", "AZU-0058", "CKV_AZURE_110", "CKV_AZURE_206", "CKV_AZURE_42"];

describe("the checks that fail", () => {
  test.each([
    ["dev", dev, [...IN_BOTH, ...WITHOUT_NETWORK, ...OF_DEV]],
    ["prod", prod, IN_PROD],
  ] as const)(
    "the failing checks in %s are those that docs/reference/policy-scanners.md accepts, no more and no fewer",
    (_environment, backend, expected) => {
      expect(failing(backend)).toEqual([...expected].sort());
      const page = readFileSync(join(__dirname, "../../docs/reference/policy-scanners.md"), "utf8");
      for (const check of expected) expect(page).toContain(`| ${check} |`);
    },
  );

  test.each([
    ["internet", [...IN_PROD, ...OF_DEV]],
    ["private", [...IN_BOTH, ...OF_DEV]],
  ] as const)(
    "the failing checks in dev with a network and an account of packages that is %s are those of cost, purging, replication and packages only",
    (packageAccount, expected) => {
      const networking = { vnet: true, privateEndpoints: true };
      const closed = synthBackend({ eventGrid, networking, storage: { packageAccount } });
      expect(failing(closed)).toEqual([...expected].sort());
    },
  );

  test.each<[string, BackendOptions, readonly string[]]>([
    [
      "the app is closed and spread over zones",
      { functionApp: { publicNetworkAccess: false, zoneRedundant: true } },
      ["CKV_AZURE_212", "CKV_AZURE_221", "CKV_AZURE_225"],
    ],
    [
      "API Management is in front of the app",
      { optional: { apim: { publisherName: "Contoso", publisherEmail: "api@contoso.com" } } },
      ["CKV_AZURE_221"],
    ],
    ["it runs on Linux", { functionApp: { os: "linux" } }, []],
  ])("fewer checks fail in prod once %s", (_what, options, fewer) => {
    const failed = failing(synthBackend({ environment: "prod", eventGrid, ...options }));
    expect(IN_BOTH.filter((check) => !failed.includes(check))).toEqual(fewer);
  });

  test("no check of Redis fails, and those of Azure Cache for Redis in its smallest tier are documented", () => {
    const failed = (environment: string, redis: true | { engine: "cache" }) =>
      failing(synthBackend({ environment, eventGrid, optional: { redis } }));
    for (const [environment, all, more] of [
      ["dev", [...IN_BOTH, ...WITHOUT_NETWORK, ...OF_DEV], ["CKV_AZURE_230", "CKV_AZURE_89"]],
      ["prod", IN_PROD, ["CKV_AZURE_230"]],
    ] as const) {
      expect(failed(environment, true)).toEqual([...all].sort());
      expect(failed(environment, { engine: "cache" })).toEqual([...all, ...more].sort());
    }
  });
});

/** A check takes any number of days; these are ours. */
describe("the recovery of deleted data", () => {
  test.each([
    ["dev", dev, 7, 90],
    ["prod", prod, 30, 90],
  ] as const)(
    "deleted data can be recovered for the documented time in %s",
    (_environment, { platform }, blobs, secrets) => {
      const days = { days: blobs };
      for (const account of platform.every("azurerm_storage_account"))
        expect(account["blob_properties"]).toMatchObject({
          delete_retention_policy: days,
          container_delete_retention_policy: days,
        });
      expect(platform.only("azurerm_key_vault")["soft_delete_retention_days"]).toBe(secrets);
    },
  );
});

describe("settings without a check", () => {
  const insights = prod.workloads.only("azurerm_application_insights");
  const workspace = prod.platform.only("azurerm_log_analytics_workspace");

  test("telemetry and logs accept no keys", () => {
    expect(insights["local_authentication_enabled"]).toBe(false);
    expect(workspace["local_authentication_enabled"]).toBe(false);
  });

  test("copies of blobs stay in the tenant, and prod keeps earlier versions of blobs", () => {
    for (const { platform } of [dev, prod])
      for (const account of platform.every("azurerm_storage_account"))
        expect(account["allowed_copy_scope"]).toBe("AAD");
    const versions = (backend: typeof prod) =>
      Object.entries(backend.platform.all("azurerm_storage_account")).map(([name, account]) => [
        name,
        (account["blob_properties"] as JsonObject)["versioning_enabled"],
      ]);
    // What the host writes every minute is of no use later, and a package is never written over.
    expect(versions(prod)).toEqual([
      ["host_storage", undefined],
      ["package_storage", undefined],
      ["storage", true],
    ]);
    expect(versions(dev)).toEqual([["storage", undefined]]);
  });

  test("the deployment site of an app is as closed as the app", () => {
    for (const type of APPS)
      for (const app of Object.values(prod.workloads.all(type))) {
        expect(app).toMatchObject({
          ftp_publish_basic_authentication_enabled: false,
          webdeploy_publish_basic_authentication_enabled: false,
          site_config: {
            scm_minimum_tls_version: "1.2",
            scm_ip_restriction_default_action: "Deny",
            ftps_state: "Disabled",
          },
        });
      }
  });

  // Checks of keys, secrets, flow logs and custom roles have nothing to look at.
  test("no backend has a resource of secrets or role definitions that a check would read", () => {
    const types = [dev, prod].flatMap(({ network, platform, workloads }) =>
      [network, platform, workloads].flatMap(({ addresses }) =>
        addresses.map((address) => address.split(".")[0]),
      ),
    );
    for (const type of [
      "azurerm_key_vault_key",
      "azurerm_key_vault_secret",
      "azurerm_network_watcher_flow_log",
      "azurerm_role_definition",
      "azurerm_storage_table",
    ])
      expect(types).not.toContain(type);
  });

  test("a secret has a content type", () => {
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
