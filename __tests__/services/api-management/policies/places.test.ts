import {
  type DeclaredPolicies,
  policyNeeds,
} from "../../../../lib/services/api-management/policies/decisions";
import {
  AUTHENTICATION,
  LIMIT,
  LOOKUP,
  STORE,
  documents,
  names,
  policies,
  xml,
} from "../../../support/policy-documents";
import { only } from "../../../support/xml";

describe("what an operation has otherwise", () => {
  it("leaves the rest in the document of the API", () => {
    const { api, operations } = documents({ operations: { item: { caching: { duration: 5 } } } });
    expect(api).toEqual(policies([AUTHENTICATION, LIMIT], [["base"]]));
    expect(operations).toEqual({
      list: policies([LOOKUP], [STORE, ["base"]]),
      item: policies([LOOKUP], [["cache-store", { duration: "5" }], ["base"]]),
    });
  });

  it("keeps the order: what comes after a policy that moves, moves with it", () => {
    const rewrites = { inbound: [{ type: "setHeader", name: "Authorization", value: "x" } as const] };
    const { api, operations } = documents({ rewrites, operations: { item: { authentication: false } } });
    expect(names(api, "inbound")).toEqual(["base"]);
    expect(names(operations["list"], "inbound")).toEqual([
      "base",
      "validate-azure-ad-token",
      "rate-limit-by-key",
      "cache-lookup",
      "set-header",
    ]);
    expect(names(operations["item"], "inbound")).toEqual([
      "base",
      "rate-limit-by-key",
      "cache-lookup",
      "set-header",
    ]);
  });

  it("counts a limit of its own apart, and the API's over all others together", () => {
    const { operations } = documents({
      rateLimiting: { calls: 50 },
      operations: { item: { rateLimiting: { renewalPeriod: 10 } } },
    });
    const limitOf = (id: string) => only(operations[id] ?? xml(["policies"]), "rate-limit-by-key").attributes;
    const caller = "(context.Subscription?.Id ?? context.Request.IpAddress)";
    expect(limitOf("list")).toEqual({ ...LIMIT[1], calls: "50" });
    expect(limitOf("item")).toEqual({
      calls: "50",
      "renewal-period": "10",
      "counter-key": `@(context.Api.Id + '/' + context.Operation.Id + '/' + ${caller})`,
    });
  });

  it("switches on what its API has off", () => {
    const { api, operations } = documents({
      authentication: false,
      caching: false,
      operations: { item: { caching: {} } },
    });
    expect(names(api, "inbound")).toEqual(["base", "rate-limit-by-key"]);
    expect(Object.keys(operations)).toEqual(["item"]);
    expect(names(operations["item"], "outbound")).toEqual(["cache-store", "base"]);
  });

  it("says what a tier has to have, and where it was said", () => {
    const paths = (said: DeclaredPolicies) => policyNeeds(said).map(({ path, policy }) => [path, policy]);
    expect(paths({})).toEqual([
      ["rateLimiting", "rate-limit-by-key"],
      ["caching", "cache-lookup"],
    ]);
    expect(
      paths({
        rateLimiting: false,
        caching: false,
        operations: { item: { caching: { duration: 1 } }, list: { caching: false } },
      }),
    ).toEqual([["operations.item.caching", "cache-lookup"]]);
    expect(policyNeeds({}).map(({ notIn }) => notIn)).toEqual([["Consumption"], ["Consumption"]]);
  });
});
