import { type Rehearsed, notRehearsed, rehearsalFindings } from "../../lib/review/rehearsed";
import { reviewOf } from "../../lib/review/review";
import { planOf } from "./planned";

const SAID = `╷
│ Error: deleting Queue (Account "stshop" / Queue Name "tasks"): unexpected status 409 (409 Conflict) with error: ScopeLocked:
│ The scope cannot perform delete operation because following scope(s) are locked
│
│   with azurerm_storage_queue.storage_queue_tasks,
│   on cdk.tf.json line 12, in resource.azurerm_storage_queue.storage_queue_tasks:
│   12:       },
╵
╷
│ Error: Inconsistent result
╵`;

const nothing: Rehearsed = { again: {}, typesWithoutRules: [] };
const refused: Rehearsed = { ...nothing, refused: { stack: "shop-dev-platform", said: SAID } };

test("each error of a refused apply is a finding, with its resource where Terraform names it", () => {
  const found = rehearsalFindings(refused);
  expect(found.map(({ rule, address, what }) => [rule, address, what])).toEqual([
    [
      "rehearsal-refused",
      "azurerm_storage_queue.storage_queue_tasks",
      'apply stops: deleting Queue (Account "stshop" / Queue Name "tasks"): unexpected status 409 (409 Conflict) with error: ' +
        "ScopeLocked: The scope cannot perform delete operation because following scope(s) are locked",
    ],
    ["rehearsal-refused", "shop-dev-platform", "apply stops: Inconsistent result"],
  ]);
});

test("an error with a secret is not shown, and a long one is cut", () => {
  const said = (text: string): string =>
    rehearsalFindings({ ...nothing, refused: { stack: "s", said: `Error: ${text}` } })[0]?.what ?? "";
  expect(said("AccountKey=abc")).toBe("apply stops: (not shown: it looks like it has a secret)");
  expect(said("x".repeat(900))).toHaveLength("apply stops: ".length + 500);
});

test("a second plan that is not empty is a finding for each resource", () => {
  const again = { "shop-dev-platform": [{ address: "a.b", action: "update", attributes: ["tags"] }] };
  expect(
    rehearsalFindings({ ...nothing, again }).map(({ rule, address, what }) => [rule, address, what]),
  ).toEqual([["rehearsal-not-empty", "a.b", "the plan after apply would update it again: tags"]]);
});

test("nothing is found where everything works, and what was not rehearsed is said", () => {
  expect(rehearsalFindings(nothing)).toEqual([]);
  expect(
    notRehearsed({
      ...nothing,
      skipped: "apply of the base is refused already: x",
      typesWithoutRules: ["A/b"],
    }),
  ).toEqual([
    "the change on the stand-in for Azure: apply of the base is refused already: x",
    "what Azure refuses of these types, for which the stand-in has no rules: A/b",
  ]);
});

test("what was found on the stand-in decides the verdict, unless it is accepted", () => {
  const input = {
    environment: "dev",
    stacks: [planOf([])],
    asked: "all" as const,
    built: [],
    accepted: [],
    acceptedFile: "f.json",
    today: "2026-11-30",
    rehearsed: refused,
  };
  expect(reviewOf(input).verdict).toBe("high");
  const entry = { rule: "rehearsal-refused", address: "*", reason: "known", until: "2026-12-31" };
  expect(reviewOf({ ...input, accepted: [entry] }).verdict).toBe("low");
});
