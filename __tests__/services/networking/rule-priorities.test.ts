import fc from "fast-check";
import { BackendConfigError, type BackendOptions, planBackend } from "../../../lib";
import { feedbackApi } from "../../support/sample";

/** `<subnet> <direction> <rule>` → its priority; none where the options are refused. */
function prioritiesOf(options: BackendOptions): readonly (readonly [string, number])[] {
  try {
    const { services } = planBackend(
      { feedbackApi },
      { project: "shop", location: "eastus2", environment: "prod", ...options },
    );
    if (!services.networking.vnet) return [];
    return services.networking.subnets.flatMap(({ name, rules, outbound = [] }) => [
      ...rules.map((rule) => [`${name} in ${rule.name}`, rule.priority] as const),
      ...outbound.map((rule) => [`${name} out ${rule.name}`, rule.priority] as const),
    ]);
  } catch (error) {
    if (error instanceof BackendConfigError) return [];
    throw error;
  }
}

const apim = (sku: string, capacity: number, virtualNetworkType: string): object => ({
  publisherName: "Contoso",
  publisherEmail: "api@contoso.com",
  sku: { name: sku, capacity },
  virtualNetworkType,
});
const any = fc.record({
  networking: fc.record({ restrictOutbound: fc.boolean(), privateEndpoints: fc.boolean() }),
  functionApp: fc.record({ package: fc.constantFrom("identity", "content-share") }),
  eventGrid: fc.record({ topics: fc.record({ orders: fc.boolean() }) }),
  optional: fc.record({
    cdn: fc.boolean(),
    containerRegistry: fc.boolean(),
    redis: fc.constantFrom(false, true, { clusteringPolicy: "OSSCluster" }),
    serviceBus: fc.constantFrom(false, { sku: { name: "Premium" } }, { sku: { name: "Standard" } }),
    apim: fc.constantFrom(
      false,
      apim("Developer", 1, "External"),
      apim("Premium", 2, "Internal"),
      apim("Premium", 2, "External"),
      apim("PremiumV2", 1, "Internal"),
    ),
  }),
}) as fc.Arbitrary<BackendOptions>;

test("a rule keeps its priority in every backend, since Azure refuses one that moves to another rule's", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(any, (options) => {
      const priorities = prioritiesOf(options);
      for (const [rule, priority] of priorities) {
        expect([rule, seen.get(rule) ?? priority]).toEqual([rule, priority]);
        seen.set(rule, priority);
      }
      const places = priorities.map(
        ([rule, priority]) => `${rule.split(" ").slice(0, 2).join(" ")} ${priority}`,
      );
      expect(new Set(places).size).toBe(places.length);
    }),
    { numRuns: 150 },
  );
  expect([...seen.keys()]).toEqual(
    expect.arrayContaining([
      "apim in allow_cache",
      "functions out allow_content_share_out",
      "functions out allow_storage",
      "private-endpoints in allow_service_bus",
    ]),
  );
});
