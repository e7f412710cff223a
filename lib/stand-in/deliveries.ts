import { isClosed } from "./closed-services";
import { type Json, at, textAt } from "./json";
import { key, parseResourcePath } from "./resource-path";
import { roleName } from "./role-definitions";
import type { Resource, Store } from "./store";

/** What one subscription sends somewhere, and as whom. */
interface Delivery {
  readonly to: string;
  /** The queue or container, below the account. */
  readonly target: string;
  readonly account: string;
  /** `SystemAssigned`, or nothing where the service itself delivers. */
  readonly identity: string;
  readonly roles: readonly string[];
}

/**
 * Events that would not arrive: into an account that is closed only a topic's own identity gets, as a trusted service,
 * and only with a role. Azure takes the subscription for right all the same.
 * learn.microsoft.com/azure/event-grid/handler-storage-queues, learn.microsoft.com/azure/event-grid/add-identity-roles
 */
export function undelivered(store: Store): readonly string[] {
  const subscriptions = [
    ...store.ofType("Microsoft.EventGrid/systemTopics/eventSubscriptions"),
    ...store.ofType("Microsoft.EventGrid/eventSubscriptions"),
  ];
  return subscriptions.flatMap((subscription) =>
    deliveriesOf(subscription).flatMap((delivery) => {
      const why = whyNot(subscription, delivery, store);
      return why === undefined ? [] : [`${subscription.name} does not deliver to ${delivery.to}: ${why}`];
    }),
  );
}

function deliveriesOf({ body }: Resource): readonly Delivery[] {
  const byIdentity = at(body, "properties.deliveryWithResourceIdentity");
  const queue = at(byIdentity, "destination") ?? at(body, "properties.destination");
  const lettersByIdentity = at(body, "properties.deadLetterWithResourceIdentity");
  const letters =
    at(lettersByIdentity, "deadLetterDestination") ?? at(body, "properties.deadLetterDestination");
  return [
    ...deliveryTo(queue, byIdentity, "queueName", "queueServices/default/queues", "Queue"),
    ...deliveryTo(letters, lettersByIdentity, "blobContainerName", "blobServices/default/containers", "Blob"),
  ];
}

function deliveryTo(
  destination: Json | undefined,
  by: Json | undefined,
  named: string,
  below: string,
  service: "Queue" | "Blob",
): readonly Delivery[] {
  const account = textAt(destination, "properties.resourceId");
  const to = textAt(destination, `properties.${named}`);
  if (to === "") return [];
  return [
    {
      to,
      account,
      target: `${account}/${below}/${to}`,
      identity: textAt(by, "identity.type"),
      roles: [
        `Storage ${service} Data Contributor`,
        service === "Queue" ? "Storage Queue Data Message Sender" : "Storage Blob Data Owner",
      ],
    },
  ];
}

function whyNot(subscription: Resource, delivery: Delivery, store: Store): string | undefined {
  const { target, account, identity, roles } = delivery;
  const storage = store.get(account);
  if (storage === undefined || store.get(target) === undefined) return "it is not there";
  if (isClosed(storage)) {
    if (identity !== "SystemAssigned") return "the account is closed, and only a topic's own identity passes";
    if (!textAt(storage.body, "properties.networkAcls.bypass").includes("AzureServices"))
      return "the account is closed, and lets no trusted service pass";
  }
  if (identity !== "SystemAssigned") return undefined;
  const topic = store.get(parseResourcePath(subscription.id)?.parent ?? "");
  const principal = textAt(topic?.body, "identity.principalId");
  const isGranted = store.ofType("Microsoft.Authorization/roleAssignments").some(({ id, body }) => {
    const scope = key(id).split("/providers/microsoft.authorization/")[0] ?? "";
    const role = roleName(textAt(body, "properties.roleDefinitionId").split("/").at(-1) ?? "") ?? "";
    return (
      `${key(target)}/`.startsWith(`${scope}/`) &&
      roles.includes(role) &&
      textAt(body, "properties.principalId") === principal
    );
  });
  return isGranted ? undefined : `the topic has no role ${roles.join(" or ")}`;
}
