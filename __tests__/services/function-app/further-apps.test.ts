import {
  type BackendOptions,
  type Components,
  defineCrudApi,
  defineFunction,
  defineQueueProcessor,
  planBackend,
  secret,
} from "../../../lib";
import { accessOf, libraryAssignments } from "../../../lib/access";
import { sitesOf } from "../../../lib/cli/secrets/app-references";
import { grantsReport } from "../../../lib/decide/grants-report";
import { localSettings } from "../../../lib/local";
import { releaseTargets } from "../../../lib/release/target";
import { messageOf } from "../../support/problems";
import { synthBackend } from "../../support/synth";

const notes = defineCrudApi({
  name: "notes",
  entityName: "Note",
  partitionKey: "/id",
  schema: { text: "string" },
});
const mail = defineQueueProcessor({
  name: "mail",
  entry: "./mail.ts",
  app: "workers",
  environment: { MAIL_KEY: secret("mail-key") },
  access: [{ type: "cosmosDB", container: "notes", action: "read" }],
});
const components = { notes, mail };
const APP = "azurerm_windows_function_app";
const functionApp = { apps: { workers: {} } };

function synthesised(options: object = {}, of: Components = components) {
  return synthBackend({ keyVault: { secrets: { "mail-key": {} } }, functionApp, ...options }, of);
}

describe("a backend of two apps", () => {
  const { workloads, backend } = synthesised();
  const apps = workloads.all(APP);

  test("each app has the settings of its own components, and the second says which it is", () => {
    expect(Object.keys(apps).sort()).toEqual(["function_app", "further_app_workers"]);
    const [first, second] = ["function_app", "further_app_workers"].map((id) =>
      Object.keys(apps[id]?.["app_settings"] as object),
    );
    expect(first).toEqual(expect.arrayContaining(["NOTES_COSMOS_CONTAINER", "KEY_VAULT_URI"]));
    expect(first).not.toEqual(expect.arrayContaining(["MAIL_KEY"]));
    expect(second).toEqual(expect.arrayContaining(["FUNCTION_APP", "MAIL_KEY", "KEY_VAULT_URI"]));
    expect(second).not.toEqual(expect.arrayContaining(["NOTES_COSMOS_CONTAINER"]));
  });

  test("they share the service plan, and have a package folder each", () => {
    expect(Object.keys(workloads.all("azurerm_service_plan"))).toEqual(["service_plan"]);
    const { apps: further = [], name } = backend.plan.services.functionApp;
    expect(further.map((each) => each.name)).toEqual([expect.stringMatching(/^func-\w+-dev-workers-/)]);
    expect(new Set([name, ...further.map((each) => each.name)]).size).toBe(2);
  });

  test("an app has the roles of its own components, and the second none on the whole vault", () => {
    const roles = Object.entries({
      ...workloads.all("azurerm_role_assignment"),
      ...workloads.all("azurerm_cosmosdb_sql_role_assignment"),
    });
    const of = (app: string): readonly string[] =>
      roles.map(([id]) => id).filter((id) => id.startsWith(`${app}_`));
    expect(of("function_app")).toEqual(
      expect.arrayContaining([
        "function_app_key_vault_secrets_user",
        "function_app_cosmos_data_contributor_notes",
      ]),
    );
    expect(of("function_app").filter((id) => /mail|reader_notes/.test(id))).toEqual([]);
    expect(of("further_app_workers")).toEqual(
      expect.arrayContaining([
        "further_app_workers_cosmos_data_reader_notes",
        "further_app_workers_key_vault_secrets_user_mail-key",
        "further_app_workers_storage_queue_data_message_processor_mail",
        "further_app_workers_monitoring_metrics_publisher",
      ]),
    );
    expect(of("further_app_workers").filter((id) => /contributor_notes|secrets_user$/.test(id))).toEqual([]);
    const written = roles.map(([id]) => id);
    const known = [...libraryAssignments(backend.plan)].map((address) => address.replace(/^[^.]+\./, ""));
    expect(written.filter((id) => !known.includes(id))).toEqual([]);
    expect(known.filter((id) => !written.includes(id))).toEqual([]);
  });

  test("the report of access names the host of each app, and its callers", () => {
    const rows = accessOf(backend.plan);
    expect(rows.map(({ who }) => who)).toEqual(
      expect.arrayContaining(["Functions host", "Functions host of app workers", "mail", "notes"]),
    );
    expect(rows.filter(({ on }) => on.startsWith("function app")).map(({ on }) => on)).toEqual(
      expect.arrayContaining(["function app", "function app workers"]),
    );
    expect(grantsReport(backend.plan)).toContain("Each function app has an identity of its own");
  });

  test("an app that answers no requests is closed to the internet, and one that does is not", () => {
    const siteOf = (id: string): unknown => apps[id]?.["site_config"];
    expect(siteOf("further_app_workers")).toMatchObject({ ip_restriction_default_action: "Deny" });
    expect(siteOf("function_app")).not.toHaveProperty("ip_restriction_default_action");
    const called = synthesised({}, { notes: { ...notes, app: "workers" }, mail }).workloads.all(APP);
    expect(called["further_app_workers"]?.["site_config"]).not.toHaveProperty(
      "ip_restriction_default_action",
    );
  });

  test("a release goes to each app with the functions that it runs, and a new secret is read by both", () => {
    expect(
      releaseTargets(backend.plan).map(({ app, functions, slot }) => ({ app, functions, slot })),
    ).toEqual([
      { functions: ["notes-create", "notes-read", "notes-update", "notes-delete", "notes-list"] },
      { app: "workers", functions: ["mail"] },
    ]);
    expect(sitesOf(backend.plan, "s").map(({ name }) => name)).toEqual([
      expect.stringMatching(/^func-feedback-dev-/),
      expect.stringMatching(/^func-\w+-dev-workers-/),
    ]);
  });

  test("on one's own machine one host runs the functions of both", () => {
    expect(localSettings(components).content.Values["FUNCTION_APP"]).toBe("*");
    expect(localSettings({ notes }).content.Values).not.toHaveProperty("FUNCTION_APP");
  });
});

test("in a network, an app that is closed has a private endpoint of its own", () => {
  const { workloads } = synthesised({
    environment: "prod",
    functionApp: { ...functionApp, publicNetworkAccess: false },
  });
  expect(Object.keys(workloads.all("azurerm_private_endpoint"))).toEqual(
    expect.arrayContaining(["private_endpoint_function_app_sites", "private_endpoint_further_app_workers"]),
  );
  const app = workloads.all(APP)["further_app_workers"];
  expect(app).toMatchObject({ virtual_network_subnet_id: expect.any(String) as string });
  expect(Object.keys(workloads.all("azurerm_windows_function_app_slot"))).toEqual(["function_app_staging"]);
});

test("on Flex Consumption each app has a service plan and a size of its own", () => {
  const { workloads } = synthesised({
    functionApp: {
      plan: "FC1",
      apps: { workers: { instanceMemoryInMB: 512, alwaysOn: true, maximumInstances: 50 } },
    },
  });
  expect(Object.keys(workloads.all("azurerm_service_plan")).sort()).toEqual([
    "further_app_workers_plan",
    "service_plan",
  ]);
  expect(workloads.all("azurerm_function_app_flex_consumption")["further_app_workers"]).toMatchObject({
    service_plan_id: "${azurerm_service_plan.further_app_workers_plan.id}",
    instance_memory_in_mb: 512,
    maximum_instance_count: 50,
    always_ready: [{ name: "http", instance_count: 1 }],
  });
});

test("with Redis, only apps whose components use it have access to it", () => {
  const cache = defineFunction({
    name: "cache",
    entry: "./cache.ts",
    app: "workers",
    trigger: { type: "timer", schedule: "0 0 5 * * *" },
    access: [{ type: "redis", action: "read" }],
  });
  const { workloads } = synthesised({ optional: { redis: true } }, { ...components, cache });
  const types = [
    "azurerm_managed_redis_access_policy_assignment",
    "azurerm_resource_group_template_deployment",
  ];
  const ids = types
    .flatMap((type) => Object.keys(workloads.all(type)))
    .filter((id) => id.includes("redis_access"));
  expect(ids).toEqual(["further_app_workers_redis_access"]);
});

test("a backend without further apps says nothing of them", () => {
  const plan = planBackend({ notes }, { project: "shop", location: "eastus2" });
  expect(plan).not.toHaveProperty("furtherAppSettings");
  expect(plan.services.functionApp).not.toHaveProperty("apps");
  expect(JSON.stringify(plan.grants)).not.toContain("ofFirstApp");
});

test("an environment can take an app out that another layer adds", () => {
  const environments = { small: { extends: "dev", functionApp: { apps: { workers: false } } } } as const;
  const plan = planBackend(
    { notes },
    { project: "shop", location: "eastus2", environment: "small", environments },
  );
  expect(plan.services.functionApp.apps).toBeUndefined();
});

test("a given secret of a further app is set before its role is assigned", () => {
  const { backend } = synthesised({ keyVault: { secrets: { "mail-key": { value: "given" } } } });
  expect(backend.explain("notes")).toContain("an app is assigned a role on this secret, which has to exist");
});

test.each<[string, BackendOptions, Components, string]>([
  [
    "an app that there is not",
    { functionApp: { apps: { worker: {} } } },
    components,
    'components.mail.app: there is no app "workers" in functionApp.apps. Did you mean "worker"?',
  ],
  [
    "a name in capitals",
    { functionApp: { apps: { Workers: {} } } },
    { notes },
    "functionApp.apps.Workers: must have a name",
  ],
  [
    "always-on instances on Y1",
    { functionApp: { apps: { workers: { alwaysOn: true } } } },
    components,
    "functionApp.apps.workers.alwaysOn: Y1 (Consumption) does not support",
  ],
  [
    "memory on Y1",
    { functionApp: { apps: { workers: { instanceMemoryInMB: 512 } } } },
    components,
    "functionApp.apps.workers.instanceMemoryInMB: Y1 has a fixed size",
  ],
  [
    "a setting that the backend sets",
    { functionApp: { apps: { workers: { settings: { FUNCTION_APP: "x" } } } } },
    components,
    "the backend sets this app setting",
  ],
  [
    "a reference to the vault",
    { functionApp: { apps: { workers: { settings: { KEY: "@Microsoft.KeyVault(SecretUri=x)" } } } } },
    components,
    "is a Key Vault reference",
  ],
  [
    "a content share",
    { functionApp: { ...functionApp, package: "content-share" } },
    components,
    "further apps read the package of the backend with their identities",
  ],
  [
    "an API behind API Management in a further app",
    {
      functionApp,
      optional: { apim: { publisherName: "Contoso", publisherEmail: "api@contoso.com" } },
    },
    { notes: { ...notes, app: "workers" } },
    "components.notes.app: API Management calls the app of functionApp alone",
  ],
])("%s is refused", (_what, options, of, message) => {
  expect(messageOf({ keyVault: { secrets: { "mail-key": {} } }, ...options }, of)).toContain(message);
});
