import fc from "fast-check";
import { type BackendPlan, defineEventHandler, defineFunction } from "../../lib";
import { accessOf, thingsIn } from "../../lib/access/access-rows";
import { otherGrants } from "../../lib/decide/grants-report";
import { planIfPossible, planOf } from "../support/access-plans";
import { call } from "../support/arbitrary-options";
import { everyTrigger } from "../support/every-trigger";
import { EVERYTHING } from "../support/with-everything";

/** Who has which role on how many things. */
function holders(plan: BackendPlan, kind: string, who: string): readonly string[] {
  return accessOf(plan)
    .filter((row) => row.kind === kind && row.who === who)
    .flatMap(({ may, on }) => may.map(({ name }) => `${name} on ${on}`))
    .sort();
}

/** Every grant is a row of its component or of the host, and of each slot. */
function expectEveryGrant(plan: BackendPlan): void {
  const rows = accessOf(plan);
  const slots = plan.services.functionApp.slots.map(({ name }) => `slot ${name}`);
  for (const { role, below = "", to, uses } of plan.grants) {
    const holding = (kind: string, who: string) =>
      rows.filter(
        (row) =>
          row.kind === kind &&
          row.who === who &&
          row.may.some(({ name }) => name === role) &&
          thingsIn(below).every((thing) => row.on.includes(thing)),
      );
    const expected: readonly (readonly [string, string])[] =
      to === "host-identity"
        ? [["identity", "user-assigned identity of the Functions host"]]
        : [
            ...(uses === undefined
              ? [["host", "Functions host"] as const]
              : uses.map(({ component }) => ["component", component] as const)),
            ...slots.map((slot) => ["slot", slot] as const),
          ];
    for (const [kind, who] of expected) expect(holding(kind, who)).not.toEqual([]);
  }
  for (const { identity, role } of otherGrants(plan))
    expect(holders(plan, "identity", identity).join("\n")).toContain(role);
}

test.each(EVERYTHING)("every grant of %s is a row", (_what, options) => {
  expectEveryGrant(planOf(options));
});

test("every grant of every trigger and binding is a row", () => {
  const cosmos = { containers: { orders: { partitionKey: "/id" }, audit: { partitionKey: "/id" } } } as const;
  expectEveryGrant(
    planOf(
      {
        environment: "prod",
        cosmos,
        optional: { serviceBus: true, eventHubs: true },
        functionApp: { slots: ["staging"] },
      },
      everyTrigger,
    ),
  );
});

test("every grant of whatever is asked for is a row, and each access is there once", () => {
  let planned = 0;
  fc.assert(
    fc.property(call, (options) => {
      const plan = planIfPossible(options);
      if (plan === undefined) return;
      planned += 1;
      expectEveryGrant(plan);
      const keys = accessOf(plan).map(({ kind, who, on }) => [kind, who, on].join("\n"));
      expect(new Set(keys).size).toBe(keys.length);
    }),
    { numRuns: 200 },
  );
  expect(planned).toBeGreaterThan(0);
});

test("a component has its roles on each thing, and a slot has all of them", () => {
  const plan = planOf({ environment: "prod", functionApp: { slots: ["staging"] } });
  const own = holders(plan, "component", "process-upload");
  expect(own).toContain("Storage Blob Data Owner on storage account: container uploads");
  const ofSlot = holders(plan, "slot", "slot staging");
  for (const each of [
    ...own,
    ...holders(plan, "component", "feedback"),
    ...holders(plan, "host", "Functions host"),
  ])
    expect(ofSlot).toContain(each);
  expect(holders(planOf({ functionApp: { slots: [] } }), "slot", "slot staging")).toEqual([]);
});

test("roles of the host are on the account that it uses", () => {
  const of = (hostAccount: "shared" | "separate") =>
    holders(planOf({ storage: { hostAccount } }), "host", "Functions host");
  expect(of("shared")).toContain("Storage Blob Data Owner on storage account");
  expect(of("separate")).toContain("Storage Blob Data Owner on host storage account");
});

test("topics and API Management have roles of their own", () => {
  const events = defineEventHandler({
    name: "orders",
    entry: __filename,
    source: { topic: "orders" },
  });
  const plan = planOf({}, { events });
  expect(holders(plan, "identity", "topic orders")).toEqual([
    "Storage Blob Data Contributor on storage account: container event-dead-letters",
    "Storage Queue Data Message Sender on storage account: queue orders-events",
  ]);
  const apim = planOf({
    optional: { apim: { publisherName: "Contoso", publisherEmail: "api@contoso.com" } },
  });
  expect(holders(apim, "identity", "API Management")).toEqual([
    "Monitoring Metrics Publisher on Application Insights",
  ]);
});

test("a role that its owner assigns is no access that the library gives", () => {
  const id =
    "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-shared/providers/Microsoft.KeyVault/vaults/kv-shared";
  const of = (roleAssignments: boolean) =>
    accessOf(
      planOf(
        {
          external: { keyVault: { id, roleAssignments } },
          functionApp: { settings: { KEY: "@Microsoft.KeyVault(x)" } },
        },
        {
          timer: defineFunction({
            name: "timer",
            entry: __filename,
            trigger: { type: "timer", schedule: "0 0 5 * * *" },
          }),
        },
      ),
    ).filter(({ on, kind }) => on.startsWith("key vault") && kind !== "network");
  expect(of(true)).toHaveLength(1);
  expect(of(false)).toEqual([]);
});

test("what a grant is on is named by its kind", () => {
  expect(thingsIn("/dbs/shop-db/colls/orders")).toEqual(["database shop-db", "container orders"]);
  expect(thingsIn("/blobServices/default/containers/uploads")).toEqual(["container uploads"]);
  expect(thingsIn("/topics/news/subscriptions/all")).toEqual(["topic news", "subscription all"]);
  expect(thingsIn("/secrets/secrets")).toEqual(["secret secrets"]);
  expect(thingsIn("")).toEqual([]);
});
