import {
  DEFAULT_POLICIES,
  type DeclaredPolicies,
} from "../../../../lib/services/api-management/policies/decisions";
import { policyDocuments } from "../../../../lib/services/api-management/policies";
import {
  AUTHENTICATION,
  LIMIT,
  LOOKUP,
  STORE,
  TENANT,
  documents,
  names,
  policies,
  xml,
} from "../../../support/policy-documents";
import { only, readXml } from "../../../support/xml";

const EXAMPLE = policies([AUTHENTICATION, LIMIT, LOOKUP], [STORE, ["base"]]);

describe("the documents of an API", () => {
  it.each<[string, DeclaredPolicies]>([
    ["that nobody configured", {}],
    ["with the defaults", DEFAULT_POLICIES],
    [
      "as the specification has it",
      {
        rateLimiting: { calls: 1000, renewalPeriod: 60 },
        caching: { duration: 60 },
        authentication: { type: "jwt", audience: "api://backend" },
      },
    ],
  ])("the documents of an API have the numbers of %s", (_which, said) => {
    expect(documents(said)).toEqual({ api: EXAMPLE, operations: {} });
  });

  it("the documents have no policy that is switched off, and cache no personal answer without tokens", () => {
    expect(documents({ rateLimiting: false, caching: false, authentication: false }).api).toEqual(
      policies([], [["base"]]),
    );
    const lookup = only(documents({ authentication: false }).api, "cache-lookup");
    expect(lookup.attributes["allow-private-response-caching"]).toBe("false");
    expect(lookup.elements.map(({ text }) => text)).toEqual(["Accept"]);
  });

  it("the cache varies by Authorization once, whatever the spelling of the header", () => {
    const { api } = documents({
      caching: {
        varyByHeaders: ["authorization", "X-Tenant"],
        varyByQueryParameters: ["page"],
        varyByDeveloper: true,
        duration: 5,
      },
    });
    expect(only(api, "cache-lookup")).toEqual(
      xml([
        "cache-lookup",
        { ...LOOKUP[1], "vary-by-developer": "true" },
        [
          ["vary-by-header", {}, "authorization"],
          ["vary-by-header", {}, "X-Tenant"],
          ["vary-by-query-parameter", {}, "page"],
        ],
      ]),
    );
    expect(only(api, "cache-store").attributes).toEqual({ duration: "5" });
  });

  it.each([
    ["subject", `((Jwt)context.Variables["jwt"]).Subject`],
    ["ipAddress", "context.Request.IpAddress"],
  ] as const)("limits count by %s where that is chosen", (per, code) => {
    const limit = only(documents({ rateLimiting: { per } }).api, "rate-limit-by-key");
    expect(limit.attributes).toEqual({ ...LIMIT[1], "counter-key": `@(context.Api.Id + '/' + ${code})` });
  });

  it("tokens of one tenant, of chosen applications and with claims are validated", () => {
    const { api } = documents({
      authentication: {
        audience: ["api://backend", "client-id"],
        tenantId: "contoso.onmicrosoft.com",
        clientApplicationIds: [TENANT],
        requiredClaims: [{ name: "roles", values: ["reader", "writer"], match: "any" }],
      },
    });
    expect(only(api, "validate-azure-ad-token")).toEqual(
      xml([
        "validate-azure-ad-token",
        { ...AUTHENTICATION[1], "tenant-id": "contoso.onmicrosoft.com" },
        [
          ["client-application-ids", {}, [["application-id", {}, TENANT]]],
          [
            "audiences",
            {},
            [
              ["audience", {}, "api://backend"],
              ["audience", {}, "client-id"],
            ],
          ],
          [
            "required-claims",
            {},
            [
              [
                "claim",
                { name: "roles", match: "any" },
                [
                  ["value", {}, "reader"],
                  ["value", {}, "writer"],
                ],
              ],
            ],
          ],
        ],
      ]),
    );
  });

  it("tokens of another issuer are validated", () => {
    const url =
      "https://contoso.b2clogin.com/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration?p=B2C_1_in&x=1";
    const { api } = documents({
      authentication: {
        audience: "client-id",
        openIdConfiguration: url,
        issuers: ["https://contoso.b2clogin.com/"],
      },
    });
    expect(only(api, "validate-jwt")).toEqual(
      xml([
        "validate-jwt",
        {
          "header-name": "Authorization",
          "failed-validation-httpcode": "401",
          "output-token-variable-name": "jwt",
          "require-scheme": "Bearer",
        },
        [
          ["openid-config", { url }],
          ["audiences", {}, [["audience", {}, "client-id"]]],
          ["issuers", {}, [["issuer", {}, "https://contoso.b2clogin.com/"]]],
        ],
      ]),
    );
  });

  it("the document sends calls to a backend before the API's rewrites", () => {
    const { api } = policyDocuments(
      { rewrites: { inbound: [{ type: "setHeader", name: "X-A", value: "1" }] } },
      { tenantId: TENANT, backendId: "functions", operations: {} },
    );
    const root = readXml(api);
    expect(only(root, "set-backend-service").attributes).toEqual({ "backend-id": "functions" });
    expect(names(root, "inbound").slice(-3)).toEqual(["cache-lookup", "set-backend-service", "set-header"]);
  });
});
