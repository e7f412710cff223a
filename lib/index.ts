export { Backend, type BackendStacks, defineBackend } from "./backend";
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
  RedisAccess,
  SecretAccess,
  EventHubAccess,
  EventHubOutput,
  ServiceBusAccess,
  ServiceBusOutput,
  TableAccess,
  TableInput,
  TableOutput,
} from "./components/bindings";
export type { Component, Components } from "./components/component";
export type {
  CompositePath,
  CosmosContainerOptions,
  CosmosIndexingPolicy,
} from "./services/cosmos/container-options";
export {
  type CrudApi,
  type CrudApiOptions,
  type CrudRoutes,
  type EntitySchema,
  type FieldSchema,
  type FieldType,
  defineCrudApi,
} from "./components/define-crud-api";
export {
  type EventHandler,
  type EventHandlerOptions,
  defineEventHandler,
} from "./components/define-event-handler";
export { type FunctionComponent, type FunctionOptions, defineFunction } from "./components/define-function";
export type { CodeOptions } from "./components/code-options";
export {
  type QueueProcessor,
  type QueueProcessorOptions,
  defineQueueProcessor,
} from "./components/define-queue-processor";
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
} from "./components/triggers";
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
} from "./components/references";
export { type CostEstimate, type CostLine, estimateCost } from "./cost/estimate";
export { formatCost } from "./cost/format";
export { type CostUsage, CostUsageError } from "./cost/usage";
export type { DiagnosticCategory } from "./azure/diagnostic-categories";
export type { ExternalOptions } from "./services/contract/external-options";
export type {
  External,
  ExternalResourceOptions,
  ExternalCosmos,
  ExternalKeyVault,
  ExternalResource,
  ExternalStorage,
  ExternalSubnets,
} from "./services/external-resources";
export type {
  BackendOptions,
  EnvironmentDefaults,
  EnvironmentDefinition,
  OptionalOptions,
  ServiceOptions,
} from "./decide/options/backend-options";
export type {
  AzurermState,
  CloudState,
  BackendSettings,
  LocalState,
  OwnNames,
  ProviderSettings,
} from "./decide/options/backend-settings";
export type { NamingContext, NamingFunction, NamingPreset } from "./decide/names/naming";
export type { ComposedKind as NameKind } from "./services/words";
export type { Note } from "./services/contract/draft";
export { explain } from "./decide/explain";
export { grantsReport } from "./decide/grants-report";
export { planBackend } from "./decide/plan";
export type { BackendPlan } from "./decide/backend-plan";
export type { GrantPlan } from "./services/contract/grant-plan";
export { BackendConfigError, type Problem } from "./settings/problems";
export { acceptLists, writeAcceptLists } from "./policies/accept-lists";
export { type AcceptedFinding, acceptedFindings } from "./policies/accepted-findings";
export { type Region, type RegionName, regions } from "./azure/regions";
export { type AssignedRole, type LeastRights, leastRights } from "./rights/least-rights";
export type { NearestRole } from "./rights/nearest-roles";
export {
  type AssignableRoles,
  type BuiltInPipelineRoles,
  type PipelineRole,
  type PipelineRoles,
  pipelineRoles,
} from "./rights/pipeline-roles";
export type {
  ActionGroupSettings,
  MetricAlertSettings,
  MonitoringSettings,
} from "./services/monitoring/settings";
export type {
  BudgetAmounts,
  BudgetRole,
  BudgetThresholds,
  BudgetsSettings,
  SafeguardsSettings,
} from "./services/safeguards/settings";
export type { PeopleGroupSettings, PeoplePrincipalType, PeopleSettings } from "./services/people/settings";
export type { BackendResources, PublishedOutputs } from "./services";
export type { AllSettings } from "./services/words";
export type { ApiSettings, ApiVersionSettings } from "./services/api-management/api-settings";
export {
  type NamedValue,
  type PolicyExpression,
  type PolicyStatements,
  type PolicyValue,
  expression,
  namedValue,
  statements,
} from "./services/api-management/policies/policy-values";
export type { ApiPolicies, OperationPolicies, Rewrites } from "./services/api-management/policies/settings";
export type { ApimNetworkType, ApimSettings, ApimTier } from "./services/api-management/settings";
export type { CompressedContentType } from "./services/cdn/content-types";
export type { CdnEndpointSettings, CdnSettings, QueryStringCachingBehavior } from "./services/cdn/settings";
export type {
  B2cSettings,
  CreateTenantSettings,
  IdentityProvider,
  UserFlow,
  UserFlowType,
} from "./services/b2c/settings";
export type { ClusteringPolicy, EvictionPolicy, RedisEngine, RedisSettings } from "./services/redis/settings";
export type { CacheTier, ManagedSku } from "./services/redis/skus";
export { BackendStack } from "./stacks/backend-stack";
export type { MockedValue, MockedValues } from "./terraform-tests/mocked-value";
export type {
  TerraformAssertion,
  TerraformAssertions,
  TerraformMocks,
} from "./terraform-tests/terraform-test";
export type { ImportOptions, ImportPlan } from "./decide/imports/import-options";
export type { Transform, TransformName, TransformOptions } from "./services/contract/transforms";
export {
  type CreatedUserFlows,
  type CreateUserFlowsOptions,
  createUserFlows,
} from "./user-flows/create-user-flows";
export { type UserFlowDocument, type UserFlowManifest, userFlowManifest } from "./user-flows/manifest";
