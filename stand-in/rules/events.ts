import { at, textAt } from "../json";
import { key } from "../resource-path";
import type { Rule } from "../rule";

const TOPICS = "Microsoft.EventGrid/systemTopics";
const SUBSCRIPTIONS = [`${TOPICS}/eventSubscriptions`, "Microsoft.EventGrid/eventSubscriptions"];
const DIRECTORIES = "Microsoft.AzureActiveDirectory/b2cDirectories";

export const events: readonly Rule[] = [
  {
    says: "a source has one system topic, and is there",
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
    says: "events go to what is there",
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
    says: "a B2C directory is PremiumP1",
    source: "learn.microsoft.com/azure/active-directory-b2c/faq",
    on: [DIRECTORIES],
    refuse: (asked) =>
      textAt(asked, "sku.name") === "PremiumP1"
        ? undefined
        : `SKU ${textAt(asked, "sku.name")} is not available: Azure AD B2C P2 was discontinued`,
  },
  {
    says: "a B2C directory is a domain below onmicrosoft.com, and says its country and name",
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
