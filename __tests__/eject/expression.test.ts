import fc from "fast-check";
import type { Json } from "../../lib/stand-in/json";
import { hclExpression, hclJson } from "../../lib/eject/expression";
import { templateParts } from "../../lib/eject/template";
import { parseHcl } from "../support/ejected";

async function readBack(value: Json): Promise<Json | undefined> {
  return (await parseHcl(`value = ${hclExpression(value)}\n`))["value"];
}

/** Text that begins no expression and no directive. */
const text = fc
  .string({
    unit: fc.constantFrom("a", " ", '"', "\\", "\n", "\t", "$", "%", "{", "}", "é", "\u0001", "<", "EOT"),
  })
  .filter((each) => !/[$%]\{/.test(each));

describe("a value in HCL is the value of the JSON", () => {
  test("any text, in quotes", async () => {
    await fc.assert(
      fc.asyncProperty(
        text.filter((each) => each.split("\n").length < 3),
        async (each) => {
          expect(await readBack(each)).toBe(each);
        },
      ),
    );
  });

  test("any texts in lists and maps", async () => {
    const short = text.filter((each) => each.split("\n").length < 3);
    const scalar = fc.oneof(short, fc.integer(), fc.boolean(), fc.constant(null));
    const value = fc.oneof(fc.array(scalar), fc.dictionary(short, scalar, { noNullPrototype: true }));
    await fc.assert(
      fc.asyncProperty(value, async (each) => {
        expect(await readBack(each as Json)).toEqual(each);
      }),
    );
  });

  test.each([
    ["an expression keeps its type", "${azurerm_subnet.one.id}", "azurerm_subnet.one.id"],
    ["an expression within text", "a-${var.one}-b", '"a-${var.one}-b"'],
    [
      "quotes within an expression stay",
      '${replace(var.one, "a\\"}", "b")}',
      'replace(var.one, "a\\"}", "b")',
    ],
    ["a directive", 'x%{ if var.one == "a" }y%{ endif }', '"x%{ if var.one == "a" }y%{ endif }"'],
    ["an escaped dollar sign", "$${no} %%{no}", '"$${no} %%{no}"'],
    ["an expression of several lines", "${[\n1]}", "([\n1])"],
    ["a key that is a word of HCL", { for: 1, "a b": 2 }, '{\n"for" = 1\n"a b" = 2\n}'],
  ])("%s", async (_what, value, hcl) => {
    expect(hclExpression(value)).toBe(hcl);
    expect(await readBack(value)).toBeDefined();
  });
});

describe("several lines are a heredoc", () => {
  test("that ends where the text ends", async () => {
    expect(await readBack('one "\\n"\n  two\nthree\n')).toBe('one "\\n"\n  two\nthree\n');
  });

  test("whose last line break is taken off where the text has none", () => {
    expect(hclExpression("one\ntwo\nthree")).toBe("chomp(<<EOT\none\ntwo\nthree\nEOT\n)");
  });

  test.each(["one\r\ntwo\nthree", "one\nEOT\nthree", "one\n\u0001\nthree"])("but not %j", async (value) => {
    expect(hclExpression(value)).toMatch(/^"/);
    expect(await readBack(value)).toBe(value);
  });
});

describe("jsonencode stands for JSON", () => {
  test("with expressions as values", () => {
    expect(hclJson('{"a":"${var.one}","b":["${var.two}/x"]}')).toBe(
      'jsonencode({\na = var.one\nb = ["${var.two}/x"]\n})',
    );
  });

  test.each(["no JSON", '"text"', '{"a":${var.one}}'])("and not for %s", (value) => {
    expect(hclJson(value)).toBeUndefined();
  });
});

test.each(["${one", '${"one}', '${"${one"}'])("an expression without an end is refused: %s", (value) => {
  expect(() => templateParts(value)).toThrow("has no end");
});
