import type { Definition, Property, Shape } from "../../lib/stand-in/arm-schemas/schema";
import {
  type PublishedProperties,
  type PublishedReference,
  type PublishedType,
  READ_ONLY,
  REQUIRED,
  placeOf,
} from "./published";

/** Collects what the types that are asked for are made of; each definition once. */
export class Definitions {
  readonly all: Definition[] = [];
  private readonly places = new Map<string, number>();

  /** The shape of what stands at a reference of one file. */
  shapeOf(file: string, types: readonly PublishedType[], reference: PublishedReference): Shape {
    const place = placeOf(reference);
    const type = types[place];
    if (type === undefined) throw new Error(`${file} has no type ${place}`);
    const inner = (next: PublishedReference): Shape => this.shapeOf(file, types, next);
    switch (type.$type) {
      case "AnyType":
        return "any";
      case "NullType":
        return "null";
      case "BooleanType":
        return "boolean";
      case "IntegerType": {
        const range = { ...given("min", type.minValue), ...given("max", type.maxValue) };
        return Object.keys(range).length === 0 ? "number" : { number: range };
      }
      case "StringType":
        return textOf(type);
      case "StringLiteralType":
        return { oneOf: [type.value] };
      case "UnionType":
        return unionOf(type.elements.map(inner));
      case "ArrayType":
        return {
          list: inner(type.itemType),
          ...given("min", type.minLength),
          ...given("max", type.maxLength),
        };
      case "ObjectType":
        return this.define(`${file}#${place}`, () => ({
          properties: propertiesOf(type.properties, inner),
          ...(type.additionalProperties === undefined ? {} : { others: inner(type.additionalProperties) }),
        }));
      case "DiscriminatedObjectType":
        return this.define(`${file}#${place}`, () => ({
          properties: propertiesOf(type.baseProperties, inner),
          by: type.discriminator,
          variants: Object.fromEntries(
            Object.entries(type.elements).map(([value, element]) => [value, inner(element)]),
          ),
        }));
      case "ResourceType":
      case "ResourceFunctionType":
        throw new Error(`${file} has ${type.$type} at ${place}, which is no value`);
    }
  }

  /** Its place is known before it is made: a definition may hold itself. */
  private define(name: string, make: () => Definition): number {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    const place = this.all.length;
    this.places.set(name, place);
    this.all.push({ properties: {} });
    this.all[place] = make();
    return place;
  }
}

function propertiesOf(
  properties: PublishedProperties,
  inner: (reference: PublishedReference) => Shape,
): Readonly<Record<string, Property>> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, { type, flags }]): [string, Property] => {
      if ((flags & READ_ONLY) !== 0) return [name, { readOnly: true }];
      const is = inner(type);
      return [name, (flags & REQUIRED) === 0 ? { is } : { is, required: true }];
    }),
  );
}

function textOf(type: Extract<PublishedType, { $type: "StringType" }>): Shape {
  const text = {
    ...given("pattern", type.pattern),
    ...given("min", type.minLength),
    ...given("max", type.maxLength),
    ...(type.sensitive === true ? { secret: true as const } : {}),
  };
  return Object.keys(text).length === 0 ? "string" : { text };
}

/**
 * Nearly every enumeration of Azure is published as "these texts, or any other": read as the texts alone, since a text
 * that Microsoft does not name is most likely a mistake.
 */
function unionOf(shapes: readonly Shape[]): Shape {
  const literals = shapes.filter((shape) => typeof shape === "object" && "oneOf" in shape);
  const others = shapes.filter((shape) => !(literals as readonly Shape[]).includes(shape));
  const oneOf = literals.flatMap((shape) => shape.oneOf);
  const isOpen = others.every((shape) => shape === "string");
  if (oneOf.length > 0 && isOpen) return { oneOf };
  return { union: [...(oneOf.length === 0 ? [] : [{ oneOf }]), ...others] };
}

function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Readonly<Partial<Record<Name, Value>>> {
  return (value === undefined ? {} : { [name]: value }) as Readonly<Partial<Record<Name, Value>>>;
}
