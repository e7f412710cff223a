import {
  type Acceptance,
  AcceptedFileError,
  judge,
  readAccepted,
  unusedEntries,
} from "../../lib/review/accepted";
import type { Finding } from "../../lib/review/finding";

const finding: Finding = {
  rule: "data-destroyed",
  severity: "high",
  address: "azurerm_storage_queue.storage_queue_old",
  what: "is destroyed",
  why: "Data is gone.",
  fix: "Keep it.",
  causes: [],
  source: "docs",
};

const entry: Acceptance = {
  rule: "data-destroyed",
  address: "azurerm_storage_queue.*",
  reason: "The queue is empty since March.",
  until: "2026-12-31",
};

const how = { environment: "prod", today: "2026-12-31", file: "accepted-findings.json" };

test("a finding is accepted until the end of the day, in every environment or in the one that is named", () => {
  expect(judge([finding], [entry], how)).toEqual({
    open: [],
    accepted: [{ finding, reason: entry.reason, until: entry.until }],
  });
  expect(judge([finding], [{ ...entry, environment: "prod" }], how).open).toEqual([]);
  expect(judge([finding], [{ ...entry, environment: "dev" }], how).open).toEqual([finding]);
});

test.each([
  ["another rule", { rule: "data-replaced" }],
  ["another address", { address: "azurerm_storage_account.*" }],
  ["a part of the address", { address: "azurerm_storage_queue" }],
])("%s accepts nothing", (_what, other) => {
  expect(judge([finding], [{ ...entry, ...other }], how).open).toEqual([finding]);
});

test("from the next day on it is a finding again, and so is the entry", () => {
  const { open, accepted } = judge([finding], [entry], { ...how, today: "2027-01-01" });
  expect(accepted).toEqual([]);
  expect(open.map(({ rule, severity }) => [rule, severity])).toEqual([
    ["data-destroyed", "high"],
    ["acceptance-expired", "medium"],
  ]);
  expect(open[1]?.address).toBe("accepted-findings.json: data-destroyed, azurerm_storage_queue.*");
});

test("an entry that accepts nothing is a finding, where everything was reviewed", () => {
  const reviewed = [{ environment: "prod", findings: [finding] }];
  const unused = (entries: readonly Acceptance[], isWhole = true): readonly string[] =>
    unusedEntries(entries, reviewed, { file: "f.json", isWhole }).map(
      ({ rule, severity }) => `${rule} ${severity}`,
    );
  expect(unused([entry])).toEqual([]);
  expect(unused([{ ...entry, environment: "dev" }])).toEqual(["acceptance-unused low"]);
  expect(unused([{ ...entry, rule: "slow" }])).toEqual(["acceptance-unused low"]);
  expect(unused([{ ...entry, rule: "slow" }], false)).toEqual([]);
});

const RULES = ["data-destroyed", "slow"];

test("a file is read", () => {
  expect(readAccepted(JSON.stringify([entry]), "f.json", RULES)).toEqual([entry]);
});

test("every mistake in a file is named at once", () => {
  const text = JSON.stringify([
    { ...entry, rule: "data-destroyd" },
    { ...entry, until: "2026-02-30", reason: " ", note: 1 },
    "x",
    { ...entry, environment: 3, address: "" },
  ]);
  const read = (): unknown => readAccepted(text, "f.json", RULES);
  expect(read).toThrow(AcceptedFileError);
  expect(read).toThrow(
    [
      "f.json has 7 mistakes:",
      '  entry 1: rule must be the name of a rule, got "data-destroyd". Did you mean "data-destroyed"?',
      "  entry 2: note is no field of an entry",
      '  entry 2: reason must say why it is accepted, got " "',
      '  entry 2: until must be a day such as "2027-01-31", got "2026-02-30"',
      '  entry 3: must be { rule, address, reason, until }, got "x"',
      '  entry 4: address must be that of the finding, got ""',
      "  entry 4: environment must be the name of one, got 3",
    ].join("\n"),
  );
});

test.each([
  ["{", /f\.json is not valid JSON/],
  ["{}", /f\.json must be a list of/],
])("%s is refused", (text, message) => {
  expect(() => readAccepted(text, "f.json", RULES)).toThrow(message);
});
