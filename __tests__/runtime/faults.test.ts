import { memoryStore } from "../../lib/runtime";
import { callerOf } from "../support/crud-calls";
import { feedback } from "../support/feedback";

const call = callerOf(feedback, memoryStore());

describe("a fault of a body", () => {
  test.each<[string, unknown, string, string]>([
    ["required", {}, "#/rating", "is required"],
    ["type", { rating: "4" }, "#/rating", "must be of type number"],
    ["null", { rating: null }, "#/rating", "must be of type number"],
    ["minimum", { rating: 0 }, "#/rating", "must be at least 1"],
    ["maximum", { rating: 6 }, "#/rating", "must be at most 5"],
    ["no number", '{"rating":1e999}', "#/rating", "is too large for a number"],
    ["shortest", { rating: 1, comment: "x" }, "#/comment", "must have at least 2 characters"],
    ["longest", { rating: 1, comment: "x".repeat(10) }, "#/comment", "must have at most 9 characters"],
    ["pattern", { rating: 1, comment: "XX" }, "#/comment", "must match ^[a-z ]+$"],
    ["enum", { rating: 1, mood: "sad" }, "#/mood", "must be one of calm, cross"],
    [
      "time",
      { rating: 1, at: "today" },
      "#/at",
      "must be a date and time such as 2026-01-31T09:30:00Z, with at most seven decimal places in the seconds",
    ],
    ["boolean", { rating: 1, public: 1 }, "#/public", "must be of type boolean"],
    ["list", { rating: 1, tags: [1, 2, 3] }, "#/tags", "must have at most 2 entries"],
    ["object", { rating: 1, extra: [] }, "#/extra", "must be of type object"],
    ["unknown", { rating: 1, "a/b #": 1 }, "#/a~1b%20%23", "is not a field of this item"],
    ["inherited", { rating: 1, constructor: 1 }, "#/constructor", "is not a field of this item"],
    ["prototype", '{"rating":1,"__proto__":{}}', "#/__proto__", "is not a field of this item"],
    ["system", { rating: 1, _etag: "x" }, "#/_etag", "is not a field of this item"],
    ["id", { rating: 1, id: "" }, "#/id", "must have at least 1 characters"],
    ["half", '{"rating":1,"id":"\\ud800"}', "#/id", "has to be Unicode, and holds half a character"],
    ["half", '{"rating":1,"\\ud800":1}', "#", "has a name that is not Unicode, and holds half a character"],
  ])("a fault of a body is reported with its place in %s: %j", async (_name, body, pointer, detail) => {
    const { status, content } = await call("create", { body });
    expect({ status, content }).toMatchObject({ status: 400, content: { errors: [{ pointer, detail }] } });
    expect((content as { errors: unknown[] }).errors).toHaveLength(1);
  });

  test("several faults of a body are reported at once", async () => {
    const { content } = await call("create", { body: { mood: 1, other: 2 } });
    expect(content).toMatchObject({ title: "Bad Request", detail: "The body is no Feedback." });
    expect(
      (content as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer).sort(),
    ).toEqual(["#/mood", "#/mood", "#/other", "#/rating"]);
  });
});
