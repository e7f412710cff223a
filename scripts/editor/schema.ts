import { LONGEST_PROJECT, NAME } from "../../lib/decide/check-identity";
import { existingKinds, privateDnsZoneKind } from "../../lib/decide/existing/kinds";
import { transformNames } from "../../lib/services";
import { callOptions } from "../call-options";
import { sentenceOf } from "../option-rows";

type Schema = Readonly<Record<string, unknown>>;

const strings = { type: "object", additionalProperties: { type: "string" } };

/** What a literal of `external` takes, for each kind of existing resource. */
function externalSchema(): Schema {
  const kinds = Object.entries(existingKinds).map(([name, kind]) => [name, existingSchema(kind)] as const);
  return {
    type: "object",
    additionalProperties: false,
    description: callOptions.external.description,
    properties: {
      ...Object.fromEntries(kinds),
      privateDnsZones: {
        description:
          "Existing private DNS zones by name, or `policy` where an Azure Policy registers private endpoints.",
        anyOf: [
          { const: "policy" },
          { type: "object", additionalProperties: existingSchema(privateDnsZoneKind) },
        ],
      },
    },
  };
}

function existingSchema(kind: {
  readonly label: string;
  readonly endpoints: readonly string[];
  readonly options: readonly string[];
}): Schema {
  const endpoints = kind.endpoints.map((name) => [name, { type: "string" }] as const);
  const options = kind.options.map(
    (name) => [name, name === "subnets" ? strings : { type: "boolean" }] as const,
  );
  return {
    type: "object",
    description: `An existing ${kind.label}.`,
    required: ["id"],
    additionalProperties: false,
    properties: {
      id: { type: "string", description: "Its Azure resource id.", pattern: "^/subscriptions/" },
      ...Object.fromEntries([...endpoints, ...options]),
    },
  };
}

function transformSchema(): Schema {
  const resources = Object.entries(transformNames).map(([name, type]) => [
    name,
    { type: "object", description: `Changes the provider's configuration of ${type}.` },
  ]);
  return {
    type: "object",
    additionalProperties: false,
    description: callOptions.transform.description,
    properties: Object.fromEntries(resources) as Schema,
  };
}

function importSchema(): Schema {
  const resources = Object.entries(transformNames).map(([name, type]) => [
    name,
    { anyOf: [{ type: "string" }, strings], description: `Azure resource ids of ${type}, to be imported.` },
  ]);
  return {
    type: "object",
    additionalProperties: false,
    description: callOptions.importFrom.description,
    properties: Object.fromEntries(resources) as Schema,
  };
}

/** A default that is no JSON value is a sentence: it joins the description. Keywords of this project are left out. */
function standard(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(standard);
  if (typeof schema !== "object" || schema === null) return schema;
  const { default: usual, form: _form, leftOut: _leftOut, ...rest } = schema as Schema;
  const entries = Object.entries(rest).map(([key, value]) => [key, standard(value)]);
  const plain = Object.fromEntries(entries) as Schema;
  if (usual === undefined) return plain;
  const sentence = sentenceOf(usual);
  if (sentence === undefined) return { ...plain, default: usual };
  const described = typeof plain["description"] === "string" ? `${plain["description"]} ` : "";
  return { ...plain, description: `${described}Default: ${sentence}.` };
}

/**
 * The options of `defineBackend` as a JSON schema of draft 7, for editors: a file of options names it as its `$schema`. Made from the
 * schema that checks options at run time.
 */
export function editorSchema(optionsSchema: string): string {
  const { properties } = standard(JSON.parse(optionsSchema)) as { readonly properties: Schema };
  const settings = {
    ...properties,
    external: externalSchema(),
    transform: transformSchema(),
    importFrom: importSchema(),
  };
  const references = Object.fromEntries(
    Object.keys(settings).map((name) => [name, { $ref: `#/definitions/${name}` }]),
  );
  const environment = {
    type: "object",
    additionalProperties: false,
    required: ["extends"],
    description: "An environment of your own: what differs from the environment that it extends.",
    properties: {
      extends: {
        type: "string",
        description: "`dev`, `staging`, `prod` or another environment of your own.",
      },
      ...references,
    },
  };
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Options of a backend",
    description: "The second argument of defineBackend of cdktf-azure-backend.",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      project: {
        type: "string",
        description: callOptions.project.description,
        pattern: NAME.source,
        maxLength: LONGEST_PROJECT,
      },
      environment: {
        type: "string",
        description: `${callOptions.environment.description} Default: ${callOptions.environment.default}.`,
      },
      environments: {
        type: "object",
        description: callOptions.environments.description,
        additionalProperties: { $ref: "#/definitions/environmentDefinition" },
      },
      notes: {
        enum: ["print", "silent"],
        description: callOptions.notes.description,
        default: "print",
      },
      root: {
        type: "string",
        description: callOptions.root.description,
        default: ".",
      },
      ...references,
    },
    definitions: { environmentDefinition: environment, ...settings },
  };
  return `${JSON.stringify(schema)}\n`;
}
