import { CRUD_OPERATIONS, CRUD_ROUTES, hasOperation } from "../components/crud-routes";
import type { CrudApi } from "../components/define-crud-api";
import { type CrudModel, modelOf } from "./model";
import { operationOf } from "./open-api-operations";
import { securitySchemesOf } from "./open-api-security";
import { problemSchema, schemasOf } from "./open-api-schemas";
import type { RegisterOptions } from "./register";
import type { Json } from "./store";

/** What {@link openApiOf} says about the document. */
export interface OpenApiOptions extends RegisterOptions {
  readonly title: string;
  readonly version: string;
  /** Where the APIs are. @default "/api", the route prefix of Azure Functions */
  readonly server?: string;
}

/** An OpenAPI document, as plain data. */
export type OpenApiDocument = Readonly<Record<string, Json>>;

/** The OpenAPI 3.1 document of APIs: the same text for the same declarations, whatever their order. */
export function openApiOf(apis: readonly CrudApi[], options: OpenApiOptions): OpenApiDocument {
  const { title, version, server = "/api", authLevel } = options;
  const models = apis.map((api) => {
    const model = modelOf(api);
    return [api, authLevel === undefined ? model : { ...model, authLevel }] as const;
  });
  checkTwins(models.map(([, model]) => model));
  const securitySchemes = securitySchemesOf(models.map(([, model]) => model));
  return sorted({
    openapi: "3.1.0",
    info: { title, version },
    servers: [{ url: server }],
    tags: [...new Set(models.map(([, { plural }]) => plural))].sort().map((name) => ({ name })),
    paths: Object.fromEntries(models.flatMap(([api, model]) => pathsOf(api, model))),
    components: {
      schemas: Object.fromEntries([
        ["Problem", problemSchema],
        ...models.flatMap(([, model]) => Object.entries(schemasOf(model))),
      ]) as object,
      ...(Object.keys(securitySchemes).length > 0 && { securitySchemes }),
    },
  }) as OpenApiDocument;
}

function pathsOf(api: CrudApi, model: CrudModel): readonly (readonly [string, object])[] {
  return (["", "/{id}"] as const).flatMap((below) => {
    const there = CRUD_OPERATIONS.filter(
      (each) => hasOperation(api, each) && CRUD_ROUTES[each].below === below,
    );
    if (there.length === 0) return [];
    const operations = there.map((each) => [
      CRUD_ROUTES[each].method.toLowerCase(),
      operationOf(model, each),
    ]);
    return [[`/${api.name}${below}`, Object.fromEntries(operations) as object]];
  });
}

/** Schemas and operations are named after the entity. */
function checkTwins(models: readonly CrudModel[]): void {
  const names = models.flatMap((model) => Object.keys(schemasOf(model)));
  const twin = [...names, "Problem"].find((name, index, all) => all.indexOf(name) !== index);
  if (twin !== undefined)
    throw new Error(`two schemas of the document would be called ${twin}: choose another entityName`);
}

/** Names in order, lists as they are. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
}
