import { type Fault, faultsOf } from "../../../support/refused-policies";

const CLAIM = 'write it like [{ name: "roles", values: ["reader"], match: "any" }]';

describe("invalid policies", () => {
  test.each<[unknown, ...(readonly Fault[])]>([
    ["all", ["", 'must be an object, got "all"', "write it like { caching: { duration: 60 } }"]],
    [
      { rateLimit: { calls: 1 }, caching: { Duration: 60 } },
      [
        ".rateLimit",
        'unknown field. Did you mean "rateLimiting"?',
        "use one of rateLimiting, caching, authentication, rewrites, operations",
      ],
      [
        ".caching.Duration",
        'unknown field. Did you mean "duration"?',
        "use one of duration, varyByHeaders, varyByQueryParameters, varyByDeveloper",
      ],
    ],
    [
      { rateLimiting: true },
      [
        ".rateLimiting",
        "takes its settings or false, got true",
        "write it like { calls: 1000, renewalPeriod: 60 }",
      ],
    ],
    [
      { rateLimiting: { calls: 0, renewalPeriod: 301, per: "Subject" } },
      [
        ".rateLimiting.calls",
        "must be a whole number of calls, 1 or more, got 0",
        "set it to 1 or more, such as 1000",
      ],
      [
        ".rateLimiting.renewalPeriod",
        "takes whole seconds, 1 to 300, got 301",
        "set it to 300 or less, such as 60, and calls to what is allowed in that time",
      ],
      [
        ".rateLimiting.per",
        'tells callers apart by "subscription", "subject", "ipAddress", got "Subject". Did you mean "subject"?',
        "use one of them",
      ],
    ],
    [
      { rateLimiting: { calls: "1000", renewalPeriod: 1.5 } },
      [
        ".rateLimiting.calls",
        'must be a whole number of calls, 1 or more, got "1000"',
        "set it to 1 or more, such as 1000",
      ],
      [
        ".rateLimiting.renewalPeriod",
        "takes whole seconds, 1 to 300, got 1.5",
        "set it to 300 or less, such as 60, and calls to what is allowed in that time",
      ],
    ],
    [
      { rateLimiting: { per: "subject" }, authentication: false },
      [
        ".rateLimiting.per",
        'tells callers apart by the subject of their token, "subject", and authentication is false',
        'use "subscription" or "ipAddress", or leave authentication on',
      ],
    ],
    [
      { rateLimiting: { per: "subject" }, operations: { list: { authentication: false } } },
      [
        ".operations.list.rateLimiting",
        'tells callers apart by the subject of their token, "subject", and authentication is false',
        'use "subscription" or "ipAddress", or leave authentication on',
      ],
    ],
    [
      {
        caching: {
          duration: 0,
          varyByHeaders: "Accept",
          varyByQueryParameters: ["a;b", ""],
          varyByDeveloper: "no",
        },
      },
      [
        ".caching.duration",
        "takes whole seconds, 1 or more, got 0",
        "set it to 1 or more, or caching to false for none",
      ],
      [".caching.varyByHeaders", 'must be a list of names, got "Accept"', 'write it like ["Accept"]'],
      [
        ".caching.varyByQueryParameters[0]",
        'names one parameter, got "a;b"',
        "give each parameter an entry of its own",
      ],
      [".caching.varyByQueryParameters[1]", 'takes text, got ""', "write some, or leave it out"],
      [".caching.varyByDeveloper", 'is true or false, got "no"', "use one of them"],
    ],
    [
      { caching: { varyByHeaders: ["X A"] } },
      [
        ".caching.varyByHeaders[0]",
        'takes the name of a header, got "X A"',
        'write it like "X-Request-Source"',
      ],
    ],
    [
      {
        authentication: {
          type: "basic",
          audience: [],
          tenantId: "mine",
          clientApplicationIds: ["app"],
          issuers: ["https://contoso.com"],
        },
      },
      [
        ".authentication.type",
        'this release knows tokens of type "jwt", got "basic"',
        'use "jwt", or set authentication to false',
      ],
      [".authentication.audience", "takes at least one text, got []", 'write it like "api://backend"'],
      [
        ".authentication.clientApplicationIds[0]",
        'takes the client id of an application, a GUID, got "app"',
        "correct it",
      ],
      [
        ".authentication.tenantId",
        'takes the id of a tenant, or a domain of it, got "mine"',
        'write it like "00001111-aaaa-2222-bbbb-3333cccc4444" or "contoso.onmicrosoft.com"',
      ],
      [
        ".authentication.issuers",
        'says nothing without openIdConfiguration, got ["https://contoso.com"]',
        "set openIdConfiguration too, or leave it out",
      ],
    ],
    [
      {
        authentication: {
          openIdConfiguration: "http://contoso.com/",
          tenantId: "contoso.com",
          clientApplicationIds: ["00001111-aaaa-2222-bbbb-3333cccc4444"],
        },
      },
      [
        ".authentication.openIdConfiguration",
        'takes an address that begins with https://, got "http://contoso.com/"',
        'write it like "https://login.contoso.com/.well-known/openid-configuration"',
      ],
      [
        ".authentication.tenantId",
        'says nothing of the tokens of another issuer than Microsoft Entra, got "contoso.com"',
        "leave it out, or leave openIdConfiguration out",
      ],
      [
        ".authentication.clientApplicationIds",
        'says nothing of the tokens of another issuer than Microsoft Entra, got ["00001111-aaaa-2222-bbbb-3333cccc4444"]',
        'require a claim instead, { name: "azp", values: [...], match: "any" }',
      ],
    ],
    [
      { authentication: { requiredClaims: { roles: "reader" } } },
      [".authentication.requiredClaims", 'must be a list of claims, got {"roles":"reader"}', CLAIM],
    ],
    [
      { authentication: { requiredClaims: ["roles", { name: "", value: ["x"], match: "one" }] } },
      [".authentication.requiredClaims[0]", 'takes a claim with its values, got "roles"', CLAIM],
      [
        ".authentication.requiredClaims[1].value",
        'unknown field. Did you mean "values"?',
        "use one of name, values, match",
      ],
      [".authentication.requiredClaims[1].name", 'takes text, got ""', "write some, or leave it out"],
      [".authentication.requiredClaims[1].values", "takes at least one value, got undefined", CLAIM],
      [".authentication.requiredClaims[1].match", 'is "all" or "any", got "one"', "use one of them"],
    ],
    [
      { operations: { lists: {}, create: false } },
      [
        ".operations.lists",
        'is no operation of the API. Did you mean "list"?',
        "use one of list, create, replace",
      ],
      [".operations.create", "takes policies, got false", "write it like { caching: false }"],
    ],
    [
      { operations: { list: { operations: {} } } },
      [
        ".operations.list.operations",
        "unknown field",
        "use one of rateLimiting, caching, authentication, rewrites",
      ],
    ],
    [
      { operations: [] },
      [".operations", "takes policies by operation, got []", "write it like { id: { caching: false } }"],
    ],
  ])("policies are refused: %j", (said, ...faults) => {
    expect(faultsOf(said)).toEqual(faults);
  });
});
