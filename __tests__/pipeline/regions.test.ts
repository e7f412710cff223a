import { assert, array, boolean, constantFrom, property, stringMatching, tuple } from "fast-check";
import { type Part, fileText, mergedText } from "../../lib/pipeline/regions";

const below = { hint: "Yours can follow.", depth: 2 };

function generated(id: string, text: string): Part {
  return { generated: id, text, below };
}

const first = [
  generated("head", "name: a"),
  { yours: "on:\n  push:\n" },
  generated("jobs", "jobs:\n  one:\n    x: 1"),
];
const second = [
  generated("head", "name: b"),
  { yours: "on:\n  other:\n" },
  generated("jobs", "jobs:\n  two:\n    x: 2"),
];

function merged(existing: string, parts: readonly Part[], force = false): string {
  const result = mergedText(existing, parts, force);
  if ("faults" in result) throw new Error(JSON.stringify(result.faults));
  return result.text;
}

function faultsOf(existing: string, parts: readonly Part[], force = false) {
  const result = mergedText(existing, parts, force);
  return "faults" in result ? result.faults : [];
}

test("a new file has the parts between markers, with their hashes", () => {
  expect(fileText(first)).toMatch(
    /^# >>> generated: head [0-9a-f]{16}\nname: a\n {2}# <<< generated: head\. Yours can follow\.\non:\n {2}push:\n# >>> generated: jobs /,
  );
});

test("written again, nothing changes", () => {
  expect(merged(fileText(first), first)).toBe(fileText(first));
});

test("generated parts are replaced, and initial text of the user's is the user's from then on", () => {
  const text = fileText(first).replace("  push:", "  push:\n    branches: [release]");
  expect(merged(text, second)).toBe(fileText(second).replace("  other:", "  push:\n    branches: [release]"));
});

test("a part that is new comes after the one before it, with its initial text", () => {
  const text = `${fileText([generated("head", "name: a")])}# mine\n`;
  expect(merged(text, first)).toBe(
    `${fileText([generated("head", "name: a")])}# mine\n${fileText([generated("jobs", "jobs:\n  one:\n    x: 1")])}`,
  );
});

test("a part that was edited is shown, and stays as it is until force", () => {
  const text = fileText(first).replace("    x: 1", "    x: 5");
  expect(faultsOf(text, first)).toEqual([
    {
      kind: "edited",
      message: '6: the generated part "jobs" was edited\n9 -     x: 5\n  +     x: 1',
      fix: "move your lines out of it, below a line with # <<<, or replace them with --force",
    },
  ]);
  expect(merged(text, first, true)).toBe(fileText(first));
});

test("an edit that is what would be written is none", () => {
  const text = fileText(first).replace("name: a", "name: b").replace("one:", "two:").replace("x: 1", "x: 2");
  expect(merged(text, second)).toBe(fileText(second).replace("other:", "push:"));
});

test("a part that goes leaves nothing behind, unless lines of the user's are below it", () => {
  const text = fileText(first);
  expect(merged(text, [generated("head", "name: a")])).toBe(
    "# >>> generated: head".concat(text.slice(21, text.indexOf("# >>> generated: jobs"))),
  );
  const withSteps = `${text}      - run: mine\n`;
  expect(faultsOf(withSteps, [generated("head", "name: a")], true)).toEqual([
    {
      kind: "orphaned",
      message: '11: the generated part "jobs" is not needed any more, and lines of yours are below it',
      fix: "move or delete these lines",
    },
  ]);
});

test.each([
  ["foreign", "name: mine\n", "the file is there already"],
  ["foreign", "", "the file is there already"],
  [
    "broken",
    fileText(first).replace(/ {2}# <<< generated: head.*\n/, ""),
    '1: the part "head" has no line # <<<',
  ],
  [
    "broken",
    fileText(first).replace(/# >>> generated: jobs.*\n/, ""),
    '9: the part "jobs" ends where it has not begun',
  ],
  [
    "broken",
    fileText(first).concat(fileText([generated("jobs", "x: 1")])),
    '11: the part "jobs" is there twice',
  ],
  ["broken", fileText(first).replace(/(?<=head )[0-9a-f]{16}/, "0000"), "1: a marker was changed"],
])("a file that is %s is refused, also with force: %j", (kind, text, message) => {
  for (const force of [false, true])
    expect(faultsOf(text, first, force)).toContainEqual(
      expect.objectContaining({ kind, message: expect.stringContaining(message) as string }),
    );
});

test("a long edit is shown in part", () => {
  const long = Array.from({ length: 30 }, (_, index) => `    y${index}: 1`).join("\n");
  const [fault] = faultsOf(fileText(first).replace("    x: 1", long), first);
  expect(fault?.message).toContain("  … 18 more lines");
});

test("Windows line ends stay", () => {
  const text = fileText(first).replaceAll("\n", "\r\n");
  expect(merged(text, first)).toBe(text);
  expect(merged(text, second)).not.toMatch(/[^\r]\n/);
});

describe("whatever the user writes outside of generated parts", () => {
  const line = stringMatching(/^[ #a-z:'"-]{0,20}$/).filter((text) => !/# (?:>>>|<<<) generated/.test(text));
  const ids = ["a", "b", "c/steps"] as const;
  const content = array(stringMatching(/^ {0,4}[a-z]{1,5}: [a-z0-9]{1,5}$/), { minLength: 1, maxLength: 4 });
  const file = tuple(
    array(line, { maxLength: 3 }),
    ...ids.map(() => tuple(content, array(line, { maxLength: 3 }))),
  );
  const newer = tuple(...ids.map(() => content));

  test("it is there after the next call, in its place, and the call after that changes nothing", () => {
    assert(
      property(
        file,
        newer,
        boolean(),
        constantFrom("\n", "\r\n"),
        ([before, ...regions], contents, force, lineEnd) => {
          const parts = ids.map((id, index) => generated(id, (regions[index]?.[0] ?? []).join("\n")));
          const own = regions.map(([, lines]) => lines);
          const written = [
            ...before,
            ...parts.flatMap((part, index) => [
              ...fileText([part]).trimEnd().split("\n"),
              ...(own[index] ?? []),
            ]),
          ];
          const next = ids.map((id, index) => generated(id, (contents[index] ?? []).join("\n")));
          const expected = [
            ...before,
            ...next.flatMap((part, index) => [
              ...fileText([part]).trimEnd().split("\n"),
              ...(own[index] ?? []),
            ]),
          ];
          const joined = (lines: readonly string[]): string => `${lines.join(lineEnd)}${lineEnd}`;
          const result = merged(joined(written), next, force);
          expect(result).toBe(joined(expected));
          expect(merged(result, next)).toBe(result);
        },
      ),
    );
  });

  test("no single edit of a generated part goes unseen", () => {
    assert(
      property(content, content, (lines, others) => {
        const [was, is] = [lines.join("\n"), others.join("\n")];
        const text = fileText([generated("a", was)]);
        const edited = text.replace(`\n${was}\n`, () => `\n${is}\n`);
        expect(faultsOf(edited, [generated("a", was)])).toHaveLength(was === is ? 0 : 1);
      }),
    );
  });
});
