import fc from "fast-check";
import { BackendConfigError, type BackendPlan } from "../../../lib";
import { opensPath } from "../../../lib/services/function-app";
import { messageOf } from "../../support/problems";
import { components, http, planned, signIn } from "../../support/sign-in";

test.each<[string, object, string]>([
  ["its first word", { all: http("all", { route: "{name}", signIn: false }) }, '"/api/*" would also open'],
  [
    "a sibling's",
    {
      one: http("one", { route: "orders/{id}", signIn: false }),
      two: http("two", { route: "orders/report" }),
    },
    '"/api/orders/*" would also open /api/orders/report of two',
  ],
  [
    "a longer one",
    { one: http("one", { route: "orders", signIn: false }), two: http("two", { route: "Orders/report" }) },
    "give one of them a route that begins otherwise",
  ],
  [
    "another method's",
    {
      one: http("one", { route: "orders", methods: ["GET"], signIn: false }),
      two: http("two", { route: "orders", methods: ["POST"] }),
    },
    '"/api/orders" would also open /api/orders of two',
  ],
  [
    "one with a parameter there",
    { one: http("one", { route: "orders/new", signIn: false }), two: http("two", { route: "{kind}/{id}" }) },
    '"/api/orders/new" would also open /api/{kind}/{id} of two',
  ],
])("an exemption that opens %s route is refused", (_what, of, message) => {
  const all = { ...of, hello: components.hello };
  expect(messageOf({ functionApp: { signIn } }, all)).toContain(message);
  expect(planned({}, all).notes).toBeDefined();
});

test.each<[string, readonly string[]]>([
  ["orders", ["/api/orders"]],
  ["orders/{id:int}", ["/api/orders/*"]],
  ["orders/{id?}", ["/api/orders", "/api/orders/*"]],
  ["orders/{id}/items", ["/api/orders/*"]],
  ["orders/{id}/{item?}", ["/api/orders/*"]],
  ["files/{*path}", ["/api/files", "/api/files/*"]],
])("the route %s is open at %j", (route, paths) => {
  const { services } = planned({ functionApp: { signIn } }, { one: http("one", { route, signIn: false }) });
  expect(services.functionApp.signIn?.openPaths).toEqual(paths);
});

const word = fc.constantFrom("a", "ab", "b", "a-b");
const route = fc
  .tuple(
    fc.array(word, { minLength: 1, maxLength: 2 }),
    fc.constantFrom<readonly string[]>([], ["{id}"], ["{id}", "a"], ["{*rest}"], ["{id?}"]),
  )
  .map(([words, rest]) => [...words, ...rest].join("/"));

/** A request that comes to a route. */
function requestTo(given: string): string {
  return `/api/${given.replace(/\{\*[a-z]+\}/, "x/y").replaceAll(/\{[a-z]+\??\}/g, "x")}`;
}

/** Undefined where the routes are refused. */
function acceptedPlan(of: object): BackendPlan | undefined {
  try {
    return planned({ functionApp: { signIn } }, of);
  } catch (error) {
    if (error instanceof BackendConfigError) return undefined;
    throw error;
  }
}

test("whatever the routes are, what is exempt is open and what is not stays closed", () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.uniqueArray(route, { minLength: 2, maxLength: 4 }), fc.nat(15), (routes, exempt) => {
      const of = Object.fromEntries(
        routes.map((each, index) => [
          `f${index}`,
          http(`f${index}`, { route: each, ...((exempt & (1 << index)) === 0 ? {} : { signIn: false }) }),
        ]),
      );
      const plan = acceptedPlan(of);
      if (plan === undefined) return;
      accepted++;
      const open = plan.services.functionApp.signIn?.openPaths ?? [];
      for (const [index, each] of routes.entries()) {
        const isExempt = (exempt & (1 << index)) !== 0;
        expect(opensPath(open, requestTo(each))).toBe(isExempt);
        // Also if Azure took a path for everything that begins with it.
        if (!isExempt)
          expect(
            open.map((path) => path.replace("*", "")).filter((path) => requestTo(each).startsWith(path)),
          ).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
  expect(accepted).toBeGreaterThan(5);
});
