import type { Definition, Shape } from "../../lib/stand-in/arm-schemas/schema";

/** Definitions without repetition, and where each went: API versions of one type share nearly all of them. */
export function withoutRepetition(definitions: readonly Definition[]): {
  readonly definitions: readonly Definition[];
  readonly moved: (shape: Shape) => Shape;
} {
  // All are taken for the same, then told apart until nothing changes: so definitions that hold themselves are found too.
  let classes = definitions.map(() => 0);
  for (;;) {
    const names = new Map<string, number>();
    const refined = definitions.map((definition) => {
      const text = JSON.stringify(renumbered(definition, (place) => classes[place] ?? 0));
      const known = names.get(text) ?? names.size;
      names.set(text, known);
      return known;
    });
    const before = new Set(classes).size;
    classes = refined;
    if (names.size === before) break;
  }
  const moved = (place: number): number => classes[place] ?? 0;
  const kept = definitions.filter((_definition, place) => classes.indexOf(moved(place)) === place);
  return {
    definitions: kept.map((definition) => renumbered(definition, moved)),
    moved: (shape) => renumberedShape(shape, moved),
  };
}

function renumbered(
  { properties, others, by, variants }: Definition,
  moved: (place: number) => number,
): Definition {
  return {
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [
        name,
        "is" in property ? { ...property, is: renumberedShape(property.is, moved) } : property,
      ]),
    ),
    ...(others === undefined ? {} : { others: renumberedShape(others, moved) }),
    ...(by === undefined ? {} : { by }),
    ...(variants === undefined
      ? {}
      : {
          variants: Object.fromEntries(
            Object.entries(variants).map(([value, shape]) => [value, renumberedShape(shape, moved)]),
          ),
        }),
  };
}

function renumberedShape(shape: Shape, moved: (place: number) => number): Shape {
  if (typeof shape === "number") return moved(shape);
  if (typeof shape === "string") return shape;
  if ("list" in shape) return { ...shape, list: renumberedShape(shape.list, moved) };
  if ("union" in shape) return { union: shape.union.map((each) => renumberedShape(each, moved)) };
  return shape;
}
