import fc from "fast-check";
import type { BackendOptions } from "../../lib";
import { call } from "./arbitrary-options";

const ANY = { requiredKeys: [] };

/** What somebody asks of the optional services, and of what decides with them: nothing, a switch, or settings. */
const optional = fc.record(
  {
    apim: fc.oneof(
      fc.boolean(),
      fc.record(
        {
          sku: fc.record(
            {
              name: fc.constantFrom("Consumption", "Developer", "BasicV2", "StandardV2", "Premium"),
              capacity: fc.constantFrom(0, 1, 2, 40),
            },
            ANY,
          ),
          publisherName: fc.constant("Contoso"),
          publisherEmail: fc.constant("api@contoso.com"),
          virtualNetworkType: fc.constantFrom("None", "External", "Internal"),
          privateDns: fc.boolean(),
          policies: fc.constantFrom(
            {},
            { authentication: false },
            { cache: { duration: 60 }, rateLimit: { calls: 10, seconds: 60 } },
          ),
        },
        ANY,
      ),
    ),
    b2c: fc.constantFrom<unknown>(false, true, {
      tenantName: "contoso",
      clientIds: ["11111111-1111-1111-1111-111111111111"],
    }),
    cdn: fc.constantFrom<unknown>(false, true, {
      endpoints: { assets: {}, uploads: {} },
      storage: { sku: { name: "Standard_GZRS" } },
    }),
    containerRegistry: fc.oneof(
      fc.boolean(),
      fc.record(
        {
          sku: fc.record({ name: fc.constantFrom("Basic", "Standard", "Premium") }),
          publicNetworkAccess: fc.boolean(),
          networkRuleSet: fc.constantFrom({}, { ipRules: ["203.0.113.0/24"] }, { defaultAction: "Allow" }),
          retentionPolicyInDays: fc.constantFrom(0, 7, 400),
          exportPolicyEnabled: fc.boolean(),
          acrPull: fc.boolean(),
        },
        ANY,
      ),
    ),
    redis: fc.oneof(
      fc.boolean(),
      fc.record(
        {
          engine: fc.constantFrom("managed", "cache"),
          sku: fc.record(
            {
              name: fc.constantFrom("Basic", "Standard", "Premium", "Balanced_B0", "Balanced_B50"),
              family: fc.constantFrom("C", "P"),
              capacity: fc.constantFrom(0, 1, 6),
            },
            ANY,
          ),
          highAvailability: fc.boolean(),
        },
        ANY,
      ),
    ),
    eventHubs: fc.oneof(
      fc.boolean(),
      fc.record(
        {
          sku: fc.record(
            { name: fc.constantFrom("Basic", "Standard", "Premium"), capacity: fc.constantFrom(1, 2, 4) },
            ANY,
          ),
          hubs: fc.constantFrom(
            {},
            { telemetry: { partitionCount: 4, consumerGroups: ["reports"] } },
            { telemetry: { retentionInHours: 100 } },
          ),
        },
        ANY,
      ),
    ),
    serviceBus: fc.oneof(
      fc.boolean(),
      fc.record(
        {
          sku: fc.record(
            {
              name: fc.constantFrom("Basic", "Standard", "Premium"),
              capacity: fc.constantFrom(1, 2, 4),
              partitions: fc.constantFrom(1, 2),
            },
            ANY,
          ),
          queues: fc.constantFrom(
            {},
            { orders: { requiresSession: true } },
            { orders: { maxSizeInMegabytes: 4096 } },
          ),
          topics: fc.constantFrom({}, { events: { subscriptions: { all: {} } } }),
        },
        ANY,
      ),
    ),
  },
  ANY,
);

const functionApp = fc.record(
  {
    container: fc.boolean(),
    openSlots: fc.constantFrom(["staging"], []),
    settings: fc.constantFrom({}, { REDIS_HOST: "x" }),
  },
  ANY,
);

const networking = fc.record(
  {
    restrictOutbound: fc.boolean(),
    vnet: fc.boolean(),
    flowLogs: fc.constantFrom(false, true, { trafficAnalytics: false, retentionInDays: 0 }),
    outbound: fc.constantFrom({}, { partner: { destination: "203.0.113.0/24", port: "443" } }),
  },
  ANY,
);

const monitoring = fc.constantFrom(
  {},
  { alerts: true, savedQueries: true, availabilityTest: true },
  { alerts: false, workbook: true },
);

/** {@link call} with more of the optional services, and of what decides with them. */
export const callWithServices: fc.Arbitrary<BackendOptions> = fc
  .record({
    base: call,
    optional: fc.option(optional, { nil: undefined }),
    functionApp: fc.option(functionApp, { nil: {} }),
    networking: fc.option(networking, { nil: {} }),
    monitoring: fc.option(monitoring, { nil: {} }),
  })
  .map(({ base, ...more }) => ({
    ...base,
    optional: more.optional ?? base.optional,
    functionApp: { ...base.functionApp, ...more.functionApp },
    networking: { ...base.networking, ...more.networking },
    monitoring: { ...base.monitoring, ...more.monitoring },
  })) as fc.Arbitrary<BackendOptions>;
