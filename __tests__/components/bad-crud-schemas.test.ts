import { checkCrudSchema } from "../../lib/components/check-crud-schema";
import { problem, problemsOf } from "../support/problems";
import { feedbackApi } from "../support/sample";

const bad = (path: string, message: string, fix: string) =>
  problem(`components.api.${path}`, message, fix, "your components");
/** A declaration as JavaScript could make it. */
const api = (differences: object): object => ({ api: { ...feedbackApi, ...differences } });
const schema = (fields: object): object => ({ schema: { id: "string", ...fields } });
const field = (said: object): object => schema({ field: said });
const text = (validation: unknown): object => field({ type: "string", validation });

const OTHER = "rename the field";
const ALLOWED = "set a default that the field allows, or remove it";
const SAY = "correct or remove it";

describe("a schema that no item could meet", () => {
  test.each<[string, object, ReturnType<typeof bad>]>([
    ["a system field", schema({ _ts: "number" }), bad("schema._ts", "is a system field of Cosmos DB", OTHER)],
    [
      "an inherited name",
      schema({ constructor: "string" }),
      bad("schema.constructor", "is a property of every JavaScript object", OTHER),
    ],
    [
      "a field without a name",
      schema({ "": "string" }),
      bad("schema.", "a field name must be valid Unicode", "give it one"),
    ],
    [
      "an id that is no text",
      { schema: { id: "number" } },
      bad("schema.id", 'must be "string", got "number"', 'set it to "string", or rename the field'),
    ],
    [
      "an id with a default",
      { schema: { id: { type: "string", default: "one" } } },
      bad(
        "schema.id.default",
        'must not be set: an id is unique, and a default is the same for every item; got "one"',
        "remove it: a missing id is generated",
      ),
    ],
    [
      "an id that forbids what is generated",
      { schema: { id: { type: "string", validation: { max: 10 } } } },
      bad(
        "schema.id.validation",
        "refuses the UUIDs that are generated for items without an id: an id must have at most 10 characters",
        "set required to true, or allow UUIDs",
      ),
    ],
    [
      "an id that is too long",
      { schema: { id: { type: "string", required: true, validation: { min: 300 } } } },
      bad(
        "schema.id.validation.min",
        "no value is valid: an id has at most 255 characters, got 300",
        "set it to 255 or less",
      ),
    ],
    [
      "a default of another type",
      field({ type: "number", default: "4" }),
      bad("schema.field.default", 'must be of type number, got "4"', ALLOWED),
    ],
    [
      "a default of an object",
      field({ type: "object", default: {} }),
      bad("schema.field.default", "must be a string, a number or a boolean, got {}", ALLOWED),
    ],
    [
      "a default that JSON cannot say",
      field({ type: "number", default: 1n }),
      bad("schema.field.default", "must be a string, a number or a boolean, got 1n", ALLOWED),
    ],
    [
      "a default that is no time",
      field({ type: "timestamp", default: "now" }),
      bad(
        "schema.field.default",
        'must be a date and time such as 2026-01-31T09:30:00Z, with at most seven decimal places in the seconds, got "now"',
        ALLOWED,
      ),
    ],
    [
      "a default that the values do not have",
      field({ type: "string", default: "opne", validation: { enum: ["open", "done"] } }),
      bad("schema.field.default", 'must be one of open, done, got "opne"', ALLOWED),
    ],
    [
      "a default that is too large",
      field({ type: "number", default: 6, validation: { max: 5 } }),
      bad("schema.field.default", "must be at most 5, got 6", ALLOWED),
    ],
    [
      "a default that no partition key can be",
      {
        partitionKey: "/field",
        ...field({ type: "string", default: "x".repeat(513) }),
      },
      bad("schema.field.default", `must have at most 512 characters, got "${"x".repeat(116)}...`, ALLOWED),
    ],
    [
      "a pattern that is none",
      text({ pattern: "(" }),
      bad(
        "schema.field.validation.pattern",
        'must be a Unicode regular expression, got "("',
        'write one such as "^[A-Z]{3}$"',
      ),
    ],
    [
      "a pattern of another kind",
      text({ pattern: 5 }),
      bad(
        "schema.field.validation.pattern",
        "must be a Unicode regular expression, got 5",
        'write one such as "^[A-Z]{3}$"',
      ),
    ],
    [
      "min over max",
      text({ min: 5, max: 2 }),
      bad(
        "schema.field.validation.min",
        "is greater than max, so no value is valid: 5 and 2",
        "swap min and max",
      ),
    ],
    [
      "a length that is none",
      text({ min: -1 }),
      bad("schema.field.validation.min", "must be a whole number of 0 or more, got -1", SAY),
    ],
    [
      "a bound that is no number",
      field({ type: "number", validation: { max: "5" } }),
      bad("schema.field.validation.max", 'must be a number, got "5"', SAY),
    ],
    [
      "a time that is too short",
      field({ type: "timestamp", validation: { max: 10 } }),
      bad(
        "schema.field.validation.max",
        "no value is valid: a timestamp has at least 28 characters, got 10",
        "set it to 28 or more",
      ),
    ],
    [
      "a partition key that is too long",
      { partitionKey: "/field", ...text({ min: 600 }) },
      bad(
        "schema.field.validation.min",
        "no value is valid: a partition key has at most 512 characters, got 600",
        "set it to 512 or less",
      ),
    ],
    [
      "a rule that says nothing",
      field({ type: "boolean", validation: { min: 1 } }),
      bad("schema.field.validation.min", "does not apply to a field of type boolean, got 1", "remove it"),
    ],
    [
      "a list with a pattern",
      field({ type: "array", validation: { pattern: "a" } }),
      bad("schema.field.validation.pattern", 'does not apply to a field of type array, got "a"', "remove it"),
    ],
    [
      "no values",
      text({ enum: [] }),
      bad(
        "schema.field.validation.enum",
        "must be a list of the values allowed, got []",
        "list at least one value",
      ),
    ],
    [
      "a value twice",
      text({ enum: ["a", "a"] }),
      bad("schema.field.validation.enum", 'lists a value twice, got ["a","a"]', "list each value once"),
    ],
    [
      "a value that another rule forbids",
      text({ enum: ["a", "bc"], max: 1 }),
      bad(
        "schema.field.validation.enum",
        'contains "bc", but a value must have at most 1 characters',
        "remove it from the list, or change the rule",
      ),
    ],
    [
      "rules that are none",
      text(5),
      bad("schema.field.validation", "must be an object, got 5", "write it like { min: 1, max: 5 }"),
    ],
    [
      "an answer that is neither",
      field({ type: "string", required: "yes" }),
      bad("schema.field.required", 'must be true or false, got "yes"', SAY),
    ],
    [
      "a description of another kind",
      field({ type: "string", description: 5 }),
      bad("schema.field.description", "must be a string, got 5", SAY),
    ],
  ])("a schema that no item could meet is refused: %s", (_what, differences, expected) => {
    expect(problemsOf({}, api(differences))).toEqual([expected]);
  });
});

test.each(["^(a+)+$", "^([a-z]+-?)*$"])("a pattern that can take minutes is refused: %s", (pattern) => {
  const faults: string[] = [];
  const schema = { code: { type: "string", validation: { pattern } } };
  checkCrudSchema(schema, { partition: ["id"], expires: false }, (path, message) =>
    faults.push(`${path} ${message}`),
  );
  expect(faults).toEqual([
    expect.stringContaining(
      "schema.code.validation.pattern can take minutes on a short string (catastrophic backtracking)",
    ),
  ]);
});
