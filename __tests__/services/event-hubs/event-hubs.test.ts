import fc from "fast-check";
import { type Components, defineFunction } from "../../../lib";
import { messageOf } from "../../support/problems";
import { azureId } from "../../support/shared";
import { synthBackend } from "../../support/synth";

const entry = "./src/handler.ts";
const reader = (name: string, trigger: object = {}) =>
  defineFunction({
    name,
    entry,
    trigger: { type: "eventHub", eventHub: "telemetry", ...trigger } as never,
  });
const collect = defineFunction({
  name: "collect",
  entry,
  trigger: { type: "http" },
  bindings: [{ type: "eventHub", direction: "out", name: "events", eventHub: "telemetry" }],
});
const components: Components = { reports: reader("reports"), collect };
const on = (eventHubs: object | true, more: object = {}, of = components) =>
  synthBackend({ ...more, optional: { eventHubs: eventHubs as never } }, of);

const NAMESPACE = "azurerm_eventhub_namespace";
const HUB = "azurerm_eventhub";
const GROUP = "azurerm_eventhub_consumer_group";
const noted = ({ backend }: ReturnType<typeof on>, path: string): readonly string[] =>
  backend.plan.notes.filter((note) => note.path === path).map(({ message }) => message);

describe("a namespace of Event Hubs", () => {
  const prod = on(
    { hubs: { telemetry: { partitionCount: 4, consumerGroups: ["archive"] } } },
    { environment: "prod" },
  );
  const dev = on(true);

  test("it has no keys, and is closed where there are private endpoints", () => {
    expect(prod.platform.only(NAMESPACE)).toMatchObject({
      sku: "Standard",
      capacity: 1,
      local_authentication_enabled: false,
      public_network_access_enabled: false,
    });
    expect(dev.platform.only(NAMESPACE)).toMatchObject({ public_network_access_enabled: true });
    expect(prod.platform.text).toContain("private_endpoint_event_hubs");
    expect(prod.network.text).toContain("allow_event_hubs");
    expect(dev.platform.text).not.toContain("private_endpoint_event_hubs");
  });

  test("its hub has the groups of options and of functions, and not that of every hub", () => {
    expect(prod.platform.only(HUB)).toMatchObject({
      name: "telemetry",
      partition_count: 4,
      retention_description: { cleanup_policy: "Delete", retention_time_in_hours: 24 },
    });
    const groups = Object.values(prod.platform.all(GROUP)).map(({ name }) => name);
    expect(groups.sort()).toEqual(["archive", "reports"]);
    const shared = on(true, {}, { it: reader("it", { consumerGroup: "$Default" }) });
    expect(shared.platform.all(GROUP)).toEqual({});
  });

  test("components have roles on their hub alone", () => {
    const roles = prod.backend.plan.grants
      .filter(({ service }) => service === "eventHubs")
      .map(({ role, below }) => `${role} ${below ?? ""}`);
    expect(roles.sort()).toEqual([
      "Azure Event Hubs Data Receiver /eventhubs/telemetry",
      "Azure Event Hubs Data Sender /eventhubs/telemetry",
    ]);
  });

  test("it sends its logs to the workspace, and cost lists its units", () => {
    expect(prod.platform.text).toContain("EventHubVNetConnectionEvent");
    expect(prod.backend.plan.resourceProviders.platform).toContain("Microsoft.EventHub");
  });

  test("an app on Elastic Premium in the network scales by events of a closed namespace", () => {
    expect(prod.workloads.only("azurerm_windows_function_app")["site_config"]).toMatchObject({
      runtime_scale_monitoring_enabled: true,
    });
  });

  test("auto-inflate has the maximum that is said", () => {
    expect(on({ sku: { maximumCapacity: 4 } }).platform.only(NAMESPACE)).toMatchObject({
      auto_inflate_enabled: true,
      maximum_throughput_units: 4,
    });
  });
});

test("a backend without it has nothing of it", () => {
  const { platform, workloads, network } = synthBackend({ environment: "prod" });
  expect(platform.text + workloads.text + network.text).not.toMatch(/event_?hub/i);
});

test.each<[object, Components, string]>([
  [{}, components, "set optional.eventHubs to true"],
  [
    { sku: { name: "Basic" } },
    components,
    'Basic has only the consumer group $Default, and "telemetry" has "reports"',
  ],
  [
    { sku: { name: "Premium", capacity: 3 } },
    {},
    "Premium has 1, 2, 4, 6, 8, 10, 12, 16 processing units, got 3",
  ],
  [{ sku: { capacity: 41 } }, {}, "optional.eventHubs.sku.capacity"],
  [{ sku: { capacity: 5, maximumCapacity: 4 } }, {}, "is below the capacity, 5"],
  [{ sku: { name: "Basic", maximumCapacity: 4 } }, {}, "Basic does not raise its capacity by itself"],
  [{ hubs: { telemetry: { retentionInHours: 169 } } }, {}, "Standard keeps events for at most 168 hours"],
  [{ hubs: { telemetry: { partitionCount: 33 } } }, {}, "a hub in Standard has at most 32 partitions"],
  [{ hubs: { "tele metry": {} } }, {}, "the name of an event hub must have letters"],
  [{ hubs: { telemetry: { consumerGroups: ["a", "a"] } } }, {}, '"a" is there twice'],
  [{ hubs: { telemetry: false } }, components, "components.reports uses it"],
  [
    { hubs: { telemetry: { consumerGroups: Array.from({ length: 20 }, (_, index) => `g${index}`) } } },
    {},
    "Standard has at most 20 consumer groups for each hub with $Default, and it has 21",
  ],
  [
    { hubs: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`h${index}`, {}])) },
    {},
    "Standard has at most 10 hubs",
  ],
  [{ throughputUnits: 2 }, {}, "optional.eventHubs.sku.capacity"],
])("%j is refused", (eventHubs, of, message) => {
  const optional = Object.keys(eventHubs).length === 0 ? {} : { eventHubs };
  expect(messageOf({ optional }, of)).toContain(message);
});

test.each<[object, string]>([
  [{ eventHub: "" }, "the name of an event hub must have letters"],
  [{ eventHub: undefined }, "the name of the event hub is missing"],
  [{ consumerGroup: "a b" }, "the name of a consumer group must have letters"],
  [{ cardinality: "several" }, 'must be "one" or "many", got "several"'],
  [{ retry: { strategy: "never" } }, "retry"],
])("a trigger with %j is refused", (trigger, message) => {
  expect(messageOf({ optional: { eventHubs: true } }, { it: reader("it", trigger) })).toContain(message);
});

test("functions of one consumer group share its events, which has a warning", () => {
  const shared = on(
    true,
    {},
    {
      one: reader("one", { consumerGroup: "both" }),
      two: reader("two", { consumerGroup: "both" }),
    },
  );
  expect(noted(shared, "components.two.trigger.consumerGroup")).toEqual([
    expect.stringContaining("components.one also has a trigger") as string,
  ]);
  const apart = on(true, {}, { one: reader("one"), two: reader("two") });
  expect(apart.backend.plan.notes.filter(({ message }) => message.includes("also has a trigger"))).toEqual(
    [],
  );
});

describe("an existing namespace of Event Hubs", () => {
  const id = azureId("Microsoft.EventHub/namespaces", "evhns-shared");
  const bringing = (more: object) =>
    synthBackend({ external: { eventHubs: { id, ...more } as never } }, components);

  test("it is used, and nothing is created in it", () => {
    const { platform, workloads, backend } = bringing({});
    expect(platform.text).not.toContain("azurerm_eventhub");
    expect(workloads.only("azurerm_windows_function_app")["app_settings"]).toMatchObject({
      REPORTS_EVENTHUBS__fullyQualifiedNamespace: "evhns-shared.servicebus.windows.net",
    });
    expect(backend.plan.notes.map(({ message }) => message)).toContain(
      "must already contain: event hub telemetry, consumer group telemetry/reports",
    );
  });

  test("with createChildren its hubs are created in it", () => {
    const { platform } = bringing({ createChildren: true });
    expect(platform.only(HUB)).toMatchObject({ namespace_id: id });
    expect(platform.only(GROUP)).toMatchObject({
      namespace_name: "evhns-shared",
      resource_group_name: "rg-shared",
    });
  });
});

test("every hub that options or components name is there once, whatever the tier that takes them", () => {
  const names = fc.uniqueArray(fc.constantFrom("telemetry", "clicks", "audit"));
  fc.assert(
    fc.property(names, fc.constantFrom("Standard", "Premium"), fc.boolean(), (hubs, name, reads) => {
      const { platform } = on(
        { sku: { name }, hubs: Object.fromEntries(hubs.map((hub) => [hub, {}])) },
        {},
        reads ? components : { collect },
      );
      const made = Object.values(platform.all(HUB)).map((hub) => hub["name"]);
      expect(made.sort()).toEqual([...new Set([...hubs, "telemetry"])].sort());
    }),
    { numRuns: 8 },
  );
});
