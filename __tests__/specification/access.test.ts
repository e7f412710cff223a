import { type BackendOptions, defineFunction, planBackend } from "../../lib";
import { feedbackApi, signFunction } from "../support/sample";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../support/synth";

const dev = synthBackend({ environment: "dev" });
const prod = synthBackend({ environment: "prod" });

/** The Azure roles of the app (or of a slot), with the output or resource that each is on, and what of it. */
function rolesOf({ workloads }: SynthesisedBackend, principal: string): readonly string[] {
  return Object.values(workloads.all("azurerm_role_assignment"))
    .filter((each) => (each["principal_id"] as string).includes(`.${principal}.`))
    .map((each) => {
      const [, on, below] = /(\w+)(?:\.id)?}(.*)$/.exec(each["scope"] as string) ?? [];
      return `${each["role_definition_name"] as string} on ${on}${below}`;
    })
    .sort();
}

describe("roles", () => {
  const ofHost = [
    "Monitoring Metrics Publisher on app_insights",
    "Storage Blob Data Owner on storage_host_id",
    "Storage Queue Data Contributor on storage_host_id",
    "Storage Table Data Contributor on storage_host_id",
  ];
  const ofUpload = [
    "Storage Blob Data Owner on storage_id/blobServices/default/containers/uploads",
    "Storage Queue Data Message Sender on storage_id/queueServices/default/queues/webjobs-blobtrigger-poison",
  ];
  const VAULT = "Key Vault Secrets User on key_vault_id";
  const PACKAGES = "Storage Blob Data Reader on storage_id/blobServices/default/containers/function-packages";
  const all = [VAULT, ...ofHost, ...ofUpload].sort();
  const apart = [...all, PACKAGES].sort();
  // Packages have an account of their own where the others are closed; those that were released before stay readable.
  const closed = [...apart, PACKAGES.replace("storage_id", "storage_packages_id")].sort();

  test("the roles are those that the Functions host documents, and those that components declare", () => {
    expect(rolesOf(dev, "function_app")).toEqual(all);
    expect(rolesOf(prod, "function_app")).toEqual(closed);
  });

  test("the roles are the same for the slot, which is a principal of its own", () => {
    expect(rolesOf(prod, "function_app_staging")).toEqual(closed);
  });

  test("the roles are the same where the host has an account of its own, with one more to read its package", () => {
    const backend = synthBackend({ storage: { hostAccount: "separate" } });
    expect(rolesOf(backend, "function_app")).toEqual(apart);
    const { published } = backend.backend;
    expect(published.storage.id).not.toBe(published.storage.hostId);
  });

  test("the roles are the host's alone where no component works on storage", () => {
    expect(rolesOf(synthBackend({}, { feedbackApi }), "function_app")).toEqual([VAULT, ...ofHost]);
  });

  test("the host has no roles where it signs in with a key", () => {
    const backend = synthBackend({ functionApp: { package: "content-share" } });
    expect(rolesOf(backend, "function_app")).toEqual([VAULT, ofHost[0], ...ofUpload]);
  });

  test("roles on secrets are on the whole vault, as the specification says", () => {
    for (const [backend, principal] of [
      [dev, "function_app"],
      [prod, "function_app"],
      [prod, "function_app_staging"],
    ] as const)
      expect(
        backend.workloads.all("azurerm_role_assignment")[`${principal}_key_vault_secrets_user`],
      ).toMatchObject({
        role_definition_name: "Key Vault Secrets User",
        scope: "${data.terraform_remote_state.platform.outputs.key_vault_id}",
      });
  });

  test("roles on secrets are on one secret each, where only declared secrets may be read", () => {
    const declared = synthBackend({ keyVault: { access: "declared" } }, { signFunction });
    expect(rolesOf(declared, "function_app")).toEqual([
      "Key Vault Secrets User on key_vault_id/secrets/jwt-secret",
      ...ofHost,
    ]);
  });

  test("the vault role is assigned for settings that refer to a secret in Azure's syntax", () => {
    const settings = { TOKEN: "@Microsoft.KeyVault(VaultName=kv;SecretName=token)", MODE: "fast" };
    for (const access of ["vault", "declared"] as const) {
      const backend = synthBackend({ functionApp: { settings }, keyVault: { access } }, { feedbackApi });
      expect(rolesOf(backend, "function_app")).toEqual([VAULT, ...ofHost]);
      expect(backend.backend.explain("grants")).toContain("functionApp.settings.TOKEN refers to");
    }
    const none = synthBackend({ keyVault: { access: "declared" } }, { feedbackApi });
    expect(rolesOf(none, "function_app")).toEqual(ofHost);
  });

  test("roles are not assigned again when their description changes", () => {
    for (const each of prod.workloads.every("azurerm_role_assignment"))
      expect(each["lifecycle"]).toEqual({ ignore_changes: ["description"] });
  });

  test.each([
    ["dev", dev, ["function_app"]],
    ["prod", prod, ["function_app", "function_app_staging"]],
  ])(
    "roles on Cosmos DB of %s are its own, never Azure's",
    (_environment, { platform, workloads }, principals) => {
      const assignments = workloads.all("azurerm_cosmosdb_sql_role_assignment");
      expect(Object.keys(assignments)).toEqual(
        principals.map((principal) => `${principal}_cosmos_data_contributor_feedback`),
      );
      for (const each of Object.values(assignments)) {
        expect(each["role_definition_id"]).toMatch(
          /outputs\.cosmos_id}\/sqlRoleDefinitions\/00000000-0000-0000-0000-000000000002$/,
        );
        expect(each["scope"]).toBe(
          "${data.terraform_remote_state.platform.outputs.cosmos_id}/dbs/feedback-db/colls/feedback",
        );
      }
      for (const each of workloads.every("azurerm_role_assignment")) {
        expect(each["scope"]).not.toMatch(/cosmos/);
        expect(each["role_definition_name"]).not.toMatch(/Cosmos/);
      }
      expect(platform.addresses.filter((address) => address.includes("role"))).toEqual([]);
    },
  );
});

describe("Application Insights", () => {
  test.each([
    ["dev", dev],
    ["prod", prod],
  ])("Application Insights of %s takes telemetry by identity only", (_environment, backend) => {
    const { workloads } = backend;
    expect(workloads.only("azurerm_application_insights")["local_authentication_enabled"]).toBe(false);
    const app = workloads.only("azurerm_windows_function_app");
    expect(app["app_settings"]).toMatchObject({
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: "Authorization=AAD",
    });
    expect(app["site_config"]).toMatchObject({
      application_insights_connection_string:
        "${azurerm_application_insights.app_insights.connection_string}",
    });
    expect(rolesOf(backend, "function_app")).toContain("Monitoring Metrics Publisher on app_insights");
  });

  test("Application Insights never lets its connection string out of its stack", () => {
    expect(prod.workloads.text.match(/app_insights\.connection_string/g)).toHaveLength(2);
    expect(JSON.stringify(prod.workloads.json["output"])).not.toContain("app_insights");
  });
});

describe("logs", () => {
  const retention = ({ platform, workloads }: SynthesisedBackend): readonly unknown[] => [
    platform.only("azurerm_log_analytics_workspace")["retention_in_days"],
    workloads.only("azurerm_application_insights")["retention_in_days"],
  ];

  test("logs are kept for 30 days in dev and 90 in prod", () => {
    expect([retention(dev), retention(prod)]).toEqual([
      [30, 30],
      [90, 90],
    ]);
  });

  test.each<[string, BackendOptions]>([
    ["logRetention", { logRetention: 60 }],
    ["logs.retentionInDays", { logs: { retentionInDays: 60 } }],
    ["both", { logRetention: 60, logs: { retentionInDays: 60 } }],
    ["an environment", { environment: "qa", environments: { qa: { extends: "prod", logRetention: 60 } } }],
    [
      "the call, over an environment in the other spelling",
      {
        environment: "qa",
        environments: { qa: { extends: "prod", logRetention: 180 } },
        logs: { retentionInDays: 60 },
      },
    ],
  ])("logs are kept for as long as %s says", (_where, options) => {
    expect(retention(synthBackend(options))).toEqual([60, 60]);
  });

  test.each([
    [31, 60],
    [200, 270],
    [400, 550],
    [730, 730],
  ])(
    "logs of %i days are kept for %i in Application Insights, with a note where that is longer",
    (days, insights) => {
      const backend = synthBackend({ logRetention: days });
      expect(retention(backend)).toEqual([days, insights]);
      expect(backend.backend.plan.notes.map(({ path }) => path)).toEqual(
        days === insights ? [] : ["logs.retentionInDays"],
      );
    },
  );

  test.each([
    ["dev", dev, 20],
    ["prod", prod, 100],
  ])("logs of %s are sampled as the specification says", (_environment, { workloads }, percentage) => {
    expect(workloads.only("azurerm_application_insights")["sampling_percentage"]).toBe(percentage);
  });
});

describe("tags", () => {
  const group = (backend: SynthesisedBackend, stack: "network" | "platform" | "workloads"): unknown =>
    backend[stack].only("azurerm_resource_group")["tags"];

  test("tags are project, environment and stack, on every taggable resource", () => {
    for (const stack of ["network", "platform", "workloads"] as const)
      expect(group(prod, stack)).toEqual({ project: "feedback", environment: "prod", stack });
    const tagged = Object.values(prod.platform.all("azurerm_storage_account"));
    expect(tagged.map((each) => each["tags"])).toEqual(Array(3).fill(group(prod, "platform")));
  });

  test("tags of the user are added and win, in any case, and Terraform takes them literally", () => {
    const backend = synthBackend({ tags: { Project: "Sternwarte", cost: "${x} %{y}" } });
    expect(group(backend, "workloads")).toEqual({
      environment: "dev",
      stack: "workloads",
      Project: "Sternwarte",
      cost: "$${x} %%{y}",
    });
  });

  test("tags are not on deployments, which every change would run again", () => {
    const deployments = Object.values(prod.platform.all("azurerm_resource_group_template_deployment"));
    expect(deployments).not.toEqual([]);
    for (const deployment of deployments) {
      expect(deployment).not.toHaveProperty("tags");
      expect((deployment["lifecycle"] as JsonObject)["ignore_changes"]).toContain("tags");
    }
  });
});

describe("names", () => {
  const namesOf = (stack: JsonObject): readonly string[] =>
    [...JSON.stringify(stack).matchAll(/"name":"([^"$]+)"/g)].flatMap(([, name]) => name ?? []);

  test("names are the same every time, and so is everything else", () => {
    const again = synthBackend({ environment: "prod" });
    for (const stack of ["network", "platform", "workloads"] as const)
      expect(again[stack].text).toBe(prod[stack].text);
  });

  test("names contain no time and no random part", () => {
    jest.useFakeTimers({ now: new Date("2031-01-01") });
    const later = synthBackend({ environment: "prod" });
    jest.useRealTimers();
    expect(later.platform.text).toBe(prod.platform.text);
  });

  test("names differ between environments where they have to be unique in the world", () => {
    for (const type of ["azurerm_storage_account", "azurerm_cosmosdb_account", "azurerm_key_vault"]) {
      const names = [dev, prod].flatMap(({ platform }) =>
        Object.values(platform.all(type)).map((each) => each["name"]),
      );
      expect(new Set(names).size).toBe(type === "azurerm_storage_account" ? 4 : 2);
      for (const name of names) expect(name).toMatch(/[0-9a-f]{6}$/);
    }
  });

  test("names are the user's own where they are given", () => {
    const names = { keyVault: "kv-sternwarte", functionApp: "func-sternwarte" };
    const { platform, workloads } = synthBackend({ names });
    expect(namesOf(platform.json)).toContain("kv-sternwarte");
    expect(namesOf(workloads.json)).toContain("func-sternwarte");
  });

  test("names of databases and containers are taken literally by Terraform", () => {
    const cosmos = { database: "${a}", containers: { "${b}": { partitionKey: "/id" } } };
    const { platform } = synthBackend({ cosmos });
    expect(platform.only("azurerm_cosmosdb_sql_database")["name"]).toBe("$${a}");
    expect(Object.values(platform.all("azurerm_cosmosdb_sql_container")).map(({ name }) => name)).toContain(
      "$${b}",
    );
  });

  test("names leave the plan without a random part", () => {
    const upload = defineFunction({
      name: "up",
      entry: "./up.ts",
      trigger: { type: "blob", path: "ups/{name}" },
    });
    const plans = [1, 2].map(() => planBackend({ upload }, { project: "feedback", location: "eastus2" }));
    expect(JSON.stringify(plans[0])).toBe(JSON.stringify(plans[1]));
  });
});
