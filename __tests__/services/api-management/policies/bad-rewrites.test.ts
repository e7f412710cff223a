import { expression, namedValue } from "../../../../lib/services/api-management/policies/policy-values";
import { AT, type Fault, faultsOf, header, inbound } from "../../../support/refused-policies";

const RESPONSES = '"setHeader", "setBody", "findAndReplace"';
const ALL = '"setHeader", "setQueryParameter", "rewriteUri", "setBody", "findAndReplace"';
const EXAMPLE = '{ type: "setHeader", name: "X-Request-Source", value: "gateway" }';
const NAMED = 'remove the braces, or use namedValue("name") as the whole value';

describe("invalid rewrites", () => {
  test.each<[unknown, ...(readonly Fault[])]>([
    [
      { rewrites: [] },
      [
        ".rewrites",
        "must be an object with lists of rewrites, got []",
        "write it like { inbound: [], outbound: [] }",
      ],
    ],
    [
      { rewrites: { inbound: {}, request: [] } },
      [".rewrites.request", "unknown field", "use one of inbound, outbound"],
      [".rewrites.inbound", "must be a list of rewrites, got {}", `write it like [${EXAMPLE}]`],
    ],
    [
      { rewrites: { outbound: [{ type: "setheader" }, { type: "rewriteUri", template: "/a" }] } },
      [
        ".rewrites.outbound[0]",
        `must have a type of ${RESPONSES}, got {"type":"setheader"}. Did you mean "setHeader"?`,
        `write it like ${EXAMPLE}`,
      ],
      [".rewrites.outbound[1]", "rewriteUri works on requests only", "move it to inbound, or remove it"],
    ],
    [inbound("x"), [AT, `must have a type of ${ALL}, got "x"`, `write it like ${EXAMPLE}`]],
    [
      header("1", { exists: "skip" }),
      [`${AT}.exists`, "unknown field", "use one of type, name, value, existsAction"],
    ],
    [
      header("1", { existsAction: "replace" }),
      [
        `${AT}.existsAction`,
        'must be one of "override", "append", "skip", "delete", got "replace"',
        "use one of them",
      ],
    ],
    [
      header("1", { existsAction: "delete" }),
      [`${AT}.value`, 'must not be combined with "delete", got "1"', "remove it"],
    ],
    [
      header(undefined),
      [`${AT}.value`, "must be a string that is not empty, got undefined", "correct or remove it"],
    ],
    [
      header([]),
      [`${AT}.value`, "must have at least one value, got []", 'add one, or use existsAction "delete"'],
    ],
    [
      header("1", { name: "transfer-encoding" }),
      [`${AT}.name`, "API Management does not change transfer-encoding", "remove this rewrite"],
    ],
    [
      header(undefined, { name: "Server", existsAction: "delete" }),
      [`${AT}.name`, "API Management does not delete Server", "override it, or remove this rewrite"],
    ],
    [
      inbound({ type: "setQueryParameter", name: "{{key}}", value: "1" }),
      [`${AT}.name`, 'API Management replaces {{ }} by a named value, got "{{key}}"', NAMED],
    ],
    [
      inbound({ type: "rewriteUri", template: "/v2/{ID}/{part}", copyUnmatchedParams: 1 }),
      [`${AT}.copyUnmatchedParams`, "must be true or false, got 1", "use one of them"],
      [
        `${AT}.template`,
        'contains {ID}, which is not a parameter of operation replace. Did you mean "id"?',
        "use one of {id}",
      ],
      [`${AT}.template`, "contains {part}, which is not a parameter of operation replace", "use one of {id}"],
    ],
    [
      { rewrites: { inbound: [{ type: "rewriteUri", template: "/v2/{id}" }] } },
      ...["list", "create"].map((id): Fault => [
        ".rewrites.inbound[0].template",
        `contains {id}, which is not a parameter of operation ${id}`,
        "remove it: the operation has no parameters",
      ]),
    ],
    ...["items", "/a{", "/a b", "/{}", "/a\n"].map((template): [unknown, Fault] => [
      inbound({ type: "rewriteUri", template }),
      [
        `${AT}.template`,
        `must be a path that begins with /, with parameters in braces, got ${JSON.stringify(template)}`,
        'write it like "/v2/items/{id}"',
      ],
    ]),
    [
      { rewrites: { inbound: [{ type: "setBody", body: "{}" }] } },
      [
        ".rewrites.inbound[0]",
        "every call of list (GET) would fail, because it has no body",
        "set it only for operations with a body",
      ],
    ],
    [
      inbound({ type: "setBody", body: expression("1"), template: "liquid" }),
      [
        `${AT}.body`,
        'must be a Liquid template, got {"expression":"1"}',
        `write it like '{ "id": "{{body.key}}" }'`,
      ],
    ],
    [
      inbound({ type: "setBody", body: "x", template: "razor" }),
      [`${AT}.template`, 'must be "liquid" or missing, got "razor"', 'use "liquid"'],
    ],
    [
      inbound({ type: "findAndReplace", from: "", to: 1 }),
      [`${AT}.from`, 'must be a string that is not empty, got ""', "correct or remove it"],
      [`${AT}.to`, "must be a string that is not empty, got 1", "correct or remove it"],
    ],
  ])("rewrites are refused: %j", (said, ...faults) => {
    expect(faultsOf(said)).toEqual(faults);
  });

  it("sound rewrites are accepted without a problem", () => {
    expect(faultsOf({})).toEqual([]);
    expect(
      faultsOf({
        rateLimiting: { calls: 1, renewalPeriod: 300, per: "subject" },
        caching: false,
        authentication: { audience: "x", openIdConfiguration: "https://contoso.com/c?p=B2C_1_in" },
        rewrites: { outbound: [{ type: "setBody", body: "{{body.a}}", template: "liquid" }] },
        operations: {
          create: { rewrites: { inbound: [{ type: "findAndReplace", from: "a", to: "" }] } },
          replace: {
            authentication: { requiredClaims: [{ name: "roles", values: ["reader"] }] },
            rewrites: {
              inbound: [
                { type: "rewriteUri", template: "/v2/{id}?x=1" },
                { type: "setHeader", name: "X-A", value: ["a", expression("1"), namedValue("a.b-c_1")] },
                { type: "setBody", body: "<a>&amp;</a>" },
              ],
            },
          },
        },
      }),
    ).toEqual([]);
  });
});
