import { Clone } from "../../scripts/arm-schemas/clone";
import type { PublishedType } from "../../scripts/arm-schemas/published";
import { armSchemas, schemasText } from "../../scripts/arm-schemas/subset";
import { BodyCheck } from "../../lib/stand-in/arm-schemas/check";
import { GitClone } from "../support/git-clone";

const at = (place: number) => ({ $ref: `#/${place}` });
const property = (place: number, flags = 0) => ({ type: at(place), flags, description: "Left out." });

/** A shop with carts, in the form in which Microsoft publishes types. */
const shop = (last: string): readonly PublishedType[] => [
  { $type: "StringType" },
  { $type: "StringLiteralType", value: "Small" },
  { $type: "StringLiteralType", value: last },
  { $type: "UnionType", elements: [at(1), at(2), at(0)] },
  { $type: "StringType", minLength: 3, maxLength: 5, pattern: "^[a-z]+$" },
  { $type: "IntegerType", minValue: 1, maxValue: 9 },
  // A cart may be in a cart.
  {
    $type: "ObjectType",
    properties: {
      size: property(3, 1),
      code: property(4),
      count: property(5),
      inner: property(6),
      made: property(0, 2),
    },
  },
  { $type: "ArrayType", itemType: at(6), maxLength: 2 },
  { $type: "ObjectType", properties: { kind: property(10, 1), wheels: property(5, 1) } },
  { $type: "ObjectType", properties: { kind: property(11, 1) }, additionalProperties: at(0) },
  { $type: "StringLiteralType", value: "Rolling" },
  { $type: "StringLiteralType", value: "Carried" },
  {
    $type: "DiscriminatedObjectType",
    discriminator: "kind",
    baseProperties: { name: property(0) },
    elements: { Rolling: at(8), Carried: at(9) },
  },
  {
    $type: "ObjectType",
    properties: {
      name: property(0, 9),
      carts: property(7),
      basket: property(12),
      secret: property(14),
      free: property(16),
    },
  },
  { $type: "StringType", sensitive: true },
  { $type: "ResourceType", name: "Microsoft.Shop/shops@2026-01-01", body: at(13) },
  { $type: "AnyType" },
  { $type: "ResourceType", name: "Microsoft.Shop/shops/never@2026-01-01", body: at(6) },
];

const text = (last: string): string => JSON.stringify(shop(last));
const OLD = text("Large").replaceAll("2026-01-01", "2025-01-01");
const ASKED = ["Microsoft.Shop/shops@2026-01-01", "Microsoft.Shop/shops@2025-01-01"];
const clone = new GitClone({
  "generated/shop_1/microsoft.shop/2026-01-01/types.json": text("Large"),
  "generated/shop_0/microsoft.shop/2025-01-01/types.json": OLD,
  "generated/shop_0/microsoft.shop/2026-01-01/types.json": "[]",
  "generated/shop_0/log.out": "not a type",
});
afterAll(() => {
  clone.remove();
});

const schemas = armSchemas(new Clone(clone.folder), ASKED);

test("the generator writes the requested types, with their source", () => {
  expect(Object.keys(schemas.types)).toEqual([...ASKED].sort());
  expect(schemas.commit).toMatch(/^[0-9a-f]{40}$/);
  const written = schemasText(schemas);
  expect(JSON.parse(written)).toEqual(schemas);
  expect(written).not.toContain("Left out.");
});

test("the generator writes the same bytes again, from a bare clone too, in any order", () => {
  const again = armSchemas(new Clone(clone.bare()), [...ASKED].reverse());
  expect(schemasText(again)).toBe(schemasText(schemas));
});

test("the generator keeps common parts of two versions once, recursive ones included", () => {
  // The shop, a cart, and the two baskets with what they share.
  expect(schemas.definitions).toHaveLength(5);
  expect(schemas.types[ASKED[0] ?? ""]).toBe(schemas.types[ASKED[1] ?? ""]);
  const changed = new GitClone({
    "generated/shop/microsoft.shop/2026-01-01/types.json": text("Huge"),
    "generated/shop/microsoft.shop/2025-01-01/types.json": OLD,
  });
  const { definitions, types } = armSchemas(new Clone(changed.folder), ASKED);
  changed.remove();
  expect(types[ASKED[0] ?? ""]).not.toBe(types[ASKED[1] ?? ""]);
  // Only the baskets are still the same.
  expect(definitions).toHaveLength(7);
});

test("the generator names types that are not published", () => {
  expect(() => armSchemas(new Clone(clone.folder), [...ASKED, "Microsoft.Shop/shops@2020-01-01"])).toThrow(
    /^not published at [0-9a-f]{40}: Microsoft.Shop\/shops@2020-01-01$/,
  );
});

describe("a body", () => {
  const check = new BodyCheck(schemas);
  const found = (body: object) =>
    check
      .findings(ASKED[0] ?? "", { name: "a", ...body }, false)
      .map(({ kind, at: place }) => `${kind} ${place}`);

  test.each<[object, readonly string[]]>([
    [{ carts: [{ size: "Small", code: "abc", count: 9, inner: { size: "Large" } }], free: { a: [1] } }, []],
    [{ basket: { kind: "Carried", colour: "red" }, secret: "s" }, []],
    [{ carts: [{ size: "Medium" }] }, ["value carts[].size"]],
    [{ carts: [{ size: "small" }] }, ["spelling carts[].size"]],
    [{ carts: [{ size: "Small", inner: {} }] }, ["missing carts[].inner.size"]],
    [{ carts: [{ size: "Small", made: "today" }] }, ["read-only carts[].made"]],
    [
      {
        carts: [
          { size: "Small", code: "abcdef" },
          { size: "Small", code: "ab1" },
        ],
      },
      ["length carts[].code", "pattern carts[].code"],
    ],
    [{ carts: [{ size: "Small", count: 10 }] }, ["range carts[].count"]],
    [{ carts: [{ size: "Small", count: 1.5 }] }, ["range carts[].count"]],
    [{ carts: [{ size: "Small", count: "1" }] }, ["type carts[].count"]],
    [{ carts: [1, 2, 3] }, ["length carts", "type carts[]", "type carts[]", "type carts[]"]],
    [{ carts: null }, ["null carts"]],
    [{ carts: {} }, ["type carts"]],
    [{ Carts: [] }, ["spelling Carts"]],
    [{ trolleys: [] }, ["unknown trolleys"]],
    [{ basket: { name: "a" } }, ["missing basket.kind"]],
    [{ basket: { kind: "Thrown" } }, ["value basket.kind"]],
    [{ basket: { kind: "Rolling", colour: "red" } }, ["missing basket.wheels", "unknown basket.colour"]],
    [{ basket: { kind: "Carried", colour: 1 } }, ["type basket{}"]],
  ])("a body is checked against its type: %j", (body, findings) => {
    expect(found(body)).toEqual(findings);
  });
});
