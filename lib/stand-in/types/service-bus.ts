import type { ArmType } from "../arm-type";
import { type JsonObject, at, objectAt, textAt, withDefaults } from "../json";
import type { Store } from "../store";

export const NAMESPACES = "Microsoft.ServiceBus/namespaces";
const RULES = `${NAMESPACES}/topics/subscriptions/rules`;
/** Azure's way of saying never. */
const NEVER = "P10675199DT2H48M5.4775807S";

/** Queues, topics, subscriptions and rules, with what Azure fills in: learn.microsoft.com/rest/api/servicebus */
export const serviceBus: readonly ArmType[] = [
  {
    type: `${NAMESPACES}/queues`,
    created: 200,
    complete: (asked, { id }, { store }) => stored(asked, id, store),
  },
  {
    type: `${NAMESPACES}/topics`,
    created: 200,
    complete: (asked, { id }, { store }) => stored(asked, id, store),
  },
  {
    type: `${NAMESPACES}/topics/subscriptions`,
    created: 200,
    complete: subscribed,
    // Everything comes through until a rule is set.
    afterPut: ({ id }, { store, put }) => {
      const rule = `${id}/rules/$Default`;
      if (store.get(rule) === undefined)
        put(rule, { properties: { filterType: "SqlFilter", sqlFilter: { sqlExpression: "1=1" } } });
    },
  },
  {
    type: RULES,
    created: 200,
    noProvisioningState: true,
    complete: (asked) =>
      at(asked, "properties.sqlFilter") === undefined
        ? asked
        : withDefaults({ properties: { sqlFilter: { compatibilityLevel: 20 } } }, asked),
  },
];

function stored(asked: JsonObject, id: string, store: Store): JsonObject {
  const tier = tierOf(id, store);
  const properties = objectAt(asked, "properties");
  const size = Number(properties["maxSizeInMegabytes"] ?? 0) || 1024;
  // A partitioned one has sixteen of that size.
  const isSpread = properties["enablePartitioning"] === true && tier !== "Premium";
  return withDefaults(
    {
      properties: {
        defaultMessageTimeToLive: tier === "Basic" ? "P14D" : NEVER,
        ...(tier === "Basic" ? {} : { autoDeleteOnIdle: NEVER }),
        maxMessageSizeInKilobytes: tier === "Premium" ? 1024 : 256,
      },
    },
    { ...asked, properties: { ...properties, maxSizeInMegabytes: isSpread ? size * 16 : size } },
  );
}

/** What belongs to one client is not shown of what belongs to all. */
function subscribed(asked: JsonObject): JsonObject {
  const { clientAffineProperties, ...properties } = objectAt(asked, "properties");
  const isAffine = properties["isClientAffine"] === true && clientAffineProperties !== undefined;
  return { ...asked, properties: { ...properties, ...(isAffine ? { clientAffineProperties } : {}) } };
}

/** The tier of the namespace that something is in. */
export function tierOf(id: string, store: Store): string {
  return textAt(namespaceOf(id, store), "sku.name");
}

export function namespaceOf(id: string, store: Store): JsonObject | undefined {
  return store.get(id.replace(/\/(queues|topics)\/.*$/i, ""))?.body;
}
