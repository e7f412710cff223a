import { ownershipOf } from "../components/authorize";
import type { JsonSchema } from "../components/item-schema";
import type { CrudModel } from "./model";

/** What is sent, what comes back, and a page of it. */
export function schemasOf(model: CrudModel): Readonly<Record<string, object>> {
  const { schema, defaults, needsId } = model;
  const name = schemaName(model);
  const written = writtenFields(model);
  const given = (field: string): boolean =>
    !Object.hasOwn(defaults, field) && (needsId || field !== "id") && !written.includes(field);
  return {
    [name]: { ...schema, ...readOnly(schema, written), required: inOrder(schema.required ?? []) },
    [`${name}Input`]: { ...schema, required: inOrder((schema.required ?? []).filter(given)) },
    [`${name}Page`]: {
      type: "object",
      required: ["items"],
      properties: {
        items: { type: "array", maxItems: model.pageSize, items: reference(name) },
        nextLink: {
          type: "string",
          format: "uri-reference",
          description:
            "Where the next page is, relative to the URL of the request (RFC 3986); left out on the last page.",
        },
      },
    },
  };
}

/** The fields that the API writes: who is calling says what. */
function writtenFields({ authorize, partition: [root = ""] }: CrudModel): readonly string[] {
  if (authorize === undefined) return [];
  const ownership = ownershipOf(authorize);
  return [
    ...(authorize.partition === undefined ? [] : [root]),
    ...(ownership === undefined ? [] : [ownership.field]),
  ];
}

function readOnly({ properties = {} }: JsonSchema, written: readonly string[]): object {
  if (written.length === 0) return {};
  const marked = written.map((name) => [name, { ...properties[name], readOnly: true }] as const);
  return { properties: { ...properties, ...Object.fromEntries(marked) } };
}

function inOrder(names: readonly string[]): readonly string[] {
  return [...names].sort();
}

/** Schemas take letters, digits and a few signs. */
export function schemaName({ entityName }: CrudModel): string {
  return entityName.replace(/[^A-Za-z0-9._-]+/g, "_");
}

export function reference(name: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** Problem details, RFC 9457. */
export const problemSchema: object = {
  type: "object",
  description: "Problem details of RFC 9457.",
  required: ["status", "title"],
  properties: {
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["detail", "pointer"],
        properties: {
          pointer: { type: "string", description: "A JSON Pointer into the body, as the fragment of a URI." },
          detail: { type: "string" },
        },
      },
    },
  },
};
