import fc from "fast-check";
import { type CrudApi, defineCrudApi } from "../../lib";
import { checkRoutes, routesOf } from "../../lib/components/check-routes";
import { problem, problemsOf } from "../support/problems";

function apis(count: number): Readonly<Record<string, CrudApi>> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `api${index}`,
      defineCrudApi({
        name: `api-${index}`,
        entityName: "Thing",
        partitionKey: "/id",
        schema: { id: "string" },
      }),
    ]),
  );
}

/** How often the form of a route is worked out. */
function worked(count: number): number {
  const components = apis(count);
  const spy = jest.spyOn(String.prototype, "toLowerCase");
  checkRoutes(components, () => {
    throw new Error("no two of them answer one route");
  });
  const calls = spy.mock.calls.length;
  spy.mockRestore();
  return calls;
}

describe("the routes of many components", () => {
  test("each of many routes is looked at once, however many others there are", () => {
    expect(worked(200)).toBe(10 * worked(20));
  });

  test("many routes have as many forms as the components declare", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (count) => {
        const routes = Object.values(apis(count)).flatMap((api) => routesOf(api));
        expect(worked(count)).toBe(routes.length);
      }),
      { numRuns: 10 },
    );
  });

  test("many routes are compared with the first that answers one of their forms", () => {
    const http = (name: string, route: string, methods: readonly string[]) => ({
      kind: "function" as const,
      name,
      entry: "./src/hello.ts",
      trigger: { type: "http" as const, route, methods },
    });
    const components = {
      first: http("first", "orders/{id}", ["PUT"]),
      second: http("second", "orders/{number}", ["GET"]),
      third: http("third", "orders/{name}", ["GET", "PUT"]),
    };
    expect(problemsOf({}, components)).toEqual([
      problem(
        "components.third.trigger.route",
        "components.first also answers PUT orders/{id}: other parameter names do not make it a different route from orders/{name}",
        "give one of them another route, or other methods",
        "your components",
      ),
    ]);
  });
});
