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

describe("a policy of an operation", () => {
  it("an operation's policy leaves the other policies in the document of the API", () => {
    const { api, operations } = documents({ operations: { item: { caching: { duration: 5 } } } });
    expect(api).toEqual(policies([AUTHENTICATION, LIMIT], [["base"]]));
    expect(operations).toEqual({
      list: policies([LOOKUP], [STORE, ["base"]]),
      item: policies([LOOKUP], [["cache-store", { duration: "5" }], ["base"]]),
    });
  });

  it("the order of policies is kept: what comes after a policy that moves moves with it", () => {
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

  it("an operation's own limit counts apart, and the API's limit counts all other operations together", () => {
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

  it("an operation can switch on a policy that is off for its API", () => {
    const { api, operations } = documents({
      authentication: false,
      caching: false,
      operations: { item: { caching: {} } },
    });
    expect(names(api, "inbound")).toEqual(["base", "rate-limit-by-key"]);
    expect(Object.keys(operations)).toEqual(["item"]);
    expect(names(operations["item"], "outbound")).toEqual(["cache-store", "base"]);
  });

  it("an operation's policy that the tier lacks is an error that names the tier and the option", () => {
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
