import fc from "fast-check";
import { hasAmbiguousLoop } from "../../lib/components/pattern-loops";

/** Patterns of public lists of what takes exponential time, and their kind. */
test.each([
  "^(a+)+$",
  "^([a-z]+)*$",
  "^(a|a)*$",
  "^(a|ab|b)*$",
  "^(a?a)*$",
  "^(a?b?)*$",
  "^(\\.(a*a*))*$",
  "^([a-zA-Z0-9]+\\s?)*$",
  "^(\\w|\\d)+$",
  "^(\\d{1,3})*$",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
  "^((a*)b?)*$",
  "^(?:(?:x+x+)+y)$",
  "^(?=(a+)+$)b",
  "^(.*,)*$",
  "^(?<word>\\p{L}+)*$",
  "^([a-z]+){20,}$",
  "^(a(b|c+)*c)*$",
])("a pattern that can take minutes is refused: %s", (pattern) => {
  expect(hasAmbiguousLoop(pattern)).toBe(true);
});

test.each([
  "",
  "^[a-z ]+$",
  "^[a-z0-9]+(-[a-z0-9]+)*$",
  "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$",
  "^([0-9a-f]{2})+$",
  "^([0-9a-f]{2}:?)+$",
  "^((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)$",
  "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$".replaceAll("{0,61}", "*"),
  "^(?:[A-Z]|\\d\\d)*$",
  "^\\p{Lu}\\p{L}*( \\p{Lu}\\p{L}*)*$",
  "^\\+?[0-9]{1,3}([ -][0-9]{2,4})*$",
  "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
  "^#([0-9a-f]{3}|[0-9a-f]{6})$",
  "^(\\(\\d{3}\\)|\\d{3}-)\\d{4}$",
])("a pattern without such loops is allowed: %s", (pattern) => {
  expect(() => new RegExp(pattern, "u")).not.toThrow();
  expect(hasAmbiguousLoop(pattern)).toBe(false);
});

test("an allowed pattern is matched soon", () => {
  const atom = fc.constantFrom("a", "b", "[ab]", "[^a]", "\\w", "-", "(?:a|b)", "a?b");
  const { part } = fc.letrec<{ part: string }>((tie) => ({
    part: fc.oneof(
      { depthSize: "small" },
      atom,
      fc.tuple(tie("part"), tie("part")).map(([one, other]) => `${one}${other}`),
      fc.tuple(tie("part"), tie("part")).map(([one, other]) => `(${one}|${other})`),
      fc
        .tuple(tie("part"), fc.constantFrom("*", "+", "?", "{2}", "{1,2}"))
        .map(([one, count]) => `(?:${one})${count}`),
    ),
  }));
  fc.assert(
    fc.property(
      part,
      fc.string({ unit: fc.constantFrom("a", "b", "-"), minLength: 24, maxLength: 24 }),
      (loop, text) => {
        const pattern = `^(?:${loop})*!$`;
        if (hasAmbiguousLoop(pattern)) return;
        const begun = process.cpuUsage().user;
        new RegExp(pattern, "u").test(`${text}${text}${"a".repeat(40)}`);
        expect(process.cpuUsage().user - begun).toBeLessThan(300_000);
      },
    ),
    { numRuns: 500 },
  );
});
