import type { BackendOptions } from "../../../lib";
import { signFunction } from "../../support/sample";
import {
  type JsonObject,
  type SynthesisedBackend,
  type SynthesisedStack,
  synthBackend,
} from "../../support/synth";

const APP = "azurerm_windows_function_app";
const SLOT = "azurerm_windows_function_app_slot";
const appOf = ({ workloads }: SynthesisedBackend): JsonObject => workloads.only(APP);
const settingsOf = (app: JsonObject): JsonObject => app["app_settings"] as JsonObject;
const output = (name: string): string => `\${data.terraform_remote_state.platform.outputs.${name}}`;

const dev = synthBackend({ environment: "dev" });
const prod = synthBackend({ environment: "prod" });

const warnings = ({ backend }: SynthesisedBackend): readonly string[] =>
  backend.plan.notes.flatMap(({ level, path }) => (level === "warning" ? [path] : []));
const adjusted = ({ backend }: SynthesisedBackend): readonly string[] =>
  backend.plan.notes.flatMap(({ level, path }) => (level === "adjusted" ? [path] : []));

describe("the runtime", () => {
  test("the runtime is Node 24 on Windows", () => {
    for (const backend of [dev, prod]) {
      expect(appOf(backend)["site_config"]).toMatchObject({ application_stack: { node_version: "~24" } });
      expect(backend.workloads.only("azurerm_service_plan")["os_type"]).toBe("Windows");
      expect(warnings(backend)).not.toContain("functionApp.runtime");
    }
  });

  test("the runtime is the specification's Node 20 where that is chosen, with a warning", () => {
    const backend = synthBackend({ functionApp: { runtime: "node:20" } });
    expect(appOf(backend)["site_config"]).toMatchObject({ application_stack: { node_version: "~20" } });
    expect(warnings(backend)).toEqual(["functionApp.runtime"]);
  });

  test("the app runs on Linux where the os option says linux", () => {
    const { workloads } = synthBackend({ environment: "prod", functionApp: { os: "linux" } });
    expect(workloads.only("azurerm_service_plan")).toMatchObject({ os_type: "Linux", sku_name: "EP1" });
    for (const type of ["azurerm_linux_function_app", "azurerm_linux_function_app_slot"])
      expect(workloads.only(type)["site_config"]).toMatchObject({
        application_stack: { node_version: "24" },
      });
    expect(workloads.all(APP)).toEqual({});
  });

  test("the app runs on Linux with Flex Consumption, which is experimental and has no slots", () => {
    const backend = synthBackend({ environment: "prod", functionApp: { plan: "FC1" } });
    const { workloads } = backend;
    expect(workloads.only("azurerm_service_plan")).toMatchObject({ os_type: "Linux", sku_name: "FC1" });
    expect(workloads.only("azurerm_function_app_flex_consumption")).toMatchObject({
      runtime_name: "node",
      runtime_version: "24",
      storage_container_endpoint: `${output("storage_host_blob_endpoint")}function-packages`,
      storage_authentication_type: "SystemAssignedIdentity",
      always_ready: [{ name: "http", instance_count: 1 }],
    });
    expect(settingsOf(workloads.only("azurerm_function_app_flex_consumption"))).not.toHaveProperty(
      "WEBSITE_RUN_FROM_PACKAGE",
    );
    expect(warnings(backend)).toContain("functionApp.plan");
    expect(adjusted(backend)).toEqual(["functionApp.os", "functionApp.slots"]);
  });
});

describe("the code", () => {
  const RELEASED = ['app_settings["WEBSITE_RUN_FROM_PACKAGE"]'];
  const SWAPPED = 'app_settings["WEBSITE_CONTENTSHARE"]';
  const kinds: readonly (readonly [string, NonNullable<BackendOptions["functionApp"]>, readonly string[]])[] =
    [
      ["read by identity", {}, RELEASED],
      ["in a content share", { package: "content-share" }, [...RELEASED, SWAPPED]],
    ];

  test.each(kinds)("code %s is ignored by Terraform, in the app and in its slot", (_, functionApp, left) => {
    const { workloads } = synthBackend({ environment: "prod", functionApp });
    for (const type of [APP, SLOT])
      expect(workloads.only(type)["lifecycle"]).toMatchObject({ ignore_changes: left });
  });

  test("the code is read by identity from function-packages, without any key", () => {
    const apps = [
      ["storage_blob_endpoint", appOf(dev)],
      ["storage_packages_blob_endpoint", appOf(prod)],
      ["storage_packages_blob_endpoint", prod.workloads.only(SLOT)],
    ] as const;
    for (const [endpoint, app] of apps) {
      const [, from, name] = /outputs\.(\w+)}function-packages\/(.*)$/.exec(
        settingsOf(app)["WEBSITE_RUN_FROM_PACKAGE"] as string,
      ) ?? [undefined];
      expect(from).toBe(endpoint);
      expect(name).toMatch(/^func-feedback-\w+-\w{6}\.zip$/);
      expect(settingsOf(app)["AzureWebJobsStorage__credential"]).toBe("managedidentity");
      expect(app).toMatchObject({
        storage_account_name: output("storage_host_name"),
        storage_uses_managed_identity: true,
        identity: { type: "SystemAssigned" },
      });
      expect(app).not.toHaveProperty("storage_account_access_key");
    }
  });

  test("the code is read by identity from the URL of the user", () => {
    const url = "https://packages.contoso.com/app.zip";
    expect(settingsOf(appOf(synthBackend({ functionApp: { package: { url } } })))).toMatchObject({
      WEBSITE_RUN_FROM_PACKAGE: url,
      AzureWebJobsStorage__credential: "managedidentity",
    });
  });

  describe("code in a content share", () => {
    const { platform, workloads } = synthBackend({
      environment: "prod",
      functionApp: { package: "content-share" },
      storage: { hostAccount: "separate" },
    });
    const name = (workloads.only(APP)["name"] as string).toLowerCase();
    const grant = "host_identity_key_vault_secrets_user_host-storage-connection-string";

    test("the app and its slot have a content share each, and the setting is a literal 1", () => {
      const shares = Object.values(platform.all("azurerm_storage_share"));
      expect(shares.map((share) => share["name"])).toEqual([`${name}-content`, `${name}-staging-content`]);
      expect(settingsOf(workloads.only(APP))).toMatchObject({
        WEBSITE_RUN_FROM_PACKAGE: "1",
        WEBSITE_CONTENTSHARE: `${name}-content`,
      });
      expect(settingsOf(workloads.only(SLOT))).toMatchObject({
        WEBSITE_RUN_FROM_PACKAGE: "1",
        WEBSITE_CONTENTSHARE: `${name}-staging-content`,
      });
    });

    test("only the host's account has keys on for a content share", () => {
      expect(platform.all("azurerm_storage_account")).toMatchObject({
        storage: { shared_access_key_enabled: false },
        host_storage: { shared_access_key_enabled: true },
      });
      expect(platform.only("azurerm_cosmosdb_account")["local_authentication_enabled"]).toBe(false);
      for (const share of platform.every("azurerm_storage_share"))
        expect(share["storage_account_id"]).toBe("${azurerm_storage_account.host_storage.id}");
    });

    test("the content share is opened with a secret that ARM writes, read by an identity with a role before the app is made", () => {
      const deployments = platform.all("azurerm_resource_group_template_deployment");
      expect(deployments["key_vault_secret_host-storage-connection-string"]?.["template_content"]).toContain(
        "listKeys(",
      );
      const identity = "${azurerm_user_assigned_identity.host_identity.id}";
      for (const type of [APP, SLOT])
        expect(workloads.only(type)).toMatchObject({
          storage_key_vault_secret_id: `${output("key_vault_uri")}secrets/host-storage-connection-string`,
          key_vault_reference_identity_id: identity,
          identity: { type: "SystemAssigned, UserAssigned", identity_ids: [identity] },
          depends_on: [`azurerm_role_assignment.${grant}`],
        });
      expect(workloads.all("azurerm_role_assignment")[grant]).toMatchObject({
        role_definition_name: "Key Vault Secrets User",
        principal_id: "${azurerm_user_assigned_identity.host_identity.principal_id}",
        scope: `${output("key_vault_id")}/secrets/host-storage-connection-string`,
      });
    });

    test("the identity of the content share resolves references to the declared secrets alone", () => {
      const options = {
        functionApp: { package: "content-share" },
        storage: { hostAccount: "separate" },
      } as const;
      const signed = synthBackend(options, { signFunction });
      const roles = Object.entries(signed.workloads.all("azurerm_role_assignment"));
      expect(roles.filter(([id]) => id.startsWith("host_identity")).map(([, { scope }]) => scope)).toEqual([
        `${output("key_vault_id")}/secrets/host-storage-connection-string`,
        `${output("key_vault_id")}/secrets/jwt-secret`,
      ]);
      expect(signed.workloads.only(APP)["depends_on"]).toHaveLength(2);
      expect(signed.backend.explain("grants")).toContain(
        "keyVault vault/secrets/jwt-secret: Key Vault Secrets User: an identity of the Functions host resolves references: sign has it in SIGNING_KEY",
      );
    });
  });
});

describe("settings that the provider manages", () => {
  const settings = {
    FUNCTIONS_WORKER_RUNTIME: "node",
    WEBSITE_NODE_DEFAULT_VERSION: "~24",
    FUNCTIONS_EXTENSION_VERSION: "~4",
    MODE: "fast",
  };
  const backend = synthBackend({ functionApp: { settings } });

  test("settings that the provider manages are left out when they have the same value, and others are kept", () => {
    expect(Object.keys(settingsOf(appOf(backend)))).toEqual(
      [...Object.keys(settingsOf(appOf(dev))), "MODE"].sort(),
    );
    expect(appOf(backend)["functions_extension_version"]).toBe("~4");
  });

  test("settings that the provider manages are left out with a note", () => {
    expect(backend.backend.plan.notes).toEqual(
      Object.keys(settings)
        .slice(0, 3)
        .map((name) => ({
          level: "note",
          path: `functionApp.settings.${name}`,
          message: "ignored: the backend sets the same value",
        })),
    );
  });

  test("the specification's own settings are accepted, with the options that they need", () => {
    const spec = {
      FUNCTIONS_WORKER_RUNTIME: "node",
      WEBSITE_NODE_DEFAULT_VERSION: "~20",
      WEBSITE_RUN_FROM_PACKAGE: "1",
    };
    const functionApp = { runtime: "node:20", package: "content-share", settings: spec } as const;
    expect(settingsOf(appOf(synthBackend({ functionApp })))["WEBSITE_RUN_FROM_PACKAGE"]).toBe("1");
  });
});

describe("alwaysOn", () => {
  const minimum = (stack: SynthesisedStack, type: string): unknown =>
    (stack.only(type)["site_config"] as JsonObject)["elastic_instance_minimum"];

  test("alwaysOn is one always ready instance on Elastic Premium, the default in prod", () => {
    expect(prod.workloads.only("azurerm_service_plan")["sku_name"]).toBe("EP1");
    expect([minimum(prod.workloads, APP), minimum(prod.workloads, SLOT)]).toEqual([1, 1]);
  });

  test("alwaysOn can be switched off in prod, and on with another plan in dev", () => {
    expect(
      minimum(synthBackend({ environment: "prod", functionApp: { alwaysOn: false } }).workloads, APP),
    ).toBe(0);
    const custom = synthBackend({ environment: "dev", functionApp: { plan: "EP2", alwaysOn: true } });
    expect(custom.workloads.only("azurerm_service_plan")["sku_name"]).toBe("EP2");
    expect(minimum(custom.workloads, APP)).toBe(1);
  });

  test("alwaysOn changes an open plan to Premium", () => {
    const backend = synthBackend({ functionApp: { alwaysOn: true } });
    expect(backend.workloads.only("azurerm_service_plan")["sku_name"]).toBe("EP1");
    expect(minimum(backend.workloads, APP)).toBe(1);
    expect(adjusted(backend)).toEqual(["functionApp.plan"]);
  });

  test("alwaysOn is left out on Consumption, which does not have it", () => {
    expect(appOf(dev)["site_config"]).not.toHaveProperty("elastic_instance_minimum");
    expect(appOf(dev)["site_config"]).not.toHaveProperty("always_on");
  });

  test("alwaysOn is dropped for Consumption that was chosen over prod, in the call or in an environment", () => {
    const qa = { qa: { extends: "prod", functionApp: { plan: "Y1" } } } as const;
    for (const options of [
      { environment: "prod", functionApp: { plan: "Y1" } },
      { environment: "qa", environments: qa },
    ] as const) {
      const backend = synthBackend(options);
      expect(backend.workloads.only("azurerm_service_plan")["sku_name"]).toBe("Y1");
      expect(appOf(backend)["site_config"]).not.toHaveProperty("elastic_instance_minimum");
      expect(adjusted(backend)).toEqual([
        "networking.vnet",
        "networking.privateEndpoints",
        "functionApp.alwaysOn",
      ]);
    }
  });
});
