import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { type RetryPolicy, defineFunction } from "../../lib";
import { registeredRetry } from "../../lib/components/triggers/retry-policy";
import { packageCode } from "../../lib/packaging";
import { startPackage } from "../../lib/stand-in/functions-host";
import { problemsOf } from "../support/problems";
import { userProject } from "../support/user-project";

jest.unmock("../../lib/components/missing-entries");

const entry = "./lib/index.ts";
const FIXED = { strategy: "fixedDelay", maxRetryCount: 5, delayInterval: "00:00:10" } as const;
const GROWING = {
  strategy: "exponentialBackoff",
  maxRetryCount: -1,
  minimumInterval: "00:00:05",
  maximumInterval: "01:00:00",
} as const;
const timer = (retry: unknown): object => ({ type: "timer", schedule: "0 30 4 * * *", retry });
const changes = (retry: unknown): object => ({
  type: "cosmosDB",
  container: "orders",
  partitionKey: "/id",
  retry,
});
const started = (trigger: object): object => ({ it: { kind: "function", name: "it", entry, trigger } });
const STRATEGIES = 'must have a strategy of "fixedDelay" or "exponentialBackoff"';

describe.each([
  ["timer", timer],
  ["cosmosDB", changes],
])("a retry policy of a %s trigger", (_type, trigger) => {
  test.each<[unknown, string, string]>([
    [3, "", `${STRATEGIES}, got 3`],
    [{ ...FIXED, strategy: "fixed" }, "", `${STRATEGIES}, got {`],
    [
      { ...FIXED, maxRetryCount: 1.5 },
      ".maxRetryCount",
      "must be a whole number of 0 or more, or -1 to retry forever; got 1.5",
    ],
    [
      { ...FIXED, maxRetryCount: -2 },
      ".maxRetryCount",
      "must be a whole number of 0 or more, or -1 to retry forever; got -2",
    ],
    [
      { ...FIXED, delayInterval: 10 },
      ".delayInterval",
      "must be a time in hours, minutes and seconds, got 10",
    ],
    [
      { ...FIXED, delayInterval: "24:00:00" },
      ".delayInterval",
      'must be a time in hours, minutes and seconds, got "24:00:00"',
    ],
    [{ ...FIXED, delay: "00:00:10" }, ".delay", "unknown field"],
    [{ ...GROWING, delayInterval: "00:00:10" }, ".delayInterval", "unknown field"],
    [
      { ...GROWING, minimumInterval: undefined },
      ".minimumInterval",
      "must be a time in hours, minutes and seconds, got undefined",
    ],
    [
      { ...GROWING, minimumInterval: "02:00:00" },
      ".maximumInterval",
      'must not be shorter than minimumInterval, "02:00:00"; got "01:00:00"',
    ],
  ])("a retry policy is not %j", (retry, path, message) => {
    const [only, ...others] = problemsOf({}, started(trigger(retry)));
    expect([only?.path, others]).toEqual([`components.it.trigger.retry${path}`, []]);
    expect(only?.message).toContain(message);
  });

  test.each([[FIXED], [GROWING], [{ ...FIXED, maxRetryCount: 0 }]])("a retry policy is %j", (retry) => {
    expect(problemsOf({}, started(trigger(retry)))).toEqual([]);
  });
});

test("other triggers take no retry policy", () => {
  for (const trigger of [
    { type: "http", retry: FIXED },
    { type: "queue", queue: "jobs", retry: FIXED },
  ])
    expect(problemsOf({}, started(trigger))).toMatchObject([{ path: "components.it.trigger.retry" }]);
});

test("the times of a retry policy are registered in milliseconds", () => {
  const time = fc.record({ h: fc.nat(23), m: fc.nat(59), s: fc.nat(59) });
  const two = (part: number): string => String(part).padStart(2, "0");
  fc.assert(
    fc.property(time, fc.integer({ min: -1, max: 100 }), ({ h, m, s }, maxRetryCount) => {
      const delayInterval = `${two(h)}:${two(m)}:${two(s)}`;
      expect(registeredRetry({ strategy: "fixedDelay", maxRetryCount, delayInterval })).toEqual({
        retry: { strategy: "fixedDelay", maxRetryCount, delayInterval: new Date(0).setUTCHours(h, m, s) },
      });
    }),
  );
});

test("the host gets the retry policy", async () => {
  const root = mkdtempSync(join(tmpdir(), "retry-"));
  userProject(root, { "src/run.js": "module.exports = () => 1;\n" });
  const made = (name: string, retry?: RetryPolicy) =>
    defineFunction({
      name,
      entry: "./src/run.js",
      trigger: { type: "timer", schedule: "0 30 4 * * *", ...(retry && { retry }) },
    });
  const { file } = await packageCode(
    {
      never: made("never"),
      fixed: made("fixed", FIXED),
      growing: defineFunction({
        name: "growing",
        entry: "./src/run.js",
        trigger: { type: "cosmosDB", container: "orders", partitionKey: "/id", retry: GROWING },
      }),
    },
    { root },
  );
  const told = startPackage(readFileSync(file)).map(
    (each) => [each.name, Reflect.get(each, "retryOptions") as unknown] as const,
  );
  expect(Object.fromEntries(told)).toMatchObject({
    never: undefined,
    fixed: { retryStrategy: "fixedDelay", maxRetryCount: 5, delayInterval: { seconds: 10 } },
    growing: {
      retryStrategy: "exponentialBackoff",
      maxRetryCount: -1,
      minimumInterval: { seconds: 5 },
      maximumInterval: { seconds: 3600 },
    },
  });
  rmSync(root, { recursive: true });
});
