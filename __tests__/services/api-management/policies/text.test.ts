import fc from "fast-check";
import { policyDocuments } from "../../../../lib/services/api-management/policies";
import { checkPolicies } from "../../../../lib/services/api-management/policies/check-policies";
import type { DeclaredPolicies } from "../../../../lib/services/api-management/policies/decisions";
import { expression, namedValue } from "../../../../lib/services/api-management/policies/policy-values";
import { AT, faultsOf, header, inbound } from "../../../support/refused-policies";
import { descendants, only, readXml } from "../../../support/xml";

const VALUE = 'write it like "text", expression("context.User.Id") or namedValue("name")';
const CODE = 'use expression("...") or statements("...") for code, or remove the @';
const NAMED = 'remove the braces, or use namedValue("name") as the whole value';
const SECRET = 'keep it as a named value of the API Management service, and use namedValue("name")';

/** What stands in a value that would not be taken as text, and what is said of it. */
const INJECTIONS: readonly (readonly [value: unknown, message: string, fix: string])[] = [
  ...["@(context.Request.IpAddress)", '  @{ return "x"; }', "Bearer @(1)"].map(
    (text) => [text, `API Management runs @( and @{ as code, got ${JSON.stringify(text)}`, CODE] as const,
  ),
  ["a{{secret}}b", 'API Management replaces {{ }} by a named value, got "a{{secret}}b"', NAMED],
  ["a\u0000b", 'contains a character that is not allowed in XML, got "a\\u0000b"', "remove the character"],
  ["a\uD800b", 'contains a character that is not allowed in XML, got "a\\ud800b"', "remove the character"],
  [
    "Endpoint=x;AccountKey=abc",
    "looks like a secret, which everyone with read access to the policy could see",
    SECRET,
  ],
];

describe("a text that API Management would not keep", () => {
  const places: readonly (readonly [path: string, said: (text: unknown) => object])[] = [
    [".authentication.audience", (text) => ({ authentication: { audience: text } })],
    [".authentication.audience[0]", (text) => ({ authentication: { audience: [text] } })],
    [
      ".authentication.issuers[0]",
      (text) => ({ authentication: { issuers: [text], openIdConfiguration: "https://contoso.com/" } }),
    ],
    [
      ".authentication.requiredClaims[0].name",
      (text) => ({ authentication: { requiredClaims: [{ name: text, values: ["a"] }] } }),
    ],
    [
      ".authentication.requiredClaims[0].values[0]",
      (text) => ({ authentication: { requiredClaims: [{ name: "a", values: [text] }] } }),
    ],
    [".caching.varyByQueryParameters[0]", (text) => ({ caching: { varyByQueryParameters: [text] } })],
    [`${AT}.name`, (text) => inbound({ type: "setQueryParameter", name: text, value: "1" })],
    [`${AT}.value`, (text) => inbound({ type: "setQueryParameter", name: "a", value: text })],
    [`${AT}.value`, (text) => header(text)],
    [`${AT}.value[1]`, (text) => header(["a", text])],
    [`${AT}.body`, (text) => inbound({ type: "setBody", body: text })],
    [`${AT}.from`, (text) => inbound({ type: "findAndReplace", from: text, to: "a" })],
    [`${AT}.to`, (text) => inbound({ type: "findAndReplace", from: "a", to: text })],
    [`${AT}.template`, (text) => inbound({ type: "rewriteUri", template: text })],
    [".authentication.openIdConfiguration", (text) => ({ authentication: { openIdConfiguration: text } })],
  ];
  const cases = places.flatMap(([path, said]) =>
    INJECTIONS.map(([text, message, fix]) => [path, text, said, message, fix] as const),
  );

  it.each(cases)(
    "a text that API Management would read otherwise is refused in %s: %j",
    (path, text, said, message, fix) => {
      expect(faultsOf(said(text))).toContainEqual([path, message, fix]);
    },
  );

  it("a text with {{ is refused in a Liquid template too", () => {
    const of = (body: string) => faultsOf(inbound({ type: "setBody", body, template: "liquid" }));
    for (const [text, message, fix] of INJECTIONS)
      if (message.includes("named value")) expect(of(String(text))).toEqual([]);
      else expect(of(String(text))).toEqual([[`${AT}.body`, message, fix]]);
  });

  it.each(["a\r\nX-B: 1", "a\nb", "a\u0007b", "\u0416"])("%j is refused as the value of a header", (text) => {
    expect(faultsOf(header(text))).toContainEqual([
      `${AT}.value`,
      `must be one line of Latin characters, got ${JSON.stringify(text)}`,
      "remove other characters, or encode them",
    ]);
  });

  it.each<[unknown, string, string]>([
    [{ code: "1" }, 'must be a string or one of expression, statements, namedValue, got {"code":"1"}', VALUE],
    [
      { expression: "1", namedValue: "a" },
      'must be a string or one of expression, statements, namedValue, got {"expression":"1","namedValue":"a"}',
      VALUE,
    ],
    [
      { statements: 1 },
      'must be a string or one of expression, statements, namedValue, got {"statements":1}',
      VALUE,
    ],
    ...[" ", "@(1)"].map((code): [unknown, string, string] => [
      expression(code),
      `must be C# code without @( ) or @{ }, got "${code}"`,
      'write it like expression("context.User.Id")',
    ]),
    [
      expression("\u0001"),
      'contains a character that is not allowed in XML, got "\\u0001"',
      "remove the character",
    ],
    [
      expression('"Password=x"'),
      "looks like a secret, which everyone with read access to the policy could see",
      SECRET,
    ],
    [
      namedValue("a}}<b>"),
      'must be the name of a named value, with letters, digits, _, . and -, and at most 256 characters; got "a}}<b>"',
      "use its display name",
    ],
  ])("%j is refused as a value", (value, message, fix) => {
    expect(faultsOf(header(value))).toEqual([[`${AT}.value`, message, fix]]);
  });
});

describe("any text", () => {
  const MARKUP = [
    "<",
    ">",
    "&",
    '"',
    "'",
    "]]>",
    "<!--",
    "</value>",
    "&lt;",
    "${",
    "%{",
    "\n",
    "\r",
    "\t",
    "@",
    "{",
    "(",
  ];
  const anyText = fc
    .array(fc.oneof(fc.constantFrom(...MARKUP), fc.string({ unit: "binary" }), fc.string()), { maxLength: 8 })
    .map((parts) => parts.join(""));

  const shape = (said: DeclaredPolicies): readonly string[] =>
    descendants(readXml(document(said))).map(({ name, attributes }) =>
      [name, ...Object.keys(attributes)].join(" "),
    );
  const document = (said: DeclaredPolicies): string =>
    policyDocuments(said, { tenantId: "t", operations: {} }).api;
  const saying = (text: string): DeclaredPolicies => ({
    caching: { varyByQueryParameters: [text] },
    authentication: { audience: [text], requiredClaims: [{ name: text, values: [text] }] },
    rewrites: {
      inbound: [
        { type: "setQueryParameter", name: text, value: [text, expression(text)] },
        { type: "findAndReplace", from: text, to: text },
        { type: "setBody", body: text },
      ],
    },
  });

  it("any accepted text comes out of the document as the same text, and adds no other element", () => {
    let sound = 0;
    const expected = shape(saying("a"));
    fc.assert(
      fc.property(anyText, (text) => {
        const said = saying(text);
        const isSound = checkPolicies("p", said, {}, () => undefined);
        if (!isSound) return;
        sound += 1;
        const root = readXml(document(said));
        const audiences = only(root, "audiences").elements;
        expect(audiences.map((each) => each.text)).toEqual([text]);
        const claim = only(root, "claim");
        expect([claim.attributes["name"], ...claim.elements.map((each) => each.text)]).toEqual([text, text]);
        expect(only(root, "vary-by-query-parameter").text).toBe(text);
        const parameter = only(root, "set-query-parameter");
        expect(parameter.attributes["name"]).toBe(text);
        expect(parameter.elements.map((each) => each.text)).toEqual([text, `@(${text})`]);
        expect(only(root, "find-and-replace").attributes).toEqual({ from: text, to: text });
        expect(only(root, "set-body").text).toBe(text);
        expect(shape(said)).toEqual(expected);
      }),
      { numRuns: 400 },
    );
    expect(sound).toBeGreaterThan(40);
  });

  it("any text is refused, or gives a document that can be read", () => {
    fc.assert(
      fc.property(fc.anything(), anyText, (value, text) => {
        const said = { ...saying("a"), rewrites: { inbound: [{ type: "setHeader", name: text, value }] } };
        const faults = faultsOf(said, {});
        if (faults.length === 0) readXml(document(said as DeclaredPolicies));
      }),
    );
  });

  it("a text that XML cannot hold is never written, checked or not", () => {
    expect(() => document(saying("\u0000"))).toThrow("XML has no way to write");
  });
});
