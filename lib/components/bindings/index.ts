import type { AnyAccess, AnyBinding, BindingKind } from "./binding";
import { type BlobAccess, type BlobInput, type BlobOutput, blobBinding } from "./blob";
import { type CosmosDBAccess, type CosmosDBInput, type CosmosDBOutput, cosmosDBBinding } from "./cosmos-db";
import { type EventHubAccess, type EventHubOutput, eventHubBinding } from "./event-hub";
import { type QueueAccess, type QueueOutput, queueBinding } from "./queue";
import { type RedisAccess, redisBinding } from "./redis";
import { type SecretAccess, secretBinding } from "./secret";
import { type ServiceBusAccess, type ServiceBusOutput, serviceBusBinding } from "./service-bus";
import { type TableAccess, type TableInput, type TableOutput, tableBinding } from "./table";

export type { BlobAccess, BlobInput, BlobOutput } from "./blob";
export type { CosmosDBAccess, CosmosDBInput, CosmosDBOutput } from "./cosmos-db";
export type { EventHubAccess, EventHubOutput } from "./event-hub";
export type { QueueAccess, QueueOutput } from "./queue";
export type { RedisAccess } from "./redis";
export type { SecretAccess } from "./secret";
export type { ServiceBusAccess, ServiceBusOutput } from "./service-bus";
export type { TableAccess, TableInput, TableOutput } from "./table";

/** What is read before a function runs, or written when it is done. */
export type Binding =
  | BlobInput
  | BlobOutput
  | QueueOutput
  | TableInput
  | TableOutput
  | CosmosDBInput
  | CosmosDBOutput
  | EventHubOutput
  | ServiceBusOutput;

/** What a handler works on through a client of its own. */
export type Access =
  | BlobAccess
  | QueueAccess
  | TableAccess
  | CosmosDBAccess
  | EventHubAccess
  | ServiceBusAccess
  | SecretAccess
  | RedisAccess;

/** What bindings and access lead to. */
export type BindingType = (Binding | Access)["type"];

/** Every kind of binding: a further one is a file of its own and an entry here. */
const kinds: {
  readonly [Type in BindingType]: BindingKind<
    Extract<Binding, { readonly type: Type }>,
    Extract<Access, { readonly type: Type }>
  >;
} = {
  blob: blobBinding,
  queue: queueBinding,
  table: tableBinding,
  cosmosDB: cosmosDBBinding,
  eventHub: eventHubBinding,
  serviceBus: serviceBusBinding,
  secret: secretBinding,
  redis: redisBinding,
};

export const bindingTypes = Object.keys(kinds) as readonly BindingType[];

/** A kind whose bindings do not matter to the caller: one place widens, so that nobody else has to. */
export function bindingKind(type: BindingType): BindingKind<AnyBinding, AnyAccess> {
  return kinds[type] as unknown as BindingKind<AnyBinding, AnyAccess>;
}

export function isBindingType(type: unknown): type is BindingType {
  return typeof type === "string" && Object.hasOwn(kinds, type);
}
