import fc from "fast-check";
import { HttpRequest } from "@azure/functions";
import { type ProblemDetails, crudHandlers, defineCrudApi, memoryStore } from "../../lib/runtime";
import { feedback } from "../support/feedback";

/** What an answer may have beside what the request had. */
const ANSWER = 10_000;
const handlers = crudHandlers(feedback, memoryStore());

async function sent(
  body: string,
): Promise<{ readonly status: number; readonly size: number; readonly text: string }> {
  const request = new HttpRequest({
    method: "POST",
    url: "https://functions.example/api/feedback",
    headers: { "content-type": "application/json" },
    body: { string: body },
  });
  const { status, body: text = "" } = await handlers.create(request, {
    error: (fault: unknown) => {
      throw new Error("nothing was expected to go wrong", { cause: fault });
    },
  });
  return { status, size: Buffer.byteLength(text), text };
}

const long = "k".repeat(100_000);

/** What is read to tell how fast the machine is: as much as the largest bodies have, twenty times. */
const PARSED = Array.from({ length: 20 }, (_each, number) =>
  JSON.stringify(Object.fromEntries(Array.from({ length: 40_000 }, (_, n) => [`f${number}x${n}`, n]))),
);

/** With the processor's time that it took, in seconds. */
async function measured<Result extends object>(
  act: () => Promise<Result>,
): Promise<Result & { work: number }> {
  const begun = process.cpuUsage();
  const result = await act();
  const { user, system } = process.cpuUsage(begun);
  return { ...result, work: (user + system) / 1e6 };
}

/** Bodies that were answered with up to 500 MB, or seconds later. */
test.each<[string, string]>([
  ["a long name above many numbers", `{"o":{"${long}":[${"1e999,".repeat(20_000)}1]}}`],
  ["many numbers", `{"rating":1,"tags":[${"1e999,".repeat(170_000)}1]}`],
  ["many halves", `{"rating":1,"tags":[${'"\\ud800",'.repeat(100_000)}1]}`],
  [
    "many long names",
    JSON.stringify(Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`${n}${long}`, 1]))),
  ],
  [
    "many unknown fields",
    JSON.stringify(Object.fromEntries(Array.from({ length: 80_000 }, (_, n) => [`f${n}`, 1]))),
  ],
  [
    "many names of half characters",
    `{${Array.from({ length: 60_000 }, (_, n) => `"\\ud800${n}":1`).join(",")}}`,
  ],
  ["one name many times", `{${'"a":1,'.repeat(140_000)}"a":1}`],
  ["many levels", `{"rating":1,"tags":${"[".repeat(400_000)}${"]".repeat(400_000)}}`],
  ["many deep places", `{"rating":1,"tags":[${`${"[".repeat(70)}${"]".repeat(70)},`.repeat(7000)}1]}`],
])("the answer is small and quick: %s", async (_name, body) => {
  const { status, size, work } = await measured(() => sent(body));
  const reference = await measured(() =>
    Promise.resolve({ parsed: PARSED.map((text) => JSON.parse(text) as unknown) }),
  );
  expect(status).toBe(400);
  expect(size).toBeLessThan(ANSWER);
  // On a machine that does other work as well, both take longer.
  expect(work / reference.work).toBeLessThan(1.5);
});

test("an answer with many problems says that there are more than it lists", async () => {
  const fields = (count: number): string =>
    JSON.stringify(
      Object.fromEntries([["rating", 1], ...Array.from({ length: count }, (_, n) => [`f${n}`, 1])]),
    );
  const some = JSON.parse((await sent(fields(20))).text) as ProblemDetails;
  expect(some.errors).toHaveLength(20);
  expect(some.detail).toBe("The body is no Feedback.");
  const many = JSON.parse((await sent(fields(21))).text) as ProblemDetails;
  expect(many.errors).toHaveLength(20);
  expect(many.detail).toBe("The body is no Feedback. Only the first 20 faults are listed.");
});

test("a pointer stops before a name that is too long, and the answer says so", async () => {
  const { text } = await sent(`{"rating":1,"extra":{"a":{"${"x".repeat(500)}":{"b":1e999}}}}`);
  expect((JSON.parse(text) as ProblemDetails).errors).toEqual([
    {
      pointer: "#/extra/a",
      detail: "is too large for a number, in a nested field whose name is too long to show",
    },
  ]);
});

test("a text that is too long is not matched against a pattern", async () => {
  const slow = defineCrudApi({
    name: "slow",
    entityName: "Slow",
    partitionKey: "/id",
    schema: { text: { type: "string", validation: { max: 10, pattern: "^[a-z]+[a-z]+[a-z]+[a-z]+$" } } },
  });
  const { create } = crudHandlers(slow, memoryStore());
  const request = new HttpRequest({
    method: "POST",
    url: "https://functions.example/api/slow",
    headers: { "content-type": "application/json" },
    body: { string: JSON.stringify({ text: `${"a".repeat(3000)}!` }) },
  });
  const begun = process.cpuUsage();
  const { body } = await create(request, { error: () => undefined });
  expect((JSON.parse(body ?? "") as ProblemDetails).errors).toEqual([
    { pointer: "#/text", detail: "must have at most 10 characters" },
  ]);
  expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(1);
});

test("no answer is larger than its request and a constant", async () => {
  const name = fc.oneof(fc.string(), fc.constantFrom("rating", "tags", "extra"), fc.constant(long));
  const { value } = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom("1e999", '"\\ud800"', "9007199254740993", "-0"),
      fc.jsonValue().map((each) => JSON.stringify(each)),
      tie("list"),
      tie("object"),
    ),
    list: fc
      .tuple(fc.array(tie("value")), fc.integer({ min: 1, max: 2000 }))
      .map(
        ([each, times]) =>
          `[${[...each, ...each.slice(0, 1).flatMap((one) => Array<string>(one.length * times > 500_000 ? 1 : times).fill(one))].join(",")}]`,
      ),
    object: fc
      .array(fc.tuple(name, tie("value")))
      .map((all) => `{${all.map(([key, each]) => `${JSON.stringify(key)}:${each}`).join(",")}}`),
  }));
  await fc.assert(
    fc.asyncProperty(value, async (each) => {
      const body = `{"rating":1,"extra":${each}}`;
      const { status, size } = await sent(body);
      expect(status).toBeLessThan(500);
      expect(size).toBeLessThan(body.length + ANSWER);
    }),
    { numRuns: 100 },
  );
});
