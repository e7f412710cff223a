export {
  type CrudApi,
  type CrudApiOptions,
  type CrudRoutes,
  type EntitySchema,
  type FieldSchema,
  type FieldType,
  defineCrudApi,
} from "../components/define-crud-api";
export { type CosmosContainer, type CosmosStoreOptions, cosmosStore } from "./cosmos-store";
export {
  type CrudContext,
  type CrudHandler,
  type CrudHandlers,
  type CrudRequest,
  crudHandlers,
} from "./handlers";
export { memoryStore } from "./memory-store";
export { type OpenApiDocument, type OpenApiOptions, openApiOf } from "./open-api";
export type { Answer, Fault, ProblemDetails } from "./problem-details";
export { type HttpApp, type RegisterOptions, registerCrudApi } from "./register";
export type { Item, ItemKey, Json, PageQuery, Scalar, Store, Stored } from "./store";
