import { type Components, defineFunction } from "../../../lib";
import { problemsOf } from "../../support/problems";
import { feedbackApi, processUploadFunction } from "../../support/sample";

const entry = "./src/handler.ts";
const publisher = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
const http = (name: string, route: string, authLevel = "function") =>
  defineFunction({
    name,
    entry,
    trigger: { type: "http", route, methods: ["GET"], authLevel: authLevel as "function" },
  });
const bad = (settings: object, components: Components = { feedbackApi, processUploadFunction }) =>
  problemsOf({ optional: { apim: { ...publisher, ...settings } } }, components);
const messages = (settings: object, components?: Components): readonly string[] =>
  bad(settings, components).map(({ path, message }) => `${path.replace("optional.apim.", "")}: ${message}`);

describe("a path", () => {
  test.each([
    "/api",
    "api/",
    "api//v1",
    "a b",
    "api?x",
    "a/../b",
    ".",
    "api#",
    'api"/><script>',
    "{{secret}}",
    "@(1)",
    "${x}",
    "x".repeat(401),
  ])("a path is not %j", (path) => {
    const [first, ...rest] = bad({ path });
    expect(rest).toEqual([]);
    expect(first).toMatchObject({
      path: "optional.apim.path",
      message: expect.stringMatching(
        /^must have words of letters, digits, - _ \. separated by slashes/,
      ) as string,
      fix: 'write it like "api", without a slash at either end',
      from: [expect.stringContaining("your options (optional.apim.path = ") as string],
    });
  });

  test.each(["", "api", "shop/orders", "v1.0", "a_b-c"])("a path may be %j", (path) => {
    expect(bad({ path })).toEqual([]);
  });
});

describe("versions", () => {
  test.each(["", "-v1", "v1-", "v 1", "v/1", "{{v}}", 'v1"', "x".repeat(33)])(
    "versions are not called %j",
    (version) => {
      expect(messages({ versions: { [version]: {} } })).toEqual([
        `versions.${version}: a version must have 1 to 32 letters, digits, - _ ., and begin and end with a letter or digit`,
      ]);
    },
  );

  test("versions that differ in case alone are the same version", () => {
    expect(messages({ versions: { V1: {} } })[0]).toMatch(/^versions\.V1: is the same name as "v1"/);
  });

  test("an API has at least one version", () => {
    expect(messages({ versions: { v1: false } })).toEqual([
      "versions: must have at least one version of the API",
    ]);
  });

  test("versions name components that exist and that answer HTTP", () => {
    expect(messages({ versions: { v1: { components: ["feedbak"] } } })).toEqual([
      'versions.v1.components: "feedbak" is not a component of the API. Did you mean "feedback"?',
    ]);
    expect(messages({ versions: { v1: { components: ["process-upload"] } } })).toHaveLength(1);
    expect(messages({ versions: { v1: { components: [] } } })).toEqual([
      "versions.v1.components: must list at least one component",
    ]);
    const admin = { feedbackApi, admin: http("admin-tool", "tool", "admin") };
    expect(messages({ versions: { v1: { components: ["admin-tool"] } } }, admin)).toHaveLength(1);
  });

  test("versions have the name that their scheme looks for", () => {
    expect(messages({ versioning: { headerName: "X-Version" } })).toEqual([
      "versioning.headerName: applies only to scheme Header",
    ]);
    expect(messages({ versioning: { scheme: "Header", queryName: "v" } })).toEqual([
      "versioning.queryName: applies only to scheme Query",
    ]);
    const named = { versioning: { scheme: "Query", queryName: "v" } };
    expect(messages(named)).toEqual([
      'versioning.queryName: components.feedbackApi is a CRUD API, which refuses a query parameter "v"',
    ]);
    expect(messages(named, { tool: http("tool", "tool") })).toEqual([]);
    expect(messages({ versioning: { scheme: "Query" } })).toEqual([]);
    expect(messages({ versioning: { scheme: "Path" } })[0]).toMatch(
      /must be one of "Segment", "Header", "Query"/,
    );
  });

  test.each([
    ["Header", "headerName", "Api Version", "must be the name of a header"],
    ["Header", "headerName", "X:\r\nY", "must be the name of a header"],
    ["Header", "headerName", "", "must be the name of a header"],
    ["Header", "headerName", "authorization", "authorization is reserved in API Management"],
    ["Query", "queryName", "a&b", "must be the name of a query parameter"],
    ["Query", "queryName", "subscription-key", "subscription-key is reserved in API Management"],
  ])("versions of scheme %s are not in %s %j", (scheme, option, name, message) => {
    expect(messages({ versioning: { scheme, [option]: name } })).toEqual([
      expect.stringContaining(`versioning.${option}: ${message}`),
    ]);
  });
});

describe("operations", () => {
  test("operations that differ by a constraint alone are the same to API Management", () => {
    const components = {
      byNumber: http("by-number", "orders/{id:int}"),
      byName: http("by-name", "orders/{name}"),
    };
    expect(bad({}, components)).toEqual([
      {
        path: "components.byName.trigger.route",
        message:
          "has the route GET /orders/{name}, which API Management cannot distinguish from /orders/{id} of components.byNumber: it ignores constraints and case",
        from: ["your components"],
        fix: "give one of them another route",
      },
    ]);
    expect(problemsOf({}, components)).toEqual([]);
  });

  test("an operation without a parameter is not the same as another that has one", () => {
    const components = { all: http("all", "days"), some: http("some", "days/{day?}") };
    // Nor does the Functions host tell them apart.
    expect(messages({}, components)[0]).toContain("does not make it a different route from days/{day?}");
  });

  test("policies of operations are named by ids of operations that exist", () => {
    expect(messages({ policies: { operations: { "feedback-lst": { caching: false } } } })).toEqual([
      'policies.operations.feedback-lst: unknown operation of the API. Did you mean "feedback-list"?',
    ]);
  });

  test("rewrites of operations use parameters that the operations declare", () => {
    const rewrites = { inbound: [{ type: "rewriteUri", template: "/other/{key}" }] };
    const [first] = bad({ policies: { operations: { "feedback-read": { rewrites } } } });
    expect(first?.path).toMatch(
      /^optional\.apim\.policies\.operations\.feedback-read\.rewrites\.inbound\[0\]/,
    );
    expect(first?.message).toContain("key");
    expect(first?.from).toHaveLength(1);
  });
});

describe("policies", () => {
  test.each([
    ["rateLimiting", "rate-limit-by-key", { calls: 10 }],
    ["caching", "cache-lookup", { duration: 10 }],
  ])("a chosen policy %s is refused on Consumption, which has no %s", (name, policy, settings) => {
    const [first, ...rest] = bad({ sku: { name: "Consumption" }, policies: { [name]: settings } });
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ path: `optional.apim.policies.${name}` });
    expect(first?.message).toContain(policy);
    expect(bad({ policies: { [name]: settings } })).toEqual([]);
  });

  test("policies with unknown fields and values are refused", () => {
    expect(messages({ policies: { rateLimiting: { calls: 0 } } })).toHaveLength(1);
    expect(messages({ policies: { rateLimiting: { renewalPeriod: 301 } } })).toHaveLength(1);
    expect(messages({ policies: { cacheing: false } })[0]).toContain('Did you mean "caching"?');
    expect(messages({ policies: { authentication: { type: "basic" } } })).toHaveLength(1);
  });

  test.each([
    { authentication: { audience: "{{secret}}" } },
    { authentication: { audience: "@(context.User.Id)" } },
    { rewrites: { inbound: [{ type: "setHeader", name: "X\r\nY", value: "v" }] } },
    { rewrites: { inbound: [{ type: "setHeader", name: "X", value: "@{ return 1; }" }] } },
  ])("policies have no code and no line breaks in text: %j", (policies) => {
    const found = bad({ policies });
    expect(found.length).toBeGreaterThan(0);
    for (const { path, from } of found) {
      expect(path).toMatch(/^optional\.apim\.policies\./);
      expect(from.length).toBeGreaterThan(0);
    }
  });
});

describe("a product", () => {
  test("a product needs a subscription before it sets anything about subscriptions", () => {
    expect(
      messages({ subscriptionRequired: false, product: { approvalRequired: true, subscriptionsLimit: 2 } }),
    ).toEqual([
      "product.approvalRequired: applies only to subscriptions, but callers need none",
      "product.subscriptionsLimit: applies only to subscriptions, but callers need none",
    ]);
  });

  test.each([
    ["displayName", "", 300],
    ["displayName", "x".repeat(301), 300],
    ["description", " ", 1000],
    ["description", "x".repeat(1001), 1000],
  ])("a product has no %s %j", (option, text, most) => {
    expect(messages({ product: { [option]: text } })[0]).toContain(
      `product.${option}: must have 1 to ${most} characters`,
    );
  });
});
