import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineFunction, defineQueueProcessor } from "../../lib";
import { bindingKind, bindingTypes } from "../../lib/components/bindings";
import { codeOf } from "../../lib/components/code";
import { triggerKind, triggerTypes } from "../../lib/components/triggers";
import { declarations } from "../support/declarations";
import { type JsonObject, synthBackend } from "../support/synth";

const entry = "./src/handler.ts";
const REGIONS = "IT_COSMOS_PREFERRED_LOCATIONS";
const APP = "azurerm_windows_function_app";
const SLOT = "azurerm_windows_function_app_slot";

const STANDARD_QUEUES = ["deadletter", "notifications", "tasks"];
/** `function-packages` in the account for data, and in that of packages. */
const STANDARD_CONTAINERS = ["assets", "function-packages", "function-packages", "uploads"];
const STANDARD_TABLES = ["logs", "sessions"];

describe.each(Object.entries(declarations))("the effects of %s", (_name, row) => {
  const { platform, workloads, backend } = synthBackend(
    { environment: "prod", ...row.options },
    row.declared,
  );
  const namesOf = (type: string): readonly unknown[] =>
    Object.values(platform.all(type))
      .map(({ name }) => name)
      .sort();

  test("a declaration makes its resources in the platform, and no others", () => {
    expect(namesOf("azurerm_storage_queue")).toEqual([...STANDARD_QUEUES, ...(row.queues ?? [])].sort());
    expect(namesOf("azurerm_storage_container")).toEqual(
      [...STANDARD_CONTAINERS, ...(row.blobContainers ?? [])].sort(),
    );
    const tables = namesOf("azurerm_resource_group_template_deployment").filter((name) =>
      String(name).startsWith("table-"),
    );
    expect(tables).toEqual([...STANDARD_TABLES, ...(row.tables ?? [])].map((name) => `table-${name}`).sort());
    expect(namesOf("azurerm_servicebus_queue")).toEqual(row.serviceBusQueues ?? []);
    expect(namesOf("azurerm_servicebus_topic")).toEqual(row.serviceBusTopics ?? []);
    const subscriptions = Object.keys(backend.serviceBusSubscriptions);
    expect(subscriptions).toEqual(row.serviceBusSubscriptions ?? []);
    expect(namesOf("azurerm_eventhub")).toEqual(row.eventHubs ?? []);
    expect(Object.keys(backend.eventHubsConsumerGroups)).toEqual(row.eventHubsConsumerGroups ?? []);
    const containers = Object.values(platform.all("azurerm_cosmosdb_sql_container"));
    expect(Object.fromEntries(containers.map((each) => [each["name"], each["partition_key_paths"]]))).toEqual(
      row.cosmosContainers ?? {},
    );
  });

  test("a declaration gives settings that connect by identity", () => {
    const settings = Object.entries(workloads.only(APP)["app_settings"] as JsonObject);
    const expected: Readonly<Record<string, string>> = row.settings;
    // An account in several regions is asked in the app's own first.
    const regions = "IT_COSMOS__accountEndpoint" in expected ? { [REGIONS]: "East US 2,Central US" } : {};
    expect(Object.fromEntries(settings.filter(([name]) => name.startsWith("IT_")))).toEqual({
      ...expected,
      ...regions,
    });
  });

  test("a declaration gives roles on its own resources, for the app and its slot, and no others", () => {
    const mine = backend.plan.grants.filter(({ uses = [] }) =>
      uses.some(({ component }) => component === "it"),
    );
    const assigned = { ...workloads.all("azurerm_role_assignment") };
    const ofCosmos = workloads.all("azurerm_cosmosdb_sql_role_assignment");
    const described = mine.map(({ id, role, plane }) => {
      if (plane === "redis") {
        expect(Object.keys(backend.redisAccess)).toEqual(["function_app", "function_app_staging"]);
        return `${role} on redis`;
      }
      const all = plane === "cosmos" ? ofCosmos : assigned;
      const [app, slot] = [all[`function_app_${id}`], all[`function_app_staging_${id}`]];
      expect(slot).toEqual({ ...app, principal_id: slot?.["principal_id"] });
      expect(app?.["principal_id"]).not.toBe(slot?.["principal_id"]);
      const scope = app?.["scope"] as string;
      return `${role} on ${scope.split("/").at(-1)}`;
    });
    expect(described.sort()).toEqual(row.grants);
    for (const { role, plane, id } of mine.filter((grant) => grant.plane === "azure"))
      expect(assigned[`function_app_${id}`]).toMatchObject({
        role_definition_name: role,
        description: expect.stringContaining(plane === "azure" ? "it " : "") as string,
      });
  });

  test("a function is paused in a slot where production's events would start it", () => {
    const settings = workloads.only(SLOT)["app_settings"] as JsonObject;
    expect(settings["AzureWebJobs.it.Disabled"]).toBe(row.paused ? "1" : undefined);
  });

  test("a declaration has the effects that docs/guides/components.md lists", () => {
    const text = documented(row.documented);
    for (const name of Object.keys(row.settings).filter((name) => name !== "IT_TOKEN"))
      expect(text).toContain(
        `\`${name.replace("IT_", "<P>_").replace(/_BLOBS_[A-Z]+/, "_BLOBS_<CONTAINER>")}\``,
      );
    for (const grant of row.grants) expect(text).toContain(grant.split(" on ")[0]);
    if (row.grants.length === 0) expect(text).not.toContain("Data");
  });
});

/** The row of the table in docs/guides/components.md that begins with a declaration. */
function documented(declaration: string): string {
  const file = readFileSync(join(__dirname, "../../docs/guides/components.md"), "utf8");
  const row = file.split("\n").find((line) => line.replace(/^\| /, "").startsWith(`${declaration} `));
  if (row === undefined) throw new Error(`docs/guides/components.md has no row for ${declaration}`);
  return row;
}

test("every kind of trigger, binding and access has a row", () => {
  const code = Object.values(declarations)
    .flatMap(({ declared }) => Object.values(declared))
    .flatMap((component) => codeOf(component) ?? []);
  expect([...new Set(code.map(({ trigger }) => trigger.type))].sort()).toEqual([...triggerTypes].sort());
  for (const type of triggerTypes) expect(triggerKind(type).example).toContain(`type: "${type}"`);

  const bindings = code.flatMap((each) => each.bindings ?? []);
  const access = code.flatMap((each) => each.access ?? []);
  for (const type of bindingTypes) {
    const { directions, actions, example } = bindingKind(type);
    expect(example).toContain(`type: "${type}"`);
    for (const direction of Object.keys(directions))
      expect(bindings).toContainEqual(expect.objectContaining({ type, direction }));
    if (actions.length > 0) expect(access).toContainEqual(expect.objectContaining({ type }));
  }
});

describe("a queue processor", () => {
  test("a queue processor reads from a queue of its own name where it names none", () => {
    const sendMail = defineQueueProcessor({ name: "send-mail", entry });
    expect(sendMail).toEqual({ kind: "queue-processor", name: "send-mail", entry });
    const { platform } = synthBackend({}, { sendMail });
    expect(platform.all("azurerm_storage_queue")["storage_queue_send-mail"]?.["name"]).toBe("send-mail");
  });

  test("a queue processor takes a queue that the backend has already", () => {
    const { platform } = synthBackend(
      {},
      { it: defineQueueProcessor({ name: "it", entry, queue: "tasks" }) },
    );
    const names = Object.values(platform.all("azurerm_storage_queue")).map(({ name }) => name);
    expect(names).toEqual(["deadletter", "notifications", "tasks", "tasks-poison"]);
  });
});

describe("a change feed", () => {
  const trigger = { type: "cosmosDB", container: "events" } as const;

  test("a change feed makes its container where it has the partition key", () => {
    const it = defineFunction({ name: "it", entry, trigger: { ...trigger, partitionKey: "/device" } });
    const { platform } = synthBackend({}, { it });
    expect(platform.all("azurerm_cosmosdb_sql_container")["cosmos_container_events"]).toMatchObject({
      partition_key_paths: ["/device"],
    });
  });

  test("a change feed reads a container of cosmos.containers", () => {
    const it = defineFunction({ name: "it", entry, trigger });
    const { platform } = synthBackend(
      { cosmos: { containers: { events: { partitionKey: "/day" } } } },
      { it },
    );
    expect(Object.keys(platform.all("azurerm_cosmosdb_sql_container"))).toEqual([
      "cosmos_container_events",
      "cosmos_container_leases",
    ]);
  });

  test("the plan expects the container of a change feed in an existing account", () => {
    const id =
      "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-shared";
    const it = defineFunction({ name: "it", entry, trigger });
    const { backend } = synthBackend({ external: { cosmos: { id } } }, { it });
    expect(backend.explain("notes")).toContain("container events");
    expect(backend.explain("notes")).toContain("container leases");
  });
});
