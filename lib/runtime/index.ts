export type {
  Access,
  Binding,
  BlobAccess,
  BlobInput,
  BlobOutput,
  CosmosDBAccess,
  CosmosDBInput,
  CosmosDBOutput,
  QueueAccess,
  QueueOutput,
  SecretAccess,
  EventHubAccess,
  EventHubOutput,
  ServiceBusAccess,
  ServiceBusOutput,
  TableAccess,
  TableInput,
  TableOutput,
} from "../components/bindings";
export type {
  CompositePath,
  CosmosContainerOptions,
  CosmosIndexingPolicy,
} from "../services/cosmos/container-options";
export {
  type CrudApi,
  type CrudApiOptions,
  type CrudRoutes,
  type EntitySchema,
  type FieldSchema,
  type FieldType,
  defineCrudApi,
} from "../components/define-crud-api";
export {
  type EventHandler,
  type EventHandlerOptions,
  defineEventHandler,
} from "../components/define-event-handler";
export { type FunctionComponent, type FunctionOptions, defineFunction } from "../components/define-function";
export type { CodeOptions } from "../components/code-options";
export {
  type QueueProcessor,
  type QueueProcessorOptions,
  defineQueueProcessor,
} from "../components/define-queue-processor";
export {
  type ContainerReference,
  type FactReference,
  type OutputReference,
  type QueueReference,
  type Reference,
  type References,
  type SecretReference,
  reference,
  secret,
} from "../components/references";
export type { AuthorizeOptions, CallerRule, ClaimPath, OwnerRule } from "../components/authorize";
export type { Caller } from "./caller/caller";
export { TokenRefusal, callerOf } from "./caller/caller-of";
export type {
  BlobEvents,
  BlobEventType,
  BlobSource,
  BlobTrigger,
  CosmosDBTrigger,
  EventDelivery,
  EventFilter,
  EventGridTrigger,
  EventRetry,
  EventSubscription,
  ExponentialBackoffRetry,
  FixedDelayRetry,
  HttpMethod,
  HttpTrigger,
  QueueTrigger,
  RetryPolicy,
  EventHubTrigger,
  ServiceBusTrigger,
  TimerTrigger,
  TopicEvents,
  TopicSource,
  Trigger,
} from "../components/triggers";
export type { CosmosQuery } from "./cosmos-queries";
export {
  type CosmosContainer,
  type CosmosPages,
  type CosmosReadOptions,
  type CosmosStoreOptions,
  type CosmosWriteOptions,
  cosmosStore,
} from "./cosmos-store";
export {
  type CrudContext,
  type CrudHandler,
  type CrudHandlerOptions,
  type CrudHandlers,
  type CrudRequest,
  crudHandlers,
} from "./handlers";
export { type MemoryStoreOptions, memoryStore } from "./memory-store";
export { type OpenApiDocument, type OpenApiOptions, openApiOf } from "./open-api";
export type { Fault } from "../components/fault-list";
export type { Answer, ProblemDetails } from "./problem-details";
export { type HttpApp, type RegisterOptions, registerCrudApi } from "./register";
export {
  type Item,
  type ItemKey,
  type ItemPlace,
  type Json,
  type Page,
  type PageQuery,
  type Scalar,
  type Store,
  StoreFailure,
  type StoreFault,
  type Stored,
} from "./store";
export { type Declared, type SettingSource, type SettingsOf, settingsOf } from "./settings";
