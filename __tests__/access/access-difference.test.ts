import fc from "fast-check";
import { type BackendOptions, type Components, defineCrudApi, defineFunction } from "../../lib";
import { type AccessDifference, accessDifference, isSameAccess } from "../../lib/access/access-difference";
import { accessOf } from "../../lib/access/access-rows";
import { planOf } from "../support/access-plans";
import { EVERYTHING } from "../support/with-everything";
import { feedbackApi, processUploadFunction } from "../support/sample";

const PROD = { environment: "prod", storage: { packageAccount: "shared" } } as const;
/** With a network, and without slots. */
const CLOSED = { ...PROD, functionApp: { slots: [] } } as const;

function changed(before: BackendOptions, after: BackendOptions): AccessDifference {
  return accessDifference(planOf(before), planOf(after));
}

describe("properties of a difference", () => {
  const more: readonly BackendOptions[] = [
    { functionApp: { plan: "EP1", slots: ["staging", "blue"], openSlots: ["blue"] } },
    { functionApp: { plan: "FC1", os: "linux" }, cosmos: { disableLocalAuth: false } },
    { ...PROD, optional: { containerRegistry: { networkRuleSet: { ipRules: ["203.0.113.0/24"] } } } },
    { storage: { allowSharedKeyAccess: true, containers: { assets: { publicAccess: "Blob" } } } },
    { eventGrid: { topics: { orders: true } }, optional: { serviceBus: { sku: { name: "Basic" } } } },
  ];
  const plan = fc.constantFrom(
    ...[...EVERYTHING.map(([, options]) => options), ...more].map((each) => planOf(each)),
  );

  test("a plan against itself is no difference, and swapped sides swap what is gained and lost", () => {
    fc.assert(
      fc.property(plan, plan, (one, other) => {
        expect(isSameAccess(accessDifference(one, one))).toBe(true);
        const [there, back] = [accessDifference(one, other), accessDifference(other, one)];
        const keys = (rows: AccessDifference["gained"]) => rows.map(({ kind, who, on }) => [kind, who, on]);
        expect(keys(there.gained)).toEqual(keys(back.lost));
        expect(keys(there.lost)).toEqual(keys(back.gained));
        expect(there.changed.map(({ before, after }) => [before, after])).toEqual(
          back.changed.map(({ before, after }) => [after, before]),
        );
        // What does not grow in one direction grows in the other.
        for (const { on, who, grows } of there.changed)
          if (!grows)
            expect(back.changed.find((each) => each.on === on && each.who === who)?.grows).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("of a new environment everything is gained, and of one that is gone everything is lost", () => {
    fc.assert(
      fc.property(plan, (each) => {
        const rows = accessOf(each);
        const added = accessDifference(undefined, each);
        const removed = accessDifference(each, undefined);
        expect(added).toMatchObject({ only: "after", lost: [], changed: [] });
        expect(added.gained.map(({ grows: _grows, ...row }) => row)).toEqual(rows);
        expect(removed).toMatchObject({ only: "before", gained: [], changed: [], exposed: [] });
        expect(removed.lost.map(({ grows, ...row }) => [grows, row])).toEqual(
          rows.map((row) => [false, row]),
        );
      }),
      { numRuns: 15 },
    );
  });

  test("without any plan there is nothing to compare", () => {
    expect(() => accessDifference(undefined, undefined)).toThrow("neither a plan before");
  });
});

describe("components", () => {
  const withAccess = (action: "read" | "write"): Components => ({
    feedbackApi,
    audit: defineFunction({
      name: "audit",
      entry: __filename,
      trigger: { type: "timer", schedule: "0 0 5 * * *" },
      access: [{ type: "blob", container: "uploads", action }],
    }),
  });

  test.each([
    ["read", "write", true],
    ["write", "read", false],
  ] as const)("a role on the same thing from %s to %s", (before, after, grows) => {
    const {
      changed: changes,
      gained,
      lost,
    } = accessDifference(planOf(CLOSED, withAccess(before)), planOf(CLOSED, withAccess(after)));
    expect([gained, lost]).toEqual([[], []]);
    expect(changes).toEqual([
      expect.objectContaining({
        kind: "component",
        who: "audit",
        on: "storage account: container uploads",
        differs: ["roles"],
        wider: grows ? ["roles"] : [],
        grows,
      }),
    ]);
  });

  test("a component that is new has gained its roles, with the actions of each", () => {
    const { gained, lost } = accessDifference(
      planOf(CLOSED, { feedbackApi }),
      planOf(CLOSED, withAccess("read")),
    );
    expect(lost).toEqual([]);
    expect(gained).toEqual([
      {
        kind: "component",
        who: "audit",
        may: [
          {
            name: "Storage Blob Data Reader",
            allows: expect.objectContaining({
              dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"],
            }) as unknown,
          },
        ],
        on: "storage account: container uploads",
        from: { from: "network" },
        grows: true,
      },
    ]);
  });

  test("a new slot gains every role of the app, and is reached from nowhere", () => {
    const { gained, exposed } = changed({}, { functionApp: { plan: "EP1", slots: ["staging"] } });
    const ofSlot = gained.filter(({ who }) => who === "slot staging");
    expect(ofSlot.length).toBeGreaterThan(3);
    expect(ofSlot.every(({ grows }) => grows)).toBe(true);
    expect(gained.find(({ kind, on }) => kind === "network" && on === "slot staging")).toMatchObject({
      from: { from: "nowhere" },
      grows: false,
    });
    expect(exposed).toEqual([]);
  });
});

describe("callers", () => {
  const api = (authLevel: "anonymous" | "function" | "admin"): Components => ({
    feedbackApi: defineCrudApi({ ...feedbackApi, authLevel }),
    processUploadFunction,
  });

  test.each([
    ["function", "anonymous", true],
    ["admin", "function", true],
    ["function", "admin", false],
    ["anonymous", "function", false],
  ] as const)("the auth level from %s to %s", (before, after, grows) => {
    const { changed: changes } = accessDifference(planOf({}, api(before)), planOf({}, api(after)));
    expect(changes).toEqual([
      expect.objectContaining({
        kind: "caller",
        on: "function app: component feedback",
        differs: ["credentials"],
        grows,
      }),
    ]);
  });

  const apim = (more: object): BackendOptions => ({
    optional: { apim: { publisherName: "Contoso", publisherEmail: "api@contoso.com", ...more } },
  });
  const audience = (...audiences: readonly string[]) => ({
    policies: { authentication: { type: "jwt", audience: audiences } },
  });
  const app = "11111111-1111-1111-1111-111111111111";
  const other = "22222222-2222-2222-2222-222222222222";
  const clients = (...clientApplicationIds: readonly string[]) => ({
    policies: { authentication: { type: "jwt", clientApplicationIds } },
  });
  const claims = (...values: readonly string[]) => ({
    policies: {
      authentication: {
        type: "jwt",
        requiredClaims: values.map((value) => ({ name: value, values: ["1"] })),
      },
    },
  });

  test.each<readonly [string, object, object, boolean]>([
    ["no token any more", {}, { policies: { authentication: false } }, true],
    ["a token", { policies: { authentication: false } }, {}, false],
    ["no subscription key any more", {}, { subscriptionRequired: false }, true],
    ["a key of its own for the app", {}, { functionKey: true }, true],
    ["another audience beside", audience("a"), audience("a", "b"), true],
    ["one audience of two", audience("a", "b"), audience("a"), false],
    ["another tenant", {}, { policies: { authentication: { type: "jwt", tenantId: app } } }, true],
    ["any application", clients(app), {}, true],
    ["one application alone", {}, clients(app), false],
    ["one more application", clients(app), clients(app, other), true],
    ["a claim less", claims("a", "b"), claims("a"), true],
    ["a claim more", claims("a"), claims("a", "b"), false],
  ])("API Management: %s", (_what, before, after, grows) => {
    const { changed: changes, gained, lost } = changed(apim(before), apim(after));
    expect([gained, lost]).toEqual([[], []]);
    expect(changes).toHaveLength(5);
    for (const each of changes) {
      expect(each).toMatchObject({ kind: "caller", differs: ["credentials"], grows });
      expect(each.on).toMatch(/^API Management: operation feedback-/);
    }
  });

  test("one operation that asks for no token is one change", () => {
    const { changed: changes } = changed(
      apim({}),
      apim({ policies: { operations: { "feedback-list": { authentication: false } } } }),
    );
    expect(changes.map(({ on }) => on)).toEqual(["API Management: operation feedback-list (GET /feedback)"]);
  });

  test("keys of accounts are callers of their own", () => {
    const keys = (difference: AccessDifference) =>
      difference.gained.map(({ on, may, needs, grows }) => [on, may[0]?.name, needs?.keys, grows]);
    expect(keys(changed({}, { keyVault: { connectionStrings: true } }))).toEqual([
      ["Cosmos DB account: account", "read and write everything", ["account key"], true],
      ["storage account: account", "read and write everything", ["account key"], true],
    ]);
  });
});

describe("networks", () => {
  test("what is opened is one change of the thing, and none of each role on it", () => {
    const {
      changed: changes,
      gained,
      lost,
    } = changed(PROD, { ...PROD, networking: { privateEndpoints: false } });
    expect([gained, lost]).toEqual([[], []]);
    expect(changes.map(({ on, kind, after, grows }) => [on, kind, after.from, grows])).toEqual([
      ["Cosmos DB account", "network", { from: "internet" }, true],
      ["host storage account", "network", { from: "internet" }, true],
      ["key vault", "network", { from: "subnet", subnet: "functions" }, false],
      ["storage account", "network", { from: "internet" }, true],
    ]);
  });

  const registry = (...ipRules: readonly string[]): BackendOptions => ({
    ...PROD,
    optional: { containerRegistry: { networkRuleSet: { ipRules } } },
  });

  test.each<readonly [string, readonly string[], readonly string[], boolean]>([
    ["one more", ["203.0.113.0/24"], ["203.0.113.0/24", "198.51.100.7"], true],
    ["one less", ["203.0.113.0/24", "198.51.100.7"], ["203.0.113.0/24"], false],
    ["a part of the range", ["203.0.113.0/24"], ["203.0.113.128/25"], false],
    ["a wider range", ["203.0.113.128/25"], ["203.0.113.0/24"], true],
    ["some, and the network alone before", [], ["203.0.113.0/24"], true],
    ["the network alone, and some before", ["203.0.113.0/24"], [], false],
  ])("allowed addresses: %s", (_what, before, after, grows) => {
    expect(changed(registry(...before), registry(...after)).changed).toEqual([
      expect.objectContaining({ on: "container registry", differs: ["network"], grows }),
    ]);
  });

  test("a rule that lets somebody into a subnet is gained", () => {
    const inbound = { office: { priority: 300, source: "10.9.0.0/24" } };
    const { gained, exposed } = changed(PROD, {
      ...PROD,
      networking: { subnets: { "private-endpoints": { inbound } } },
    });
    expect(gained).toContainEqual(
      expect.objectContaining({
        kind: "caller",
        who: "10.9.0.0/24",
        on: "subnet private-endpoints: port 443 (Tcp)",
        grows: true,
      }),
    );
    expect(exposed).toEqual([]);
  });
});

test("what a plan does not say is named", () => {
  const id =
    "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-shared/providers/Microsoft.KeyVault/vaults/kv-shared";
  const { notJudged } = changed(
    {},
    { external: { keyVault: { id } }, transform: { storage: { tags: { owner: "data" } } } },
  );
  expect(notJudged).toEqual([
    "transform.storage: a function or arguments of your own may change who reaches it",
    "external.keyVault: its owner decides from where the key vault is reached",
  ]);
});
