import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Clone } from "./arm-schemas/clone";

/** `npm run generate:host-schema -- --from <clone of github.com/SchemaStore/schemastore>` */
const { values } = parseArgs({ options: { from: { type: "string" } } });
if (values.from === undefined)
  throw new Error(
    "say where the schema is: npm run generate:host-schema -- --from <clone of SchemaStore/schemastore>",
  );
const clone = new Clone(values.from);

const PUBLISHED = "src/schemas/json/host.json";

type Schema = Readonly<Record<string, unknown>>;
interface Published extends Schema {
  readonly definitions: Readonly<Record<string, Schema>>;
}

const published = JSON.parse(clone.read(PUBLISHED)) as Published;

/** What tells sound values from others: texts, defaults and what is required when nothing is merged are left out. */
const KEPT = ["type", "enum", "const", "pattern", "minimum", "maximum"];

function reduced(schema: Schema): Schema {
  const { $ref, oneOf, properties, additionalProperties, items } = schema as {
    readonly $ref?: string;
    readonly oneOf?: readonly Schema[];
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly additionalProperties?: unknown;
    readonly items?: Schema;
  };
  if ($ref !== undefined) return reduced(published.definitions[$ref.split("/").at(-1) ?? ""] ?? {});
  if (oneOf !== undefined) return reducedChoice(oneOf);
  return {
    ...Object.fromEntries(Object.entries(schema).filter(([keyword]) => KEPT.includes(keyword))),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, each]) => [name, reduced(each)]),
          ),
        }),
    ...(typeof additionalProperties === "object" && additionalProperties !== null
      ? { additionalProperties: reduced(additionalProperties as Schema) }
      : {}),
    ...(items === undefined ? {} : { items: reduced(items) }),
  };
}

/** A value or null; of sections that an extension has had in several versions, that of the extension bundle 4, the one with `transportType`. */
function reducedChoice(choices: readonly Schema[]): Schema {
  const others = choices.filter(({ type }) => type !== "null").map(reduced);
  const current =
    others.find(({ properties }) => Object.hasOwn(properties ?? {}, "transportType")) ?? others[0] ?? {};
  return others.length === choices.length ? current : { ...current, type: [current["type"], "null"] };
}

const version2 = reduced(published.definitions["version-2"] ?? {});
const { properties } = version2 as { readonly properties: Readonly<Record<string, Schema>> };
const data = {
  source: `github.com/SchemaStore/schemastore/blob/${clone.commit}/${PUBLISHED}`,
  license: "Apache-2.0",
  schema: { ...version2, properties: { ...properties, version: { const: "2.0" } } },
};
writeFileSync(
  join(__dirname, "../lib/packaging/host-json-schema.json"),
  `${JSON.stringify(data, undefined, 2)}\n`,
);
