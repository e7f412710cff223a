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
        "use one of rateLimiting, caching, authentication, rewrites, cors, operations",
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
        "must be an object with its settings, or false; got true",
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
        "must be a whole number of seconds from 1 to 300, got 301",
        "set it to 300 or less, such as 60, and set calls to the number of calls allowed in that time",
      ],
      [
        ".rateLimiting.per",
        'must be one of "subscription", "subject", "ipAddress", got "Subject". Did you mean "subject"?',
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
        "must be a whole number of seconds from 1 to 300, got 1.5",
        "set it to 300 or less, such as 60, and set calls to the number of calls allowed in that time",
      ],
    ],
    [
      { rateLimiting: { per: "subject" }, authentication: false },
      [
        ".rateLimiting.per",
        'is "subject", the subject of the token, but authentication is false',
        'use "subscription" or "ipAddress", or turn authentication on',
      ],
    ],
    [
      { rateLimiting: { per: "subject" }, operations: { list: { authentication: false } } },
      [
        ".operations.list.rateLimiting",
        'is "subject", the subject of the token, but authentication is false',
        'use "subscription" or "ipAddress", or turn authentication on',
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
        "must be a whole number of seconds, 1 or more, got 0",
        "set it to 1 or more, or set caching to false",
      ],
      [".caching.varyByHeaders", 'must be a list of names, got "Accept"', 'write it like ["Accept"]'],
      [
        ".caching.varyByQueryParameters[0]",
        'must be the name of one parameter, got "a;b"',
        "add one entry for each parameter",
      ],
      [
        ".caching.varyByQueryParameters[1]",
        'must be a string that is not empty, got ""',
        "correct or remove it",
      ],
      [".caching.varyByDeveloper", 'must be true or false, got "no"', "use one of them"],
    ],
    [
      { caching: { varyByHeaders: ["X A"] } },
      [
        ".caching.varyByHeaders[0]",
        'must be the name of a header, got "X A"',
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
      [".authentication.type", 'must be "jwt", got "basic"', 'use "jwt", or set authentication to false'],
      [".authentication.audience", "must have at least one string, got []", 'write it like "api://backend"'],
      [
        ".authentication.clientApplicationIds[0]",
        'must be the client id of an application, a GUID, got "app"',
        "correct it",
      ],
      [
        ".authentication.tenantId",
        'must be the id or a domain of a tenant, got "mine"',
        'write it like "00001111-aaaa-2222-bbbb-3333cccc4444" or "contoso.onmicrosoft.com"',
      ],
      [
        ".authentication.issuers",
        'needs openIdConfiguration, got ["https://contoso.com"]',
        "set openIdConfiguration too, or remove it",
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
        'must be an address that begins with https://, got "http://contoso.com/"',
        'write it like "https://login.contoso.com/.well-known/openid-configuration"',
      ],
      [
        ".authentication.tenantId",
        'applies only to tokens of Microsoft Entra, got "contoso.com"',
        "remove it or openIdConfiguration",
      ],
      [
        ".authentication.clientApplicationIds",
        'applies only to tokens of Microsoft Entra, got ["00001111-aaaa-2222-bbbb-3333cccc4444"]',
        'require a claim instead, { name: "azp", values: [...], match: "any" }',
      ],
    ],
    [
      { authentication: { requiredClaims: { roles: "reader" } } },
      [".authentication.requiredClaims", 'must be a list of claims, got {"roles":"reader"}', CLAIM],
    ],
    [
      { authentication: { requiredClaims: ["roles", { name: "", value: ["x"], match: "one" }] } },
      [".authentication.requiredClaims[0]", 'must be a claim with its values, got "roles"', CLAIM],
      [
        ".authentication.requiredClaims[1].value",
        'unknown field. Did you mean "values"?',
        "use one of name, values, match",
      ],
      [
        ".authentication.requiredClaims[1].name",
        'must be a string that is not empty, got ""',
        "correct or remove it",
      ],
      [".authentication.requiredClaims[1].values", "must have at least one value, got undefined", CLAIM],
      [".authentication.requiredClaims[1].match", 'must be "all" or "any", got "one"', "use one of them"],
    ],
    [
      { operations: { lists: {}, create: false } },
      [
        ".operations.lists",
        'unknown operation of the API. Did you mean "list"?',
        "use one of list, create, replace",
      ],
      [
        ".operations.create",
        "must be an object with policies, got false",
        "write it like { caching: false }",
      ],
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
      [
        ".operations",
        "must be an object with policies by operation, got []",
        "write it like { id: { caching: false } }",
      ],
    ],
  ])("policies are refused: %j", (said, ...faults) => {
    expect(faultsOf(said)).toEqual(faults);
  });
});
