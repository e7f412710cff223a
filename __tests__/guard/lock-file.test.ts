import fc from "fast-check";
import { contentOf, lockFileText, readLockFile } from "../../lib/guard/lock-file";

const anything = fc.string({ minLength: 1, unit: "grapheme" });
const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const address = fc.record({
  environment: word,
  stack: word,
  address: fc.stringMatching(/^azurerm_[a-z_]{1,8}\.[A-Za-z0-9_-]{1,8}$/),
  name: anything,
  id: anything,
});
const acknowledgement = fc.record({
  stack: word,
  address: fc.constant("*"),
  until: fc.constantFrom("2026-12-31", "2028-02-29"),
  reason: fc.stringMatching(/^[a-z][ -~]{0,20}[a-z]$/),
});

test("what is written is read again, and written in the same way in any order", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(address, { selector: (each) => `${each.stack} ${each.address}` }),
      fc.uniqueArray(acknowledgement, { selector: (each) => each.stack }),
      (addresses, allowed) => {
        const acknowledgements = allowed.map((each) => ({ ...each, line: 1 }));
        const text = lockFileText({ addresses, acknowledgements });
        const read = readLockFile(text.replaceAll("\n", "\r\n"));
        expect(read.faults).toEqual([]);
        expect(new Set(read.addresses.map((each) => JSON.stringify(each)))).toEqual(
          new Set(addresses.map((each) => JSON.stringify(each))),
        );
        expect(lockFileText(read)).toBe(text);
        expect(lockFileText({ addresses: [...addresses].reverse(), acknowledgements })).toBe(text);
      },
    ),
  );
});

const LINE = "dev shop-dev-platform azurerm_key_vault.key_vault kv /a/kv";
const faultsOf = (...lines: readonly string[]): readonly string[] =>
  readLockFile(["version: 1", ...lines].join("\n")).faults.map(({ line, message }) => `${line} ${message}`);

test.each([
  [
    ["<<<<<<< ours", LINE, "=======", ">>>>>>> theirs"],
    ["2 is a conflict of git", "4 is a conflict of git", "5 is a conflict of git"],
  ],
  [[LINE, LINE], ["3 says again what line 2 says"]],
  [
    [LINE, LINE.replace("/a/kv", "/b/kv")],
    ["3 has another name or id of azurerm_key_vault.key_vault than line 2"],
  ],
  [["dev shop-dev-platform key_vault kv /a/kv"], ['2 "key_vault" is no address of Terraform']],
  [["dev shop-dev-platform"], ["2 has 2 fields, and not <environment> <stack> <address> <name> <id>"]],
  [
    [`${LINE} "`],
    ["2 has a text in quotes that is not JSON, and not <environment> <stack> <address> <name> <id>"],
  ],
  [
    ["acknowledged shop azurerm_a.b until 2026-12-31: why"],
    ["2 is no acknowledgement of one address until a day"],
  ],
  [["acknowledged: shop azurerm_a.b until 2026-02-30: why"], ['2 "2026-02-30" is no day']],
  [["acknowledged: shop azurerm_a.b until 2026-12-31"], ["2 has no reason"]],
  [
    [
      "acknowledged: shop azurerm_a.b until 2026-12-31: a",
      "acknowledged: shop azurerm_a.b until 2027-12-31: b",
    ],
    ["3 acknowledges azurerm_a.b of shop again, after line 2"],
  ],
  [["version: 2"], ['2 has another version, "version: 2"']],
])("%j has faults", (lines, faults) => {
  expect(faultsOf(...lines)).toEqual(faults);
});

test("a file of another kind has no version, and every fault has a fix", () => {
  const { faults } = readLockFile("# a comment\nlodash@4:\n");
  expect(faults.map(({ line, message }) => `${line} ${message}`)).toEqual([
    '1 has no line "version: 1"',
    "2 has 1 fields, and not <environment> <stack> <address> <name> <id>",
  ]);
  for (const { fix } of faults) expect(fix).not.toBe("");
});

test("the order of lines is content, and comments, empty lines and the mark of an encoding are not", () => {
  expect(contentOf("\uFEFF# a\r\n\r\nversion: 1\r\n b \r\n")).toEqual(["version: 1", "b"]);
});
