import { isDataObject } from "../settings/merge";
import type { SettingValue, SharedReference } from "./setting-value";

/** What of a CRUD API its container is called by. */
interface NamedApi {
  readonly name: string;
}

/** What of a queue processor its queue is called by. */
interface NamedProcessor {
  readonly name: string;
  readonly queue?: string;
}

/** A secret of the backend's key vault, by name: the value is read by the function host at run time. */
export interface SecretReference {
  readonly kind: "secret";
  /** The secret's name in `keyVault.secrets`, or the sample `jwt-secret`. */
  readonly name: string;
}

/** A name or an endpoint of something that the backend provisions; never a key, since no service publishes one. */
export interface OutputReference extends SharedReference {
  readonly kind: "output";
}

/** Something of the backend as a whole, by what it is. */
export interface FactReference {
  readonly kind: "fact";
  readonly fact: "project" | "environment" | "subscriptionId" | "tenantId" | "cosmosDatabase";
}

/** The Cosmos DB container of a CRUD API. */
export interface ContainerReference {
  readonly kind: "container";
  readonly name: string;
}

/** The queue that a queue processor processes, wherever the backend has it. */
export interface QueueReference {
  readonly kind: "queue";
  readonly name: string;
}

/** What an app setting can be made of, beside text. */
export type Reference =
  SecretReference | OutputReference | FactReference | ContainerReference | QueueReference;

/**
 * A secret for a component's `environment`; it reaches the app as a Key Vault reference, never as a value.
 *
 * @param name - one of `keyVault.secrets`, or the sample `jwt-secret`
 * @example `environment: { JWT_SECRET: secret("jwt-secret") }`
 */
export function secret(name: string): SecretReference {
  return Object.freeze({ kind: "secret", name });
}

/** What `reference` offers: the compiler says what there is, and there is no key. */
export interface References {
  readonly cosmos: {
    readonly name: OutputReference;
    readonly endpoint: OutputReference;
    readonly database: FactReference;
  };
  readonly storage: {
    readonly name: OutputReference;
    readonly blobEndpoint: OutputReference;
    readonly queueEndpoint: OutputReference;
    readonly tableEndpoint: OutputReference;
  };
  readonly keyVault: { readonly uri: OutputReference };
  /** Of a backend that has one: `optional.serviceBus`. */
  readonly serviceBus: {
    readonly name: OutputReference;
    /** Its host, `sbns-shop-dev-1a2b3c.servicebus.windows.net`, as clients ask for it. */
    readonly fullyQualifiedNamespace: OutputReference;
  };
  readonly project: FactReference;
  readonly environment: FactReference;
  readonly subscriptionId: FactReference;
  readonly tenantId: FactReference;
  /** The Cosmos DB container of a CRUD API: for `environment`, for a change feed and for a binding. */
  container(api: NamedApi): ContainerReference;
  /** The queue of a queue processor: for `environment` and for an output binding. */
  queue(processor: NamedProcessor): QueueReference;
}

/**
 * Names and endpoints of the backend for a component's `environment` and bindings, in place of text that nobody checks.
 *
 * @example `environment: { COSMOS_ENDPOINT: reference.cosmos.endpoint, ORDERS: reference.container(orders) }`
 */
export const reference: References = Object.freeze({
  cosmos: Object.freeze({
    name: output({ service: "cosmos", output: "name" }),
    endpoint: output({ service: "cosmos", output: "endpoint" }),
    database: fact("cosmosDatabase"),
  }),
  storage: Object.freeze({
    name: output({ service: "storage", output: "name" }),
    blobEndpoint: output({ service: "storage", output: "blobEndpoint" }),
    queueEndpoint: output({ service: "storage", output: "queueEndpoint" }),
    tableEndpoint: output({ service: "storage", output: "tableEndpoint" }),
  }),
  keyVault: Object.freeze({ uri: output({ service: "keyVault", output: "uri" }) }),
  serviceBus: Object.freeze({
    name: output({ service: "serviceBus", output: "name" }),
    fullyQualifiedNamespace: output({ service: "serviceBus", output: "fullyQualifiedNamespace" }),
  }),
  project: fact("project"),
  environment: fact("environment"),
  subscriptionId: fact("subscriptionId"),
  tenantId: fact("tenantId"),
  container: ({ name }: NamedApi) => Object.freeze({ kind: "container" as const, name }),
  queue: ({ name, queue = name }: NamedProcessor) => Object.freeze({ kind: "queue" as const, name: queue }),
});

function output(shared: SharedReference): OutputReference {
  return Object.freeze({ kind: "output", ...shared });
}

function fact(name: FactReference["fact"]): FactReference {
  return Object.freeze({ kind: "fact", fact: name });
}

/** Every reference that stands for something of the backend: what was put together by hand is none. */
const offered: readonly string[] = referencesIn(reference);

function referencesIn(value: unknown): readonly string[] {
  if (!isDataObject(value)) return [];
  return "kind" in value ? [JSON.stringify(value)] : Object.values(value).flatMap(referencesIn);
}

/** True for what an app setting can be made of, beside text. */
export function isReference(value: unknown): value is Reference {
  if (!isDataObject(value)) return false;
  const { kind, name } = value;
  if (kind === "secret" || kind === "container" || kind === "queue") return typeof name === "string";
  return (kind === "output" || kind === "fact") && offered.includes(JSON.stringify(value));
}

/** The name that a container or queue was given, or that a reference leads to. */
export function nameOf(named: string | ContainerReference | QueueReference): string {
  return typeof named === "string" ? named : named.name;
}

/** What is known of a backend when its settings are made. */
export interface Facts {
  readonly project: string;
  readonly environment: string;
  readonly cosmosDatabase: string;
}

/** The text of an app setting, references and all. */
export function settingValue(value: string | Reference, facts: Facts): SettingValue {
  if (typeof value === "string") return value;
  switch (value.kind) {
    // Always the newest version.
    case "secret":
      return [
        "@Microsoft.KeyVault(SecretUri=",
        { service: "keyVault", output: "uri" },
        `secrets/${value.name})`,
      ];
    case "output":
      return [{ service: value.service, output: value.output }];
    case "fact":
      return value.fact === "subscriptionId" || value.fact === "tenantId"
        ? [{ fact: value.fact }]
        : facts[value.fact];
    case "container":
    case "queue":
      return value.name;
  }
}
