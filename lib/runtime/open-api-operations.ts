import type { CrudOperation } from "../components/crud-routes";
import type { CrudModel } from "./model";
import { reference, schemaName } from "./open-api-schemas";
import { securityOf } from "./open-api-security";
import { PROBLEM_TITLES, type ProblemStatus } from "./problem-details";

/** An operation of OpenAPI; without keys, nobody is refused for the lack of one. */
export function operationOf(model: CrudModel, operation: CrudOperation): object {
  const { summary, parameters, answers, problems, body } = contents(model)[operation];
  const statuses: readonly ProblemStatus[] = [...problems, 500, 502, 503];
  return {
    operationId: `${operation}${schemaName(model)}`,
    summary,
    tags: [model.plural],
    security: securityOf(model),
    ...(parameters.length > 0 && { parameters }),
    ...(body === true && {
      requestBody: { required: true, content: json(`${schemaName(model)}Input`) },
    }),
    responses: {
      ...answers,
      ...refusals(model),
      ...Object.fromEntries([...new Set(statuses)].map((status) => [status, problemResponse(status)])),
    },
  };
}

/** What callers get that may not call: of a key nothing but a status, of a token problem details. */
function refusals({ authLevel, authorize }: CrudModel): object {
  if (authorize !== undefined) return { 401: problemResponse(401), 403: problemResponse(403) };
  return authLevel === "anonymous" ? {} : { 401: { description: "No key, or a wrong one" } };
}

interface Contents {
  readonly summary: string;
  readonly parameters: readonly object[];
  readonly answers: Readonly<Record<number, object>>;
  readonly problems: readonly ProblemStatus[];
  readonly body?: true;
}

function contents(model: CrudModel): Readonly<Record<CrudOperation, Contents>> {
  const { entityName, plural } = model;
  const namesPartition = !model.partitionedById && model.authorize?.partition === undefined;
  const name = schemaName(model);
  const place = [idParameter, ...(namesPartition ? [partitionParameter(model, true)] : [])];
  const ofPlace: readonly ProblemStatus[] = [400, 404];
  const ofVersion: readonly ProblemStatus[] = [412, ...(model.requiresIfMatch ? [428 as const] : [])];
  const item = (description: string, headers = {}): object => ({
    description,
    headers: { ETag: etagHeader, ...headers },
    content: json(name),
  });
  return {
    create: {
      summary: `Create one ${entityName}`,
      parameters: [],
      answers: { 201: item("Created", { Location: locationHeader }) },
      problems: [400, 409, 413, 415],
      body: true,
    },
    read: {
      summary: `Read one ${entityName}`,
      parameters: [
        ...place,
        conditionHeader("If-None-Match", "Answer 304 when the version is one of these."),
      ],
      answers: { 200: item("Found"), 304: { description: "Not changed", headers: { ETag: etagHeader } } },
      problems: ofPlace,
    },
    update: {
      summary: `Replace one ${entityName}`,
      parameters: [...place, ...versionHeaders(model, "Replace")],
      answers: { 200: item("Replaced") },
      problems: [400, 404, ...(model.hasUniqueKeys ? [409 as const] : []), ...ofVersion, 413, 415],
      body: true,
    },
    delete: {
      summary: `Delete one ${entityName}`,
      parameters: [...place, ...versionHeaders(model, "Delete")],
      answers: { 204: { description: "Deleted" } },
      problems: [...ofPlace, ...ofVersion],
    },
    list: {
      summary: `List ${plural}`,
      parameters: listParameters(model),
      answers: { 200: { description: "A page", content: json(`${name}Page`) } },
      problems: [400],
    },
  };
}

const idParameter = { name: "id", in: "path", required: true, schema: { type: "string" } };
const etagHeader = { description: "The version.", required: true, schema: { type: "string" } };
const locationHeader = {
  description: "Where the item is, relative to the URL of the request (RFC 3986).",
  required: true,
  schema: { type: "string", format: "uri-reference" },
};

function partitionParameter({ partition, partitionType }: CrudModel, required: boolean): object {
  return {
    name: "partitionKey",
    in: "query",
    required,
    description: `The item's ${partition.join("/")}.`,
    schema: { type: partitionType },
  };
}

function conditionHeader(name: string, description: string): object {
  return { name, in: "header", description, schema: { type: "string" } };
}

function versionHeaders({ requiresIfMatch }: CrudModel, verb: string): readonly object[] {
  const ifMatch = conditionHeader("If-Match", `${verb} only one of these versions.`);
  return [
    { ...ifMatch, ...(requiresIfMatch && { required: true }) },
    conditionHeader("If-None-Match", `${verb} none of these versions.`),
  ];
}

function listParameters(model: CrudModel): readonly object[] {
  return [
    ...(model.authorize?.partition === undefined ? [partitionParameter(model, false)] : []),
    {
      name: "sortBy",
      in: "query",
      schema: { type: "string", enum: [...model.sortTypes.keys()].sort(), default: model.sortBy },
    },
    {
      name: "order",
      in: "query",
      schema: { type: "string", enum: ["ascending", "descending"], default: "ascending" },
    },
    {
      name: "continuation",
      in: "query",
      description: "Comes with nextLink.",
      schema: { type: "string" },
    },
  ];
}

const retryAfterHeader = {
  description: "Seconds after which the same may work.",
  schema: { type: "integer", minimum: 1 },
};

function json(schema: string): object {
  return { "application/json": { schema: reference(schema) } };
}

function problemResponse(status: ProblemStatus): object {
  return {
    description: PROBLEM_TITLES[status],
    ...(status === 503 && { headers: { "Retry-After": retryAfterHeader } }),
    content: { "application/problem+json": { schema: reference("Problem") } },
  };
}
