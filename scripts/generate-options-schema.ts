import { join } from "node:path";
import {
  AnnotatedType,
  type BaseType,
  type Config,
  DEFAULT_CONFIG,
  EnumType,
  type MutableParser,
  ObjectProperty,
  ObjectType,
  SchemaGenerator,
  StringType,
  createFormatter,
  createParser,
  createProgram,
} from "ts-json-schema-generator";
import { isTypeReferenceNode } from "typescript";
import { diagnosticSources } from "../lib/stacks/diagnostic-sources";
import { groupNames, optionalNames } from "../lib/services";
import { allNameRules } from "../lib/decide/names/name-rules";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The options as a JSON schema, made from their interfaces: run-time checks and the configuration reference read
 * the same words as the compiler. `<group>` has its settings in an interface `<Group>Settings`.
 */
export function optionsSchema(): string {
  const groups = Object.fromEntries(groupNames.map((name) => [name, settingsSchema(name)]));
  const optional = Object.fromEntries(
    optionalNames.map((name) => {
      const settings = settingsSchema(name) as { readonly description?: string };
      const { description = "" } = settings;
      return [name, { anyOf: [{ type: "boolean" }, settings], default: false, description }];
    }),
  );
  const common = schemaOf("BackendSettings") as { readonly properties: Json };
  const schema = {
    type: "object",
    additionalProperties: false,
    properties: {
      ...(common.properties as object),
      ...groups,
      optional: {
        type: "object",
        properties: optional,
        additionalProperties: false,
        description: "Option group `optional`: services that a backend has only if they are enabled.",
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function hasSwitch(choices: Json): boolean {
  return (
    Array.isArray(choices) &&
    (choices as readonly Json[]).some(
      (choice) =>
        typeof choice === "object" && choice !== null && "const" in choice && choice.const === false,
    )
  );
}

function settingsSchema(name: string): Json {
  return partial(schemaOf(`${name[0]?.toUpperCase()}${name.slice(1)}Settings`));
}

const config = {
  ...DEFAULT_CONFIG,
  path: join(__dirname, "../lib/{decide/options,services}/**/*.ts"),
  tsconfig: join(__dirname, "../tsconfig.json"),
  expose: "none",
  topRef: false,
  jsDoc: "extended",
  additionalProperties: false,
  skipTypeCheck: true,
  sortProps: false,
  // `form`: a pattern in words. `leftOut`: the effect of omitting an option that identifies something.
  extraTags: ["form", "leftOut"],
} satisfies Config;

/** Types that follow from the list of services: their members are read from it, the generator cannot infer them. */
const derivedTypes: Readonly<Record<string, () => BaseType>> = {
  SingleNames: () =>
    new ObjectType(
      "SingleNames",
      [],
      Object.entries(allNameRules)
        .filter(([, { prefix, several }]) => prefix !== undefined && several !== true)
        .map(([kind, { label, when, scope }]) => {
          const unique = scope === "global" ? "globally unique" : `unique in the ${scope}`;
          const description = `The name of the ${[label, when].filter(Boolean).join(", ")}; ${unique}.`;
          return new ObjectProperty(kind, new AnnotatedType(new StringType(), { description }, false), false);
        }),
      false,
    ),
  DiagnosticCategory: () => {
    const sources = Object.values(diagnosticSources).flat();
    const all = new Set<string>(
      sources.flatMap(({ logs, metrics, onRequest = [] }) => [...logs, ...metrics, ...onRequest]),
    );
    return new EnumType("DiagnosticCategory", [...all].sort());
  },
};

function knowsDerivedTypes(parser: MutableParser): void {
  for (const [name, type] of Object.entries(derivedTypes))
    parser.addNodeParser({
      supportsNode: (node) => isTypeReferenceNode(node) && node.typeName.getText() === name,
      createType: type,
    });
}

const program = createProgram(config);
const generator = new SchemaGenerator(
  program,
  createParser(program, config, knowsDerivedTypes),
  createFormatter(config),
  config,
);

function schemaOf(type: string): Json {
  const { $schema: _, definitions, ...schema } = generator.createSchema(type);
  return withoutReferences(schema as Json, (definitions ?? {}) as unknown as Record<string, Json>);
}

/** Whole, so that one option's schema can be read where it stands. */
function withoutReferences(schema: Json, definitions: Record<string, Json>): Json {
  if (Array.isArray(schema)) return schema.map((each: Json) => withoutReferences(each, definitions));
  if (typeof schema !== "object" || schema === null) return schema;
  const { $ref, ...rest } = schema as Readonly<Record<string, Json>>;
  const found =
    typeof $ref === "string"
      ? definitions[decodeURIComponent($ref.replace("#/definitions/", ""))]
      : undefined;
  const merged = found === undefined ? rest : { ...(found as object), ...rest };
  return Object.fromEntries(
    Object.entries(merged).map(([key, value]) => [key, withoutReferences(value, definitions)]),
  );
}

/**
 * Options are said one by one: what is missing comes from the environment or the service. Alternatives of one option
 * stay whole; those of named items do not, which layers may share out, nor settings that `false` switches off.
 */
function partial(schema: Json, ofItems = false): Json {
  if (Array.isArray(schema)) return schema.map((each: Json) => partial(each, ofItems));
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) => {
      if (key === "required" && Array.isArray(value)) return [];
      if (key === "anyOf" && !ofItems && !hasSwitch(value)) return [[key, value]];
      return [[key, partial(value, ofItems || key === "additionalProperties")]];
    }),
  );
}
