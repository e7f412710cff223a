import { at, listAt, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";
import type { Resource, Store } from "../store";

const TOPICS = "Microsoft.EventGrid/systemTopics";
const SUBSCRIPTIONS = [`${TOPICS}/eventSubscriptions`, "Microsoft.EventGrid/eventSubscriptions"];
const CLOUD_EVENTS = "CloudEventSchemaV1_0";
const DIRECTORIES = "Microsoft.AzureActiveDirectory/b2cDirectories";

export const events: readonly Rule[] = [
  {
    says: "the source of a system topic exists, and has one system topic",
    source: "learn.microsoft.com/azure/event-grid/system-topics",
    on: [TOPICS],
    refuse(asked, { id, store }) {
      const source = textAt(asked, "properties.source");
      // What is no resource, a subscription say, is there in any case.
      if (source.includes("/providers/") && store.get(source) === undefined)
        return `Source ${source} was not found`;
      const twin = store
        .ofType(TOPICS)
        .find(
          (each) => key(each.id) !== key(id) && key(textAt(each.body, "properties.source")) === key(source),
        );
      return twin && `Only one system topic is allowed per source: ${twin.name}`;
    },
  },
  {
    says: "the destination of events exists",
    source: "learn.microsoft.com/azure/event-grid/event-handlers",
    on: SUBSCRIPTIONS,
    refuse(asked, { store }) {
      const plain = at(asked, "properties.destination");
      const destination = plain ?? at(asked, "properties.deliveryWithResourceIdentity.destination");
      const resource = textAt(destination, "properties.resourceId");
      if (resource === "") return undefined;
      // Functions come with a deployment of code: their app is what has to be there.
      const owner = resource.replace(/\/functions\/[^/]+$/i, "");
      return store.get(owner) === undefined ? `Destination ${resource} was not found` : undefined;
    },
  },
  {
    says: "an event is tried 1 to 30 times, for 1 to 1440 minutes",
    source: "learn.microsoft.com/azure/event-grid/delivery-and-retry",
    on: SUBSCRIPTIONS,
    refuse(asked) {
      const times = Number(at(asked, "properties.retryPolicy.maxDeliveryAttempts") ?? 30);
      const minutes = Number(at(asked, "properties.retryPolicy.eventTimeToLiveInMinutes") ?? 1440);
      return times >= 1 && times <= 30 && minutes >= 1 && minutes <= 1440
        ? undefined
        : `Retry policy of ${times} attempts in ${minutes} minutes is invalid`;
    },
  },
  {
    says: "an event subscription's name has 3 to 64 letters, digits and hyphens",
    source: "learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
    on: SUBSCRIPTIONS,
    code: "InvalidResourceName",
    refuse: (_asked, { name }) =>
      /^[a-z0-9-]{3,64}$/i.test(name) ? undefined : `The name '${name}' is invalid`,
  },
  {
    says: "the resource whose identity delivers events has an identity",
    source: "learn.microsoft.com/azure/event-grid/managed-service-identity",
    on: SUBSCRIPTIONS,
    refuse(asked, { id, store }) {
      const isOwn = ["deliveryWithResourceIdentity", "deadLetterWithResourceIdentity"].some(
        (each) => textAt(asked, `properties.${each}.identity.type`) === "SystemAssigned",
      );
      return isOwn && textAt(topicOf(id, store)?.body, "identity.principalId") === ""
        ? "The event subscription uses an identity that its topic does not have"
        : undefined;
    },
  },
  {
    says: "what is published as CloudEvents is delivered as CloudEvents",
    source: "learn.microsoft.com/azure/event-grid/input-mappings",
    on: SUBSCRIPTIONS,
    refuse(asked, { id, store }) {
      const delivered = textAt(asked, "properties.eventDeliverySchema");
      return textAt(topicOf(id, store)?.body, "properties.inputSchema") === CLOUD_EVENTS &&
        delivered !== CLOUD_EVENTS
        ? `Event delivery schema ${delivered} is not supported for input schema ${CLOUD_EVENTS}`
        : undefined;
    },
  },
  {
    says: "an event subscription compares 25 values in advanced filters at most",
    source: "learn.microsoft.com/azure/event-grid/event-filtering#limitations",
    on: SUBSCRIPTIONS,
    refuse(asked) {
      const count = listAt(asked, "properties.filter.advancedFilters").reduce<number>(
        (sum, filter) => sum + Math.max(1, listAt(filter, "values").length),
        0,
      );
      return count > 25 ? `Advanced filters have ${count} values, which is more than 25` : undefined;
    },
  },
  {
    says: "a system topic is in the region of its source",
    source: "learn.microsoft.com/azure/event-grid/system-topics",
    on: [TOPICS],
    refuse(asked, { store }) {
      const [own, other] = [asked, store.get(textAt(asked, "properties.source"))?.body].map((body) =>
        textAt(body, "location").replaceAll(" ", "").toLowerCase(),
      );
      return own !== "" && other !== undefined && other !== "" && own !== other
        ? `The location of the system topic is ${own}, and that of its source ${other}`
        : undefined;
    },
  },
  {
    says: "a B2C directory is PremiumP1",
    source: "learn.microsoft.com/azure/active-directory-b2c/faq",
    on: [DIRECTORIES],
    refuse: (asked) =>
      textAt(asked, "sku.name") === "PremiumP1"
        ? undefined
        : `SKU ${textAt(asked, "sku.name")} is not available: Azure AD B2C P2 was discontinued`,
  },
  {
    says: "a B2C directory is a domain below onmicrosoft.com, with a country and a name",
    source: "azurerm 4.55, aadb2c_directory_resource.go",
    on: [DIRECTORIES],
    refuse(asked, { name, earlier }) {
      if (!/^[a-z0-9-]+\.onmicrosoft\.com$/i.test(name)) return `${name} is not below onmicrosoft.com`;
      const said = ["countryCode", "displayName"].every(
        (each) => textAt(asked, `properties.createTenantProperties.${each}`) !== "",
      );
      return earlier !== undefined || said ? undefined : "A new directory needs a country code and a name";
    },
  },
];

/** What a subscription is one of. */
function topicOf(id: string, store: Store): Resource | undefined {
  return store.get(parseResourcePath(id)?.parent ?? "");
}
