import fc from "fast-check";
import type { DeclaredPolicies } from "../../../../lib/services/api-management/policies/decisions";
import { defineFunction, planBackend, type BackendOptions } from "../../../../lib";
import { documents, policies, xml } from "../../../support/policy-documents";
import { messageOf } from "../../../support/problems";
import { type Fault, faultsOf } from "../../../support/refused-policies";
import { only } from "../../../support/xml";

const ORIGIN = "https://www.example.com";
const cors = { origins: [ORIGIN] };

describe("the policy cors", () => {
  test("cors comes before the token is looked at, in the document of the API alone", () => {
    const given: DeclaredPolicies = { cors, operations: { list: { authentication: false } } };
    const { api, operations } = documents(given);
    const [inbound] = api.elements;
    expect(inbound?.elements.map(({ name }) => name).slice(0, 2)).toEqual(["base", "cors"]);
    expect(Object.keys(operations).length).toBeGreaterThan(0);
    expect(JSON.stringify(operations)).not.toContain("cors");
  });

  test("cors has the elements in Microsoft's order, with every method and header where none is said", () => {
    expect(only(documents({ cors }).api, "cors")).toEqual(
      xml([
        "cors",
        { "allow-credentials": "false" },
        [
          ["allowed-origins", {}, [["origin", {}, ORIGIN]]],
          ["allowed-methods", { "preflight-result-max-age": "300" }, [["method", {}, "*"]]],
          ["allowed-headers", {}, [["header", {}, "*"]]],
        ],
      ]),
    );
    const all = {
      origins: [ORIGIN, "http://localhost:3000"],
      methods: ["GET", "PUT"],
      headers: ["Authorization"],
      exposedHeaders: ["ETag"],
      credentials: true,
      maxAgeInSeconds: 0,
    };
    expect(only(documents({ cors: all }).api, "cors")).toEqual(
      xml([
        "cors",
        { "allow-credentials": "true" },
        [
          [
            "allowed-origins",
            {},
            [
              ["origin", {}, ORIGIN],
              ["origin", {}, "http://localhost:3000"],
            ],
          ],
          [
            "allowed-methods",
            { "preflight-result-max-age": "0" },
            [
              ["method", {}, "GET"],
              ["method", {}, "PUT"],
            ],
          ],
          ["allowed-headers", {}, [["header", {}, "Authorization"]]],
          ["expose-headers", {}, [["header", {}, "ETag"]]],
        ],
      ]),
    );
  });

  test("there is no cors where it is off or was not said", () => {
    const off = { authentication: false, rateLimiting: false, caching: false } as const;
    for (const given of [off, { ...off, cors: false } as const])
      expect(documents(given).api).toEqual(policies([], [["base"]]));
  });

  test("every web origin is accepted as a browser sends it", () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ["https", "http"] }), (url) => {
        expect(faultsOf({ cors: { origins: [new URL(url).origin] } })).toEqual([]);
      }),
    );
  });

  test.each<[unknown, ...(readonly Fault[])]>([
    [
      true,
      [
        ".cors",
        "must be an object with its settings, or false; got true",
        'write it like { origins: ["https://www.example.com"] }',
      ],
    ],
    [
      {},
      [
        ".cors.origins",
        "must have at least one origin, got undefined",
        'write it like { origins: ["https://www.example.com"] }',
      ],
    ],
    [
      { origins: [`${ORIGIN}/`] },
      [
        ".cors.origins[0]",
        '"https://www.example.com/" is not an origin: a scheme and a host in lower case, without path and slash at the end',
        'write it like "https://www.example.com", with a port where it has one',
      ],
    ],
    [
      { origins: ["*", ORIGIN] },
      [".cors.origins", 'has "*", which is every origin, and others', 'use "*" alone, or remove it'],
    ],
    [
      { origins: ["*"], credentials: true },
      [
        ".cors.credentials",
        'does not work with the origin "*"',
        "list the origins by name, or set apim.policies.cors.credentials to false",
      ],
    ],
    [
      {
        ...cors,
        methods: ["get"],
        headers: [],
        exposedHeaders: ["E Tag"],
        credentials: "yes",
        maxAgeInSeconds: -1,
      },
      [".cors.methods[0]", 'must be a method in capitals, or "*", got "get"', 'write it like "GET"'],
      [".cors.headers", "must be a list that is not empty, got []", "correct or remove it"],
      [
        ".cors.exposedHeaders[0]",
        'must be the name of a header, got "E Tag"',
        'write it like "X-Request-Source"',
      ],
      [".cors.credentials", 'must be true or false, got "yes"', "correct or remove it"],
      [
        ".cors.maxAgeInSeconds",
        "must be a whole number of seconds from 0 to 86400, got -1",
        "set it to 300, for example",
      ],
    ],
  ])("%j is refused as cors", (given, ...faults) => {
    expect(faultsOf({ cors: given })).toEqual(faults);
  });

  test("an operation has no cors of its own", () => {
    expect(faultsOf({ operations: { list: { cors } } })[0]?.[0]).toBe(".operations.list.cors");
  });
});

describe("cors of an API", () => {
  const apim = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
  const hello = defineFunction({ name: "hello", entry: "./hello.ts", trigger: { type: "http" } });
  const options = (more: object = {}): BackendOptions => ({
    project: "shop",
    location: "westeurope",
    environment: "dev",
    optional: { apim: { ...apim, policies: { cors }, ...more } },
  });
  const said = (given: BackendOptions, of = { hello }): string =>
    planBackend(of, given)
      .notes.map(({ path, message }) => `${path}: ${message}`)
      .join("\n");

  test("cors does not go with versions in a header", () => {
    const versioning = { scheme: "Header" };
    expect(messageOf(options({ versioning }), { hello })).toContain(
      "a preflight request has no header with the version",
    );
    for (const scheme of ["Segment", "Query"])
      expect(() => planBackend({ hello }, options({ versioning: { scheme } }))).not.toThrow();
  });

  test("a function that answers OPTIONS itself is warned of", () => {
    const own = { ...hello, trigger: { ...hello.trigger, methods: ["GET", "OPTIONS"] as const } };
    expect(said(options(), { hello: own })).toContain(
      "components.hello.trigger.methods: answers OPTIONS itself",
    );
    expect(said(options())).not.toContain("answers OPTIONS itself");
  });

  test("with CORS of the function app too, it is said who answers", () => {
    const functionApp = { cors: { origins: [ORIGIN] } };
    expect(said({ ...options(), functionApp })).toContain(
      "functionApp.cors is for pages that call the function app itself",
    );
    expect(said(options())).not.toContain("functionApp.cors");
  });

  test.each([
    ["allowedOrigins", "origins"],
    ["maxAge", "maxAgeInSeconds"],
  ])("the name %s is not known, and %s is proposed", (wrong, right) => {
    const policies_ = { cors: { ...cors, [wrong]: 1 } };
    expect(messageOf(options({ policies: policies_ }), { hello })).toContain(
      `Did you mean "optional.apim.policies.cors.${right}"?`,
    );
  });
});
