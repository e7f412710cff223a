import { at, listAt, textAt } from "../json";
import { key } from "../resource-path";
import type { Rule } from "../rule";
import type { Store } from "../store";

const NAMESPACES = "Microsoft.ServiceBus/namespaces";
const QUEUES = `${NAMESPACES}/queues`;
const TOPICS = `${NAMESPACES}/topics`;
const REGISTRIES = "Microsoft.ContainerRegistry/registries";
const TIERS = "learn.microsoft.com/azure/service-bus-messaging/compare-messaging-services";

/** What a queue of a Basic namespace cannot have. */
const NOT_BASIC: readonly string[] = ["requiresSession", "requiresDuplicateDetection"];

export const messaging: readonly Rule[] = [
  {
    says: "a Basic namespace has no topics",
    source: TIERS,
    on: [TOPICS, `${TOPICS}/subscriptions`],
    refuse: (_asked, { id, store }) =>
      tierOf(id, store) === "Basic" ? "Topics are not available on the Basic tier" : undefined,
  },
  {
    says: "a queue of a Basic namespace has no sessions and detects no duplicates",
    source: "learn.microsoft.com/azure/service-bus-messaging/enable-message-sessions",
    on: [QUEUES],
    refuse(asked, { id, store }) {
      const said = NOT_BASIC.find((each) => at(asked, `properties.${each}`) === true);
      return said !== undefined && tierOf(id, store) === "Basic"
        ? `${said} is not available on the Basic tier`
        : undefined;
    },
  },
  {
    says: "a namespace below Premium is open to the internet",
    source: "learn.microsoft.com/azure/service-bus-messaging/private-link-service",
    on: [NAMESPACES],
    refuse: (asked) =>
      textAt(asked, "properties.publicNetworkAccess") === "Disabled" &&
      textAt(asked, "sku.name") !== "Premium"
        ? "Public network access can be disabled on the Premium tier only"
        : undefined,
  },
  {
    says: "a namespace's name does not end in -sb or -mgmt",
    source: "learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
    on: [NAMESPACES],
    refuse: (_asked, { name }) =>
      /^(?=.{6,50}$)[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$/.test(name) && !/-(sb|mgmt)$/.test(name)
        ? undefined
        : `The namespace name ${name} is invalid`,
  },
  {
    says: "network rules of a registry, and closing it, need Premium",
    source: "learn.microsoft.com/azure/container-registry/container-registry-skus",
    on: [REGISTRIES],
    refuse(asked) {
      if (key(textAt(asked, "sku.name")) === "premium") return undefined;
      const denies = textAt(asked, "properties.networkRuleSet.defaultAction") === "Deny";
      const hasRules = listAt(asked, "properties.networkRuleSet.ipRules").length > 0;
      return denies || hasRules || textAt(asked, "properties.publicNetworkAccess") === "Disabled"
        ? "Network rules and private access are available on the Premium tier only"
        : undefined;
    },
  },
];

function tierOf(id: string, store: Store): string {
  return textAt(store.get(id.replace(/\/(queues|topics)\/.*$/i, ""))?.body, "sku.name");
}
