import { Testing } from "cdktf";
import {
  type References,
  type SecretReference,
  defineBackend,
  defineCrudApi,
  defineFunction,
  secret,
} from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { type JsonObject, synthBackend } from "../support/synth";

const settingsOf = (app: JsonObject): JsonObject => app["app_settings"] as JsonObject;
const output = (name: string): string => `\${data.terraform_remote_state.platform.outputs.${name}}`;
const WINDOWS = "azurerm_windows_function_app";

function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}

describe("a declaration", () => {
  const options = {
    name: "thumbnail",
    entry: "./src/thumbnail.ts",
    trigger: { type: "blob", path: "photos/{name}" },
    environment: { MODE: "fast" },
  } as const;

  test("a declaration is frozen data, told apart by its kind", () => {
    const thumbnail = defineFunction(options);
    expect(thumbnail).toEqual({ ...options, kind: "function" });
    expect(feedbackApi.kind).toBe("crud-api");
    const rated = defineCrudApi({
      ...feedbackApi,
      schema: { status: { type: "string", validation: { enum: ["open", "done"] } } },
    });
    for (const each of [thumbnail, feedbackApi, rated, secret("jwt-secret")])
      expect(isDeeplyFrozen(each)).toBe(true);
  });

  test("a declaration leaves the caller's objects to the caller", () => {
    const schema: Record<string, "string" | "number"> = { id: "string" };
    const environment: Record<string, string> = { MODE: "fast" };
    const orders = defineCrudApi({ name: "orders", entityName: "Order", partitionKey: "/id", schema });
    const thumbnail = defineFunction({ ...options, environment });
    schema["rating"] = "number";
    environment["MODE"] = "slow";
    expect(orders.schema).toEqual({ id: "string" });
    expect(thumbnail.environment).toEqual({ MODE: "fast" });
  });

  test("a declaration keeps its own type, so that the backend's components are what was declared", () => {
    const { components } = defineBackend(
      { thumbnail: defineFunction(options) },
      { app: Testing.app(), project: "feedback", location: "eastus2" },
    );
    const path: "photos/{name}" = components.thumbnail.trigger.path;
    expect(path).toBe("photos/{name}");
    // @ts-expect-error -- there is no such component
    expect(components.feedbackApi).toBeUndefined();
  });

  test("an impossible declaration does not compile", () => {
    const itemOut = { type: "cosmosDB", direction: "out", name: "item", container: "orders" } as const;
    const messageOut = { type: "queue", direction: "out", name: "mails", queue: "mails" } as const;
    const readSecret = { type: "secret", secret: "jwt-secret", action: "read" } as const;
    const declarations = [
      // @ts-expect-error -- no entry
      () => defineFunction({ name: "upload", trigger: options.trigger }),
      // @ts-expect-error -- no trigger
      () => defineFunction({ name: "upload", entry: "./upload.ts" }),
      // @ts-expect-error -- the path of a blob is no route
      () => defineFunction({ ...options, trigger: { type: "http", path: "/upload" } }),
      // @ts-expect-error -- a subscription is of a topic
      () => defineFunction({ ...options, trigger: { type: "serviceBus", queue: "a", subscription: "b" } }),
      // @ts-expect-error -- messages of a queue are not read by a binding
      () => defineFunction({ ...options, bindings: [{ ...messageOut, direction: "in" }] }),
      // @ts-expect-error -- a query is for what is read
      () => defineFunction({ ...options, bindings: [{ ...itemOut, sqlQuery: "SELECT" }] }),
      // @ts-expect-error -- a secret is only read
      () => defineFunction({ ...options, access: [{ ...readSecret, action: "write" }] }),
      // @ts-expect-error -- there is no key to refer to
      (): keyof References["cosmos"] => "primaryKey",
      // @ts-expect-error -- there is no connection string to refer to
      (): keyof References["storage"] => "connectionString",
      // @ts-expect-error -- no such method
      () => defineFunction({ ...options, trigger: { type: "http", methods: ["FETCH"] } }),
      // @ts-expect-error -- a number is no app setting
      () => defineFunction({ ...options, environment: { RETRIES: 3 } }),
      // @ts-expect-error -- a partition key is a path
      () => defineCrudApi({ ...feedbackApi, partitionKey: "id" }),
      // @ts-expect-error -- no such type of field
      () => defineCrudApi({ ...feedbackApi, schema: { id: "uuid" } }),
      // @ts-expect-error -- no such route
      () => defineCrudApi({ ...feedbackApi, routes: { upsert: 5, create: "yes" } }),
      // @ts-expect-error -- a component is no plain object
      () => defineBackend({ upload: { name: "upload" } }),
      // @ts-expect-error -- no such SKU
      () => defineBackend({ feedbackApi }, { functionApp: { plan: "P1" } }),
      // @ts-expect-error -- no such option
      () => defineBackend({ feedbackApi }, { cosmos: { mod: "Serverless" } }),
      // @ts-expect-error -- an environment extends another one
      () => defineBackend({ feedbackApi }, { environments: { qa: {} } }),
      // @ts-expect-error -- a secret has a name
      (): SecretReference => ({ kind: "secret" }),
      // @ts-expect-error -- no such field
      () => defineFunction({ ...options, timeout: 300 }),
      // @ts-expect-error -- no such field
      () => defineCrudApi({ ...feedbackApi, entity: "Feedback" }),
    ];
    expect(declarations).toHaveLength(21);
  });
});

describe("the needs of a component", () => {
  const photos = defineFunction({
    name: "make-thumbnail",
    entry: "./src/thumbnail.ts",
    trigger: { type: "blob", path: "photos/{name}" },
    environment: { JWT_SECRET: secret("jwt-secret"), GREETING: "Hello ${name}, 100%{ok}" },
  });
  const orders = defineCrudApi({
    name: "orders",
    entityName: "Order",
    partitionKey: "/customer",
    schema: { customer: "string" },
  });
  const { platform, workloads } = synthBackend({}, { photos, orders });
  const settings = settingsOf(workloads.only(WINDOWS));

  test("a component with a blob trigger needs a private blob container, beside the standard ones", () => {
    const containers = platform.all("azurerm_storage_container");
    expect(Object.values(containers).map(({ name }) => name)).toEqual([
      "assets",
      "function-packages",
      "photos",
      "uploads",
    ]);
    expect(containers["storage_container_photos"]?.["container_access_type"]).toBe("private");
  });

  test("a CRUD API needs a Cosmos DB container with its partition key", () => {
    expect(platform.only("azurerm_cosmosdb_sql_container")).toMatchObject({
      name: "orders",
      partition_key_paths: ["/customer"],
      database_name: "${azurerm_cosmosdb_sql_database.cosmos_database.name}",
    });
  });

  test("a component connects by identity, with endpoints and no key", () => {
    expect(settings).toMatchObject({
      ORDERS_COSMOS__accountEndpoint: output("cosmos_endpoint"),
      ORDERS_COSMOS__credential: "managedidentity",
      ORDERS_COSMOS_DATABASE: "feedback-db",
      ORDERS_COSMOS_CONTAINER: "orders",
      MAKE_THUMBNAIL_STORAGE__blobServiceUri: output("storage_blob_endpoint"),
      MAKE_THUMBNAIL_STORAGE__queueServiceUri: output("storage_queue_endpoint"),
      MAKE_THUMBNAIL_STORAGE__credential: "managedidentity",
      MAKE_THUMBNAIL_STORAGE_CONTAINER: "photos",
    });
  });

  test("a component refers to a secret in its newest version", () => {
    expect(settings["JWT_SECRET"]).toBe(
      `@Microsoft.KeyVault(SecretUri=${output("key_vault_uri")}secrets/jwt-secret)`,
    );
  });

  test("the settings of a component are text that Terraform takes literally", () => {
    expect(settings["GREETING"]).toBe("Hello $${name}, 100%%{ok}");
  });

  test("two functions on one container share it", () => {
    const again = defineFunction({ ...photos, name: "index-photo", environment: {} });
    const containers = synthBackend({}, { photos, again }).platform.all("azurerm_storage_container");
    expect(Object.keys(containers).filter((name) => name.endsWith("photos"))).toHaveLength(1);
  });

  test("a container of the options keeps its options where a component uses it", () => {
    const containers = { orders: { partitionKey: "/customer", defaultTtl: 60, uniqueKeys: [["/number"]] } };
    expect(
      synthBackend({ cosmos: { containers } }, { orders }).platform.only("azurerm_cosmosdb_sql_container"),
    ).toMatchObject({ default_ttl: 60, unique_key: [{ paths: ["/number"] }] });
  });
});

describe("a staging slot", () => {
  test.each([
    ["windows", "process-upload", "AzureWebJobs.process-upload.Disabled"],
    ["linux", "upload", "AzureWebJobs__upload__Disabled"],
  ] as const)(
    "a staging slot on %s pauses %s with a setting that a swap leaves behind",
    (os, name, setting) => {
      const upload = defineFunction({ ...processUploadFunction, name });
      const { workloads } = synthBackend({ environment: "prod", functionApp: { os } }, { upload });
      const app = workloads.only(`azurerm_${os}_function_app`);
      const slot = workloads.only(`azurerm_${os}_function_app_slot`);
      expect(settingsOf(slot)[setting]).toBe("1");
      expect(settingsOf(app)).not.toHaveProperty([setting]);
      expect(app["sticky_settings"]).toEqual({ app_setting_names: [setting] });
      expect(settingsOf(slot)).toMatchObject(settingsOf(app));
    },
  );

  test("a staging slot on Linux cannot pause a function with a hyphen in its name, with a warning", () => {
    const { workloads, backend } = synthBackend({ environment: "prod", functionApp: { os: "linux" } });
    expect(workloads.only("azurerm_linux_function_app")).not.toHaveProperty("sticky_settings");
    expect(backend.plan.notes).toContainEqual({
      level: "warning",
      path: "components.processUploadFunction.name",
      message:
        "on Linux, a function with a hyphen in its name cannot be paused, so it also runs in slots: " +
        'name it "processupload"',
    });
  });

  test("a staging slot has no setting to pause where no function needs it", () => {
    const { workloads } = synthBackend({ environment: "prod" }, { feedbackApi });
    expect(workloads.only(WINDOWS)).not.toHaveProperty("sticky_settings");
  });

  test("an app without slots gets no slot and no sticky settings", () => {
    const { workloads } = synthBackend(
      { environment: "prod", functionApp: { slots: [] } },
      { processUploadFunction },
    );
    expect(workloads.all("azurerm_windows_function_app_slot")).toEqual({});
    expect(workloads.only(WINDOWS)).not.toHaveProperty("sticky_settings");
  });
});
