import { type Json, type JsonObject, isObject } from "../json";
import { checkNumber, checkText } from "./check-value";
import type { Finding } from "./finding";
import type { ArmSchemas, Definition, Property, Shape } from "./schema";

/** Holds bodies of requests against Microsoft's published types. */
export class BodyCheck {
  constructor(private readonly schemas: ArmSchemas) {}

  /** The name of a type in the case of Microsoft's own; undefined where it is not published. */
  published(type: string, version: string): string | undefined {
    const wanted = `${type}@${version}`.toLowerCase();
    return Object.keys(this.schemas.types).find((name) => name.toLowerCase() === wanted);
  }

  /**
   * What a body has that its type has not.
   *
   * @param name - of a published type
   * @param partial - of a PATCH: what it leaves out stays as it is
   */
  findings(name: string, body: JsonObject, partial: boolean): readonly Finding[] {
    const shape = this.schemas.types[name];
    if (shape === undefined) throw new Error(`${name} is not published`);
    return this.check(shape, body, { at: "", partial });
  }

  private check(shape: Shape, value: Json, place: Place): readonly Finding[] {
    if (typeof shape === "number") return this.checkObject(this.definition(shape), value, place);
    if (typeof shape === "string") return checkPlain(shape, value, place);
    if ("oneOf" in shape) return checkLiteral(shape.oneOf, value, place);
    if ("text" in shape) return checkText(shape.text, value, place.at);
    if ("number" in shape) return checkNumber(shape.number, value, place.at);
    if ("union" in shape) return this.checkUnion(shape.union, value, place);
    if (!Array.isArray(value)) return [wrongType("a list", value, place)];
    const items = value as readonly Json[];
    return [
      ...lengthFindings(shape, items.length, place),
      ...items.flatMap((item) => this.check(shape.list, item, { ...place, at: `${place.at}[]` })),
    ];
  }

  private checkUnion(shapes: readonly Shape[], value: Json, place: Place): readonly Finding[] {
    const each = shapes.map((shape) => this.check(shape, value, place));
    return each.some((findings) => findings.length === 0) ? [] : (each[0] ?? []);
  }

  private checkObject(definition: Definition, value: Json, place: Place): readonly Finding[] {
    if (!isObject(value)) return [wrongType("an object", value, place)];
    const { by, variants = {} } = definition;
    if (by === undefined) return this.checkProperties(definition, value, place);
    const chosen = value[by];
    const variant = typeof chosen === "string" ? variants[chosen] : undefined;
    const at = inside(place.at, by);
    if (chosen === undefined || chosen === null)
      return place.partial ? [] : [{ kind: "missing", at, says: "is required" }];
    if (variant === undefined) return checkLiteral(Object.keys(variants), chosen, { ...place, at });
    const rest = typeof variant === "number" ? this.definition(variant) : { properties: {} };
    const whole = {
      ...rest,
      properties: { ...definition.properties, ...rest.properties },
    };
    return this.checkProperties(whole, value, place);
  }

  private checkProperties(
    { properties, others }: Definition,
    value: JsonObject,
    place: Place,
  ): readonly Finding[] {
    const missing = Object.entries(properties)
      .filter(([name, property]) => isRequired(property) && !place.partial && (value[name] ?? null) === null)
      .map(([name]): Finding => ({ kind: "missing", at: inside(place.at, name), says: "is required" }));
    const written = Object.entries(value).flatMap(([name, each]): readonly Finding[] => {
      const at = inside(place.at, name);
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (property !== undefined) return this.checkProperty(property, each, { ...place, at });
      if (others !== undefined) return this.check(others, each, { ...place, at: `${place.at}{}` });
      const near = Object.keys(properties).find((known) => known.toLowerCase() === name.toLowerCase());
      return near === undefined
        ? [{ kind: "unknown", at, says: "is not a property of its type" }]
        : [{ kind: "spelling", at, says: `is spelled ${near}` }];
    });
    return [...missing, ...written];
  }

  private checkProperty(property: Property, value: Json, place: Place): readonly Finding[] {
    if ("readOnly" in property)
      return [{ kind: "read-only", at: place.at, says: "is written by Azure alone" }];
    // Of a required one it was said already that it is missing.
    if (value === null)
      return property.required === true || isNullable(property.is)
        ? []
        : [{ kind: "null", at: place.at, says: "is null" }];
    return this.check(property.is, value, place);
  }

  private definition(place: number): Definition {
    const found = this.schemas.definitions[place];
    if (found === undefined) throw new Error(`there is no definition ${place}`);
    return found;
  }
}

interface Place {
  readonly at: string;
  readonly partial: boolean;
}

function isRequired(property: Property): boolean {
  return "is" in property && property.required === true;
}

function isNullable(shape: Shape): boolean {
  if (shape === "any" || shape === "null") return true;
  return typeof shape === "object" && "union" in shape && shape.union.some(isNullable);
}

function inside(at: string, name: string): string {
  return at === "" ? name : `${at}.${name}`;
}

function checkPlain(
  shape: "any" | "boolean" | "null" | "number" | "string",
  value: Json,
  place: Place,
): readonly Finding[] {
  switch (shape) {
    case "any":
      return [];
    case "null":
      return value === null ? [] : [wrongType("null", value, place)];
    case "boolean":
      return typeof value === "boolean" ? [] : [wrongType("true or false", value, place)];
    case "number":
      return checkNumber({}, value, place.at);
    case "string":
      return checkText({}, value, place.at);
  }
}

function checkLiteral(oneOf: readonly string[], value: Json, place: Place): readonly Finding[] {
  if (typeof value !== "string") return [wrongType("a text", value, place)];
  if (oneOf.includes(value)) return [];
  const near = oneOf.find((known) => known.toLowerCase() === value.toLowerCase());
  if (near !== undefined)
    return [{ kind: "spelling", at: place.at, says: `is ${near}, got ${value}`, got: value }];
  return [{ kind: "value", at: place.at, says: `is one of ${oneOf.join(", ")}, got ${value}`, got: value }];
}

function lengthFindings(
  { min, max }: { readonly min?: number; readonly max?: number },
  length: number,
  place: Place,
): readonly Finding[] {
  if (length >= (min ?? 0) && length <= (max ?? Infinity)) return [];
  return [
    {
      kind: "length",
      at: place.at,
      says: `has ${min ?? 0} to ${max ?? "any number of"} items, got ${length}`,
    },
  ];
}

function wrongType(wanted: string, value: Json, { at }: Place): Finding {
  return { kind: "type", at, says: `is ${wanted}, got ${Array.isArray(value) ? "a list" : typeof value}` };
}
