import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { ServicebusNamespace } from "@cdktf/provider-azurerm/lib/servicebus-namespace";
import { type BackendOptions, type Components, defineFunction, defineQueueProcessor } from "../../../lib";
import { estimateCost } from "../../../lib/cost/estimate";
import { stackRoles } from "../../../lib/services/contract/service";
import { notes } from "../../support/api-management";
import { lostReferences } from "../../support/lost-references";
import { problem, problemsOf } from "../../support/problems";
import { entry, started } from "../../support/service-bus";
import { GROUP, azureId, ownStack, synthApp } from "../../support/shared";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";

const serviceBus = { id: azureId("Microsoft.ServiceBus/namespaces", "sb-shared") };
const whole = { ...serviceBus, createChildren: true };
const sendMail = defineQueueProcessor({ name: "send-mail", entry });
const order = defineFunction({
  name: "order",
  entry,
  trigger: { type: "http" },
  bindings: [{ type: "serviceBus", direction: "out", name: "events", topic: "orders" }],
});
const components: Components = {
  sendMail,
  order,
  bill: started({ topic: "orders", subscription: "billing" }, "bill"),
  ship: started({ queue: "shipments", sessions: true }, "ship"),
};
const bringing = (existing: object, more: BackendOptions = {}): SynthesisedBackend =>
  synthBackend({ ...more, external: { serviceBus: existing } as BackendOptions["external"] }, components);
const made = ({ platform }: SynthesisedBackend, type: string): readonly JsonObject[] =>
  Object.values(platform.all(`azurerm_servicebus_${type}`));

describe.each(["dev", "prod"])("an existing namespace of Service Bus, in %s", (environment) => {
  const expected = bringing(serviceBus, { environment });
  const { backend, platform, workloads } = expected;

  test("an existing namespace is not made, and no resource of this backend configures it", () => {
    expect(backend.serviceBus).toBeUndefined();
    expect(platform.text).not.toMatch(/service_?bus/i);
    expect(backend.plan.names).not.toHaveProperty("serviceBusNamespace");
    expect(backend.plan.resourceProviders.platform).not.toContain("Microsoft.ServiceBus");
    expect(backend.plan.privateEndpoints.map(({ service }) => service)).not.toContain("serviceBus");
    expect(
      lostReferences(
        Object.fromEntries(stackRoles.map((role) => [backend.plan.stackIds[role], expected[role]])),
      ),
    ).toEqual([]);
  });

  test("components connect to an existing namespace, which has the queues of processors", () => {
    const app = workloads.only("azurerm_windows_function_app");
    expect(app["app_settings"]).toMatchObject({
      COMPONENT_QUEUES: "serviceBus",
      SEND_MAIL_SERVICEBUS__fullyQualifiedNamespace: "sb-shared.servicebus.windows.net",
      BILL_SERVICEBUS__fullyQualifiedNamespace: "sb-shared.servicebus.windows.net",
    });
    expect(backend.published.serviceBus).toEqual({
      id: serviceBus.id,
      name: "sb-shared",
      fullyQualifiedNamespace: "sb-shared.servicebus.windows.net",
    });
  });

  test("role assignments are on each queue and topic of an existing namespace alone", () => {
    const given = Object.values(workloads.all("azurerm_role_assignment"))
      .map(({ scope, role_definition_name: role }) => `${role as string} ${scope as string}`)
      .filter((each) => each.includes(serviceBus.id));
    expect([...new Set(given)].sort()).toEqual([
      `Azure Service Bus Data Receiver ${serviceBus.id}/queues/send-mail`,
      `Azure Service Bus Data Receiver ${serviceBus.id}/queues/shipments`,
      `Azure Service Bus Data Receiver ${serviceBus.id}/topics/orders/subscriptions/billing`,
      `Azure Service Bus Data Sender ${serviceBus.id}/topics/orders`,
    ]);
  });

  test("the plan expects the queues and topics of components in an existing namespace", () => {
    expect(notes(expected)).toContain(
      "note: external.serviceBus: must already contain: queue send-mail, queue shipments with sessions, topic orders, subscription orders/billing",
    );
    const closed =
      "note: external.serviceBus: gets no private endpoint from this backend: its owner must create one";
    expect(notes(expected).includes(closed)).toBe(environment === "prod");
    expect(backend.explain("external")).toContain(
      "external.serviceBus = 11111111-1111-1111-1111-111111111111/rg-shared/sb-shared",
    );
  });

  test("an existing namespace is on the bill of its owner", () => {
    const { lines, notes: said } = estimateCost(backend.plan);
    expect(lines.filter(({ service }) => service === "serviceBus")).toEqual([]);
    expect(said).toContain("external.serviceBus is charged to its owner");
  });
});

describe("children of an existing namespace", () => {
  const backend = bringing(whole, {
    optional: { serviceBus: { queues: { "send-mail": { maxDeliveryCount: 5 }, extra: {} } } },
  });

  test("the children of an existing namespace are those of components and options, without the defaults", () => {
    expect(backend.backend.serviceBus).toBeUndefined();
    const queues = made(backend, "queue");
    expect(queues.map(({ name, max_delivery_count: most }) => [name, most])).toEqual([
      ["extra", 10],
      ["send-mail", 5],
      ["shipments", 10],
    ]);
    expect(made(backend, "topic")).toMatchObject([{ name: "orders" }]);
    for (const each of [...queues, ...made(backend, "topic")])
      expect(each["namespace_id"]).toBe(serviceBus.id);
    expect(made(backend, "subscription")).toMatchObject([
      { name: "billing", topic_id: expect.stringContaining("azurerm_servicebus_topic") as string },
    ]);
    expect(backend.backend.plan.resourceProviders.platform).toContain("Microsoft.ServiceBus");
  });

  test("before azurerm 4.81 the default rule is deployed into the namespace's group under a name of this backend", () => {
    const older = bringing(whole, {
      provider: { version: "4.80.0" },
      optional: { serviceBus: { queues: { extra: {} } } },
    });
    const [rule] = Object.entries(older.platform.all("azurerm_resource_group_template_deployment"))
      .filter(([id]) => id.startsWith("service_bus_default_rule"))
      .map(([, each]) => each);
    expect(rule).toMatchObject({
      name: "feedback-dev-service-bus-rule-orders-billing-everything",
      resource_group_name: GROUP,
    });
    expect(rule?.["template_content"]).toContain('"name":"sb-shared/orders/billing/$Default"');
  });

  test("a child with the name of a default has Azure's defaults, where a component works on it", () => {
    const mails = { it: defineQueueProcessor({ name: "email-queue", entry }) };
    const own = synthBackend({ external: { serviceBus: whole } }, mails);
    expect(made(own, "queue")).toMatchObject([{ name: "email-queue", requires_duplicate_detection: false }]);
    expect(
      problemsOf(
        { external: { serviceBus: whole }, optional: { serviceBus: { queues: { "email-queue": false } } } },
        mails,
      ),
    ).toMatchObject([{ path: "optional.serviceBus.queues.email-queue", message: "components.it uses it" }]);
  });

  test("children are made in a namespace whose name only its own stack knows", () => {
    const { stacks, backends } = synthApp((app) => {
      const stack = ownStack(app);
      const { name: resourceGroupName } = new ResourceGroup(stack, "group", {
        name: GROUP,
        location: "eastus2",
      });
      const namespace = new ServicebusNamespace(stack, "bus", {
        name: "sb-own",
        resourceGroupName,
        location: "eastus2",
        sku: "Standard",
      });
      return [{ external: { serviceBus: { resource: namespace, createChildren: true } } }];
    }, components as never);
    const [own] = backends;
    const id = stacks["feedback-dev-platform"]?.all("azurerm_servicebus_queue");
    expect(Object.values(id ?? {})[0]?.["namespace_id"]).toContain("external_shared.outputs.external_bus_id");
    expect(own?.backend.serviceBus).toBeUndefined();
    expect(lostReferences(stacks)).toEqual([]);
  });
});

describe("options that contradict an existing namespace", () => {
  test("options that configure, switch off, rename or transform an existing namespace are refused", () => {
    const problems = problemsOf(
      {
        external: { serviceBus },
        optional: { serviceBus: { enabled: false, sku: { name: "Premium" }, queues: { extra: {} } } },
        names: { serviceBusNamespace: "sb-mine" },
        transform: { serviceBus: {}, serviceBusQueues: {} },
      },
      components,
    );
    expect(problems.map(({ path }) => path)).toEqual([
      "transform.serviceBus",
      "transform.serviceBusQueues",
      "optional.serviceBus.enabled",
      "optional.serviceBus.sku",
      "optional.serviceBus.queues",
      "names.serviceBusNamespace",
    ]);
    expect(problems[3]).toMatchObject({
      message:
        "configures a Service Bus namespace, but external.serviceBus is an existing one, which the backend does not change",
      fix: "remove optional.serviceBus.sku, or external.serviceBus",
    });
  });

  test("an id that is no namespace is refused in one error", () => {
    const wrong = { id: azureId("Microsoft.EventHub/namespaces", "eh-shared") };
    expect(problemsOf({ external: { serviceBus: wrong } }, components).map(({ path }) => path)).toEqual([
      "external.serviceBus.id",
    ]);
  });

  test("children and role assignments in another subscription are refused", () => {
    const subscriptionId = "22222222-2222-2222-2222-222222222222";
    expect(problemsOf({ subscriptionId, external: { serviceBus: whole } }, components)).toEqual([
      problem(
        "external.serviceBus.createChildren",
        "the existing resource is in another subscription, in which the backend creates nothing",
        "remove external.serviceBus.createChildren",
        "your options (external.serviceBus.createChildren = true)",
        `your options (subscriptionId = "${subscriptionId}")`,
      ),
    ]);
    expect(problemsOf({ subscriptionId, external: { serviceBus } }, components)).toEqual([]);
  });
});

test("the plan lists the role assignments that the owner makes, each with its reason", () => {
  const left = bringing({ ...serviceBus, roleAssignments: false });
  expect(left.workloads.text).not.toContain("Azure Service Bus Data");
  expect(notes(left)).toContain(
    "note: external.serviceBus: its owner must assign this role to the function app and each of its slots: " +
      "serviceBus namespace/queues/send-mail: Azure Service Bus Data Receiver: send-mail is started by its messages",
  );
});
