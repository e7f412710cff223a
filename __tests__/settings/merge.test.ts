import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { type Data, type DataObject, type Layer, isDataObject, mergeLayers } from "../../lib/settings/merge";

/** The first value is said by layer "1", the second by "2", and so on. */
function layersOf(...values: readonly unknown[]): readonly Layer[] {
  return values.map((value, index) => ({
    name: `${index + 1}`,
    chosen: index > 0,
    value: value as DataObject,
  }));
}

function merged(...values: readonly unknown[]): DataObject {
  return mergeLayers(layersOf(...values)).value;
}

/** Leaf path → name of the layer that decided it. */
function decidedBy(...values: readonly unknown[]): Readonly<Record<string, string>> {
  const { origins } = mergeLayers(layersOf(...values));
  return Object.fromEntries(Object.entries(origins.all()).map(([path, { layer }]) => [path, layer]));
}

/** Every path at which a value cannot be merged any deeper. */
function leaves(value: Data, at = ""): readonly string[] {
  if (!isDataObject(value) || (at !== "" && Object.keys(value).length === 0)) return [at];
  return Object.entries(value).flatMap(([key, each]) => leaves(each, at === "" ? key : `${at}.${key}`));
}

class Alive {
  readonly type = "alive";
  readonly inner = { deep: true };
}
const alive = new Alive();

describe("the merge rule", () => {
  test.each<[string, unknown, unknown, unknown]>([
    [
      "objects merge at every depth",
      { a: { b: { c: 1 } } },
      { a: { b: { d: 2 } } },
      { a: { b: { c: 1, d: 2 } } },
    ],
    ["an array replaces an array", { a: [1, 2, 3] }, { a: [4] }, { a: [4] }],
    ["an empty array replaces an array", { a: [1] }, { a: [] }, { a: [] }],
    ["a scalar replaces a scalar", { a: 1 }, { a: "one" }, { a: "one" }],
    [
      "undefined says nothing",
      { a: 1, b: { c: 2 } },
      { a: undefined, b: { c: undefined } },
      { a: 1, b: { c: 2 } },
    ],
    ["undefined leaves no key behind", {}, { a: undefined, b: { c: undefined } }, { b: {} }],
    ["null is a value", { a: { b: 1 } }, { a: null }, { a: null }],
    ["zero and the empty text are values", { a: 1, b: "x" }, { a: 0, b: "" }, { a: 0, b: "" }],
    ["false replaces an object", { a: { b: 1 } }, { a: false }, { a: false }],
    ["an object replaces false", { a: false }, { a: { b: 1 } }, { a: { b: 1 } }],
    ["an empty object changes nothing of an object", { a: { b: 1 } }, { a: {} }, { a: { b: 1 } }],
    ["an object replaces an array", { a: [1] }, { a: { b: 1 } }, { a: { b: 1 } }],
    [
      "another type replaces",
      { a: { type: "x", p: 1 } },
      { a: { type: "y", q: 2 } },
      { a: { type: "y", q: 2 } },
    ],
    [
      "the same type merges",
      { a: { type: "x", p: 1 } },
      { a: { type: "x", q: 2 } },
      { a: { type: "x", p: 1, q: 2 } },
    ],
    [
      "no type merges into a type",
      { a: { type: "x", p: 1 } },
      { a: { q: 2 } },
      { a: { type: "x", p: 1, q: 2 } },
    ],
    ["a type replaces what has none", { a: { p: 1 } }, { a: { type: "x" } }, { a: { type: "x" } }],
  ])("the merge of layers follows the rule: %s", (_rule, earlier, later, expected) => {
    expect(merged(earlier, later)).toStrictEqual(expected);
  });

  test("a name that every object inherits is merged like any other key", () => {
    expect(Object.entries(merged({}, { constructor: { a: 1 }, toString: 2 }))).toEqual([
      ["constructor", { a: 1 }],
      ["toString", 2],
    ]);
  });

  test("an object that was switched off and on again keeps no earlier key", () => {
    expect(merged({ a: { b: 1 } }, { a: false }, { a: { c: 2 } })).toStrictEqual({ a: { c: 2 } });
  });

  test("an object without a prototype merges like any other", () => {
    const bare: unknown = Object.assign(Object.create(null) as object, { c: 2 });
    expect(merged({ a: { b: 1 } }, { a: bare })).toStrictEqual({ a: { b: 1, c: 2 } });
  });

  test("a class instance is a scalar: kept as it is, replaced as a whole", () => {
    expect(merged({ a: { b: 1 } }, { a: alive })["a"]).toBe(alive);
    expect(merged({ a: alive }, { a: { b: 1 } })).toStrictEqual({ a: { b: 1 } });
    expect(decidedBy({ a: { b: 1 } }, { a: alive })).toEqual({ a: "2" });
  });

  test("a key __proto__ reaches no other object", () => {
    const evil = JSON.parse(
      '{ "__proto__": { "polluted": true }, "a": { "__proto__": { "polluted": true } } }',
    ) as Data;
    mergeLayers(layersOf({ a: { b: 1 } }, evil, evil));
    expect(({} as DataObject)["polluted"]).toBeUndefined();
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  // Jest's structuredClone makes such objects: the settings of a plan are scalars in every user's Jest tests.
  test("an object of another realm merges like any other", () => {
    const foreign: unknown = runInNewContext("({ c: 2 })");
    expect(merged({ a: { b: 1 } }, { a: foreign })["a"]).toEqual({ b: 1, c: 2 });
  });

  // The key is taken for the prototype of the merged object, which then has what nobody said.
  test("a key __proto__ is kept as an own key of the result", () => {
    const value = merged({}, JSON.parse('{ "__proto__": { "polluted": true } }'));
    expect(value["polluted"]).toBeUndefined();
  });
});

describe("the origin of a leaf", () => {
  test.each<[string, readonly unknown[], Readonly<Record<string, string>>]>([
    ["is the last layer that said it", [{ a: { b: 1, c: 1 } }, { a: { c: 2 } }], { "a.b": "1", "a.c": "2" }],
    ["is the last layer even where it says the same", [{ a: 1 }, { a: 1 }], { a: "2" }],
    ["stays where a later layer says undefined", [{ a: 1 }, { a: undefined }], { a: "1" }],
    ["stays where a later layer says an empty object", [{ a: { b: 1 } }, { a: {} }], { "a.b": "1" }],
    ["is kept for an empty object", [{ a: {} }], { a: "1" }],
    ["is kept for an object of nothing but undefined", [{ a: { b: undefined } }], { a: "1" }],
    ["is kept for an array as a whole", [{ a: [{ b: 1 }] }], { a: "1" }],
    [
      "is forgotten with the object that false replaces",
      [{ a: { b: 1, c: { d: 1 } } }, { a: false }],
      { a: "2" },
    ],
    ["is forgotten with the false that an object replaces", [{ a: false }, { a: { b: 1 } }], { "a.b": "2" }],
    ["is forgotten with another type", [{ a: { type: "x", p: 1 } }, { a: { type: "y" } }], { "a.type": "2" }],
    [
      "stays with a neighbour whose name begins alike",
      [{ ab: 1, a: { b: 1 } }, { a: 2 }],
      { ab: "1", a: "2" },
    ],
  ])("the origin of a leaf %s", (_case, values, expected) => {
    expect(decidedBy(...values)).toStrictEqual(expected);
  });

  // Said `{}` first, the path keeps the origin of the empty object beside those of what is merged into it.
  test("the origin of a leaf is forgotten with the empty object that another replaces", () => {
    expect(decidedBy({ a: {} }, { a: { b: 1 } })).toStrictEqual({ "a.b": "2" });
  });

  test("the origin of a leaf says whether a user chose it, and under which name it was written", () => {
    const { origins } = mergeLayers([
      { name: "service defaults", chosen: false, value: { logs: { retentionInDays: 30, quota: 1 } } },
      {
        name: "your options",
        chosen: true,
        value: { logs: { retentionInDays: 90 } },
        saidAs: { "logs.retentionInDays": "logRetention" },
      },
    ]);
    expect(origins.all()).toStrictEqual({
      "logs.retentionInDays": { layer: "your options", chosen: true, path: "logRetention" },
      "logs.quota": { layer: "service defaults", chosen: false, path: "logs.quota" },
    });
  });
});

const key = fc.constantFrom("a", "b", "c", "type");
const leaf = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constantFrom("x", "y"),
  fc.constant(null),
  fc.array(fc.integer(), { maxLength: 2 }),
);
const { tree } = fc.letrec<{ tree: DataObject }>((tie) => ({
  tree: fc.dictionary(key, fc.oneof({ maxDepth: 3 }, leaf, tie("tree")), {
    minKeys: 1,
    maxKeys: 4,
    noNullPrototype: true,
  }),
}));

describe("any merge", () => {
  test("every leaf of any merge has its origin, and no other path has one", () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 4 }), (values) => {
        const { value, origins } = mergeLayers(layersOf(...values));
        expect(Object.keys(origins.all()).sort()).toEqual([...leaves(value)].sort());
      }),
    );
  });

  test("the last layer wins in any merge, and merging it again changes nothing", () => {
    fc.assert(
      fc.property(tree, tree, (earlier, later) => {
        const once = merged(earlier, later);
        expect(once).toMatchObject(later);
        expect(merged(earlier, later, later)).toStrictEqual(once);
      }),
    );
  });

  test("any merge leaves its inputs unchanged", () => {
    fc.assert(
      fc.property(tree, tree, (earlier, later) => {
        const before = structuredClone([earlier, later]);
        merged(earlier, later, earlier);
        expect([earlier, later]).toStrictEqual(before);
      }),
    );
  });
});
