import { asText, at, textAt } from "../json";
import type { Rule } from "../rule";
import { NAMESPACES, tierOf } from "../types/service-bus";

const QUEUES = `${NAMESPACES}/queues`;
const TOPICS = `${NAMESPACES}/topics`;
const TIERS = "learn.microsoft.com/azure/service-bus-messaging/compare-messaging-services";

/** What a queue of a Basic namespace cannot have. */
const NOT_BASIC: readonly string[] = ["requiresSession", "requiresDuplicateDetection"];
const SIZES = [1024, 2048, 3072, 4096, 5120, 10_240, 20_480, 40_960, 81_920];

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
    says: "a queue of a Basic namespace forwards nothing, is not express and is not deleted when idle",
    source: "github.com/Azure/terraform-azurerm-avm-res-servicebus-namespace, main.queues.tf",
    on: [QUEUES],
    refuse(asked, { id, store }) {
      if (tierOf(id, store) !== "Basic") return undefined;
      const forwards = ["forwardTo", "forwardDeadLetteredMessagesTo"].find(
        (each) => textAt(asked, `properties.${each}`) !== "",
      );
      // Azure's way of saying never.
      const idle = textAt(asked, "properties.autoDeleteOnIdle");
      const said =
        forwards ??
        (at(asked, "properties.enableExpress") === true ? "enableExpress" : undefined) ??
        (["", "P10675199DT2H48M5.4775807S"].includes(idle) ? undefined : "autoDeleteOnIdle");
      return said && `${said} is not available on the Basic tier`;
    },
  },
  {
    says: "sessions, duplicate detection and partitions of an existing queue or topic cannot change",
    source: "learn.microsoft.com/azure/service-bus-messaging/message-sessions",
    on: [QUEUES, TOPICS],
    refuse(asked, { earlier }) {
      const changed = ["requiresSession", "requiresDuplicateDetection", "enablePartitioning"].find(
        (each) =>
          earlier !== undefined &&
          (at(earlier.body, `properties.${each}`) ?? false) !== (at(asked, `properties.${each}`) ?? false),
      );
      return changed && `The value for the ${changed} property of an existing entity cannot be changed`;
    },
  },
  {
    says: "a queue or topic has one of nine sizes",
    source: "azurerm 4.55, servicebus/validate/servicebus.go",
    on: [QUEUES, TOPICS],
    refuse(asked) {
      const size = at(asked, "properties.maxSizeInMegabytes") ?? 0;
      // Nothing said is sent as 0.
      return size === 0 || SIZES.includes(Number(size))
        ? undefined
        : `maxSizeInMegabytes ${asText(size)} is not one of ${SIZES.join(", ")}`;
    },
  },
  {
    says: "larger messages than 256 kB need Premium",
    source: "learn.microsoft.com/azure/service-bus-messaging/service-bus-premium-messaging",
    on: [QUEUES, TOPICS],
    refuse: (asked, { id, store }) =>
      Number(at(asked, "properties.maxMessageSizeInKilobytes") ?? 0) > 256 && tierOf(id, store) !== "Premium"
        ? "maxMessageSizeInKilobytes is available on the Premium tier only"
        : undefined,
  },
  {
    says: "a namespace cannot change to or from Premium",
    source: "azurerm 4.55, servicebus_namespace_resource.go",
    on: [NAMESPACES],
    refuse(asked, { earlier }) {
      const [before, after] = [textAt(earlier?.body, "sku.name"), textAt(asked, "sku.name")];
      return before !== "" && before !== after && [before, after].includes("Premium")
        ? `Changing the tier from ${before} to ${after} is not supported`
        : undefined;
    },
  },
  {
    says: "a Premium namespace has 1, 2, 4, 8 or 16 units, and others none",
    source: "azurerm 4.55, servicebus_namespace_resource.go",
    on: [NAMESPACES],
    refuse(asked) {
      const units = Number(at(asked, "sku.capacity") ?? 0);
      const allowed = textAt(asked, "sku.name") === "Premium" ? [1, 2, 4, 8, 16] : [0];
      return at(asked, "sku.capacity") === undefined || allowed.includes(units)
        ? undefined
        : `Capacity ${units} is not one of ${allowed.join(", ")}`;
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
];
