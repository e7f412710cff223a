import { undelivered } from "../../lib/stand-in/deliveries";
import type { JsonObject } from "../../lib/stand-in/json";
import { Manager, inGroup } from "../support/manager";

const STORAGE = inGroup("Microsoft.Storage/storageAccounts/stone");
const QUEUE = `${STORAGE}/queueServices/default/queues/all-events`;
const CONTAINER = `${STORAGE}/blobServices/default/containers/lost`;
const TOPIC = inGroup("Microsoft.EventGrid/topics/orders");
const SUBSCRIPTION = `${TOPIC}/providers/Microsoft.EventGrid/eventSubscriptions/all`;
const identity = { type: "SystemAssigned" };
const SENDER = "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a";
const BLOB_CONTRIBUTOR = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

const destination = {
  endpointType: "StorageQueue",
  properties: { resourceId: STORAGE, queueName: "all-events" },
};
const deadLetterDestination = {
  endpointType: "StorageBlob",
  properties: { resourceId: STORAGE, blobContainerName: "lost" },
};

interface Setting {
  readonly account?: JsonObject;
  readonly subscription?: JsonObject;
  /** Role by scope. */
  readonly roles?: Readonly<Record<string, string>>;
  readonly queue?: boolean;
}

function lost({
  account = {
    publicNetworkAccess: "Disabled",
    networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
  },
  subscription = {
    deliveryWithResourceIdentity: { identity, destination },
    deadLetterWithResourceIdentity: { identity, deadLetterDestination },
  },
  roles = { [QUEUE]: SENDER, [CONTAINER]: BLOB_CONTRIBUTOR },
  queue = true,
}: Setting): readonly string[] {
  const manager = new Manager();
  manager.put(STORAGE, { properties: account });
  if (queue) manager.put(QUEUE, {});
  manager.put(`${QUEUE}-poison`, {});
  manager.put(CONTAINER, {});
  manager.put(TOPIC, { identity });
  const topic = manager.manager.store.get(TOPIC)?.body ?? {};
  const principalId = (topic["identity"] as JsonObject)["principalId"] ?? "";
  Object.entries(roles).forEach(([scope, role], index) => {
    const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/role-${index}`;
    const roleDefinitionId = `/subscriptions/one/providers/Microsoft.Authorization/roleDefinitions/${role}`;
    manager.put(id, { properties: { principalId, roleDefinitionId } });
  });
  manager.put(SUBSCRIPTION, { properties: subscription });
  return undelivered(manager.manager.store);
}

describe("events", () => {
  test("events arrive in a closed account by the topic's own identity and role assignments", () => {
    expect(lost({})).toEqual([]);
  });

  test("events arrive by a role assignment on the whole account as well", () => {
    expect(lost({ roles: { [STORAGE]: SENDER, [CONTAINER]: BLOB_CONTRIBUTOR } })).toEqual([]);
  });

  test("events arrive in an open account from any address", () => {
    const subscription = { destination, deadLetterDestination };
    expect(lost({ account: {}, subscription, roles: {} })).toEqual([]);
  });
});

describe("events that do not arrive", () => {
  test.each<[string, Setting, readonly string[]]>([
    [
      "without an identity",
      { subscription: { destination } },
      ["all does not deliver to all-events: the account is closed, and only a topic's own identity passes"],
    ],
    [
      "without trusted services",
      {
        account: { networkAcls: { defaultAction: "Deny", bypass: "None" } },
        subscription: { deliveryWithResourceIdentity: { identity, destination } },
      },
      ["all does not deliver to all-events: the account is closed, and lets no trusted service pass"],
    ],
    [
      "without roles",
      { roles: {} },
      [
        "all does not deliver to all-events: the topic has no role Storage Queue Data Contributor or Storage Queue Data Message Sender",
        "all does not deliver to lost: the topic has no role Storage Blob Data Contributor or Storage Blob Data Owner",
      ],
    ],
    [
      "by the role of another queue",
      { roles: { [`${QUEUE}-poison`]: SENDER, [CONTAINER]: BLOB_CONTRIBUTOR } },
      [
        "all does not deliver to all-events: the topic has no role Storage Queue Data Contributor or Storage Queue Data Message Sender",
      ],
    ],
    [
      "into what is not there",
      { queue: false, roles: { [CONTAINER]: BLOB_CONTRIBUTOR } },
      ["all does not deliver to all-events: it is not there"],
    ],
  ])("events do not arrive in a wrong setting: %s", (_what, setting, expected) => {
    expect(lost(setting)).toEqual(expected);
  });
});

test("a subscription to a queue has no URL that Azure would show", () => {
  const manager = new Manager();
  manager.put(STORAGE, {});
  manager.put(TOPIC, {});
  manager.put(SUBSCRIPTION, { properties: { destination } });
  expect(manager.send("POST", `${SUBSCRIPTION}/getFullUrl`).status).toBe(400);
  const hook = { endpointType: "WebHook", properties: { endpointUrl: "https://example.com/events" } };
  manager.put(SUBSCRIPTION, { properties: { destination: hook } });
  expect(manager.send("POST", `${SUBSCRIPTION}/getFullUrl`)).toMatchObject({
    status: 200,
    body: { endpointUrl: "https://example.com/events" },
  });
  expect(manager.send("POST", `${TOPIC}/listKeys`).status).toBe(200);
});
