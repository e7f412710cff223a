import { expression, namedValue } from "../../../../lib/services/api-management/policies/policy-values";
import { AT, type Fault, faultsOf, header, inbound } from "../../../support/refused-policies";

const RESPONSES = '"setHeader", "setBody", "findAndReplace"';
const ALL = '"setHeader", "setQueryParameter", "rewriteUri", "setBody", "findAndReplace"';
const EXAMPLE = '{ type: "setHeader", name: "X-Request-Source", value: "gateway" }';
const NAMED = 'take the braces out, or use namedValue("name") as the whole value';

describe("invalid rewrites", () => {
  test.each<[unknown, ...(readonly Fault[])]>([
    [
      { rewrites: [] },
      [".rewrites", "takes lists of rewrites, got []", "write it like { inbound: [], outbound: [] }"],
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
        `has a type of ${RESPONSES}, got {"type":"setheader"}. Did you mean "setHeader"?`,
        `use one such as ${EXAMPLE}`,
      ],
      [
        ".rewrites.outbound[1]",
        "rewriteUri is done to requests alone",
        "move it to inbound, or leave it out",
      ],
    ],
    [inbound("x"), [AT, `has a type of ${ALL}, got "x"`, `use one such as ${EXAMPLE}`]],
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
      [`${AT}.value`, 'has no place beside "delete", got "1"', "leave it out"],
    ],
    [header(undefined), [`${AT}.value`, "takes text, got undefined", "write some, or leave it out"]],
    [
      header([]),
      [`${AT}.value`, "takes at least one value, got []", 'name one, or use existsAction "delete"'],
    ],
    [
      header("1", { name: "transfer-encoding" }),
      [`${AT}.name`, "API Management leaves transfer-encoding as it is", "leave this rewrite out"],
    ],
    [
      header(undefined, { name: "Server", existsAction: "delete" }),
      [`${AT}.name`, "API Management does not take Server away", "override it, or leave this out"],
    ],
    [
      inbound({ type: "setQueryParameter", name: "{{key}}", value: "1" }),
      [`${AT}.name`, 'API Management would put a named value in where text has {{, got "{{key}}"', NAMED],
    ],
    [
      inbound({ type: "rewriteUri", template: "/v2/{ID}/{part}", copyUnmatchedParams: 1 }),
      [`${AT}.copyUnmatchedParams`, "is true or false, got 1", "use one of them"],
      [
        `${AT}.template`,
        'names {ID}, which the template of operation replace does not have. Did you mean "id"?',
        "use one of {id}",
      ],
      [
        `${AT}.template`,
        "names {part}, which the template of operation replace does not have",
        "use one of {id}",
      ],
    ],
    [
      { rewrites: { inbound: [{ type: "rewriteUri", template: "/v2/{id}" }] } },
      ...["list", "create"].map((id): Fault => [
        ".rewrites.inbound[0].template",
        `names {id}, which the template of operation ${id} does not have`,
        "leave it out: the operation has no parameters",
      ]),
    ],
    ...["items", "/a{", "/a b", "/{}", "/a\n"].map((template): [unknown, Fault] => [
      inbound({ type: "rewriteUri", template }),
      [
        `${AT}.template`,
        `takes a path that begins with /, with parameters in braces, got ${JSON.stringify(template)}`,
        'write it like "/v2/items/{id}"',
      ],
    ]),
    [
      { rewrites: { inbound: [{ type: "setBody", body: "{}" }] } },
      [
        ".rewrites.inbound[0]",
        "every call of list (GET) would fail: it has no body",
        "say it of the operations alone that take a body",
      ],
    ],
    [
      inbound({ type: "setBody", body: expression("1"), template: "liquid" }),
      [
        `${AT}.body`,
        'takes the text of a Liquid template, got {"expression":"1"}',
        `write it like '{ "id": "{{body.key}}" }'`,
      ],
    ],
    [
      inbound({ type: "setBody", body: "x", template: "razor" }),
      [`${AT}.template`, 'is "liquid" or left out, got "razor"', 'use "liquid"'],
    ],
    [
      inbound({ type: "findAndReplace", from: "", to: 1 }),
      [`${AT}.from`, 'takes text, got ""', "write some, or leave it out"],
      [`${AT}.to`, "takes text, got 1", "write some, or leave it out"],
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
