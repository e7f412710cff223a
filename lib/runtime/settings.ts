import type { Access, Binding } from "../components/bindings";
import { blobContainerOf } from "../components/blob-path";
import { blobConnectionName } from "../components/connections";
import { COMPONENT_QUEUES, type QueueService } from "../components/queue-service";
import type { CrudApi } from "../components/define-crud-api";
import type { EventHandler } from "../components/define-event-handler";
import type { FunctionComponent } from "../components/define-function";
import type { QueueProcessor } from "../components/define-queue-processor";
import { settingPrefix } from "../components/setting-prefix";
import type { BlobSource, TopicSource, TriggerType } from "../components/triggers";
import {
  type BlobConnections,
  type ConnectionsOf,
  type SettingParts,
  allParts,
  blobParts,
  boundParts,
  settingParts,
} from "./setting-parts";

type CodeParts = "environment" | "bindings" | "access";

/** What of a declaration its settings follow from. */
export type Declared =
  | Pick<CrudApi, "kind" | "name">
  | Pick<QueueProcessor, "kind" | "name" | CodeParts>
  | Pick<EventHandler, "kind" | "name" | "source" | CodeParts>
  | (Pick<FunctionComponent, "kind" | "name" | CodeParts> & { readonly trigger: Started });

/** How a function is started, as far as its settings go. */
type Started =
  | { readonly type: Exclude<TriggerType, "eventGrid" | "serviceBus"> }
  | { readonly type: "serviceBus"; readonly queue?: string; readonly topic?: string }
  | { readonly type: "eventGrid"; readonly source: TopicSource | BlobSource };

/** App settings by name, as `process.env` has them. */
export type SettingSource = Readonly<Record<string, string | undefined>>;

type KindOf<Declaration> = Declaration extends { readonly kind: "crud-api" }
  ? "crud"
  : Declaration extends { readonly kind: "event-handler" }
    ? EventsOf<Declaration>
    : Declaration extends { readonly trigger: infer Started }
      ? Started extends { readonly type: "eventGrid" }
        ? EventsOf<Started>
        : Started extends { readonly type: "serviceBus" }
          ? MessagesOf<Started>
          : Started extends { readonly type: infer Type extends keyof typeof settingParts }
            ? Type
            : never
      : never;
type MessagesOf<Started> = Started extends { readonly topic: string } ? "serviceBusTopic" : "serviceBusQueue";
type EventsOf<Subscription> = Subscription extends { readonly source: { readonly blobs: string } }
  ? "blobEvents"
  : "topicEvents";

/** What it declares as bindings and access; where the output queue is, the host alone has to know. */
type BoundOf<Declaration> =
  | (Declaration extends { readonly bindings: readonly Binding[] }
      ? Exclude<Declaration["bindings"][number], { readonly type: "queue" }>
      : never)
  | (Declaration extends { readonly access: readonly Access[] } ? Declaration["access"][number] : never);

type EnvironmentOf<Declaration> = Declaration extends { readonly environment: infer Environment }
  ? Environment
  : object;

/** Names that are declared one by one: that there may be any is no name. */
type Texts<Environment> = {
  readonly [Name in keyof Environment as string extends Name ? never : Name]: string;
};

/** One or the other, told apart by what only one of them has. */
type Either<One, Other> =
  | (One & Readonly<Partial<Record<Exclude<keyof Other, keyof One>, never>>>)
  | (Other & Readonly<Partial<Record<Exclude<keyof One, keyof Other>, never>>>);

/** The queue of a queue processor is where the backend has its queues: the environment decides. */
type DeclaredConnections<Declaration> = Declaration extends { readonly kind: "queue-processor" }
  ? Either<
      ConnectionsOf<"queue", BoundOf<Declaration>["type"]>,
      ConnectionsOf<"serviceBusQueue", BoundOf<Declaration>["type"]>
    >
  : ConnectionsOf<KindOf<Declaration>, BoundOf<Declaration>["type"]>;

/** What {@link settingsOf} gives for one declaration. */
export type SettingsOf<Declaration> = DeclaredConnections<Declaration> &
  BlobConnections<BoundOf<Declaration>> & {
    /** What the declaration's `environment` names; secrets have their values. */
    readonly environment: Texts<EnvironmentOf<Declaration>>;
  };

/**
 * The app settings of a component, for its handler: typed from the declaration, without its prefix. What
 * `PROCESS_UPLOAD_STORAGE_CONTAINER` says is `storage.container`, what its `environment` names is `environment.<name>`. Each
 * blob container of `bindings` and `access` has a connection of its own, `blobs.<container>`.
 *
 * A connection has endpoints for the app's identity (`storage.blobServiceUri`, `cosmos.accountEndpoint`), as on Azure; or
 * a `connectionString` of an emulator, as on your machine, and then no endpoint. The Functions host reads them the same way.
 * Source: learn.microsoft.com/azure/azure-functions/functions-reference#configure-an-identity-based-connection
 *
 * A queue processor has `storage`, or `serviceBus` where the backend has one.
 *
 * @param declaration - made with defineFunction, defineQueueProcessor or defineCrudApi
 * @param source - where the settings are; `process.env` where it is left out
 * @throws Error that names every setting that is not there, and every secret that the host could not read
 */
export function settingsOf<const Declaration extends Declared>(
  declaration: Declaration,
  source: SettingSource = process.env,
): SettingsOf<Declaration> {
  const faults: string[] = [];
  const prefix = settingPrefix(declaration.name);
  const bound = boundBy(declaration);
  const parts = allParts([
    settingParts[kindOf(declaration, homeIn(source))],
    ...bound.map(({ type }) => boundParts[type]),
  ]);
  const read = Object.entries(parts).map(([name, each]) => [
    name,
    connectionBy(`${prefix}_${name.toUpperCase()}`, each),
  ]);
  const blobs = blobContainersOf(bound).map((container) => [
    container,
    connectionBy(blobConnectionName(prefix, container), blobParts),
  ]);
  const environment = Object.keys(environmentOf(declaration)).map((name) => [name, own(name)]);
  if (faults.length > 0) throw new Error(`component "${declaration.name}": ${faults.join("; ")}`);
  const all: unknown = Object.fromEntries([
    ...read,
    ...(blobs.length === 0 ? [] : [["blobs", Object.fromEntries(blobs)]]),
    ["environment", Object.fromEntries(environment)],
  ]);
  return all as SettingsOf<Declaration>;

  function connectionBy(connection: string, { endpoints, names }: SettingParts[string]): object {
    const connectionString = source[connection];
    const reached =
      connectionString === undefined || connectionString === ""
        ? endpoints.map((part) => [part, derived(`${connection}__${part}`)])
        : [["connectionString", connectionString]];
    const named = names.map((part) => [part, derived(`${connection}_${part.toUpperCase()}`)]);
    return Object.fromEntries([...reached, ...named]) as object;
  }

  function derived(name: string): string | undefined {
    const value = source[name];
    if (value === undefined || value === "")
      faults.push(
        `the app setting ${name} is missing; the backend that declares "${declaration.name}" sets it`,
      );
    return value;
  }

  /** An empty text may be what was declared. */
  function own(name: string): string | undefined {
    const value = source[name];
    if (value === undefined)
      faults.push(`the app setting ${name} is missing; the component's environment declares it`);
    // The host leaves a reference that it cannot resolve as it is.
    else if (value.startsWith("@Microsoft.KeyVault("))
      faults.push(
        `the app setting ${name} is ${secretIn(value)}, which the app cannot read; set its value with npx cdktf-azure-backend secret set, ` +
          "and check that the app has a role on the key vault",
      );
    return value;
  }
}

/** `@Microsoft.KeyVault(SecretUri=https://kv-shop.vault.azure.net/secrets/stripe-key)` */
function secretIn(reference: string): string {
  const [, name] = /\/secrets\/([0-9A-Za-z-]+)/.exec(reference) ?? [];
  return name === undefined ? "a secret" : `the secret "${name}"`;
}

function homeIn(source: SettingSource): QueueService {
  return source[COMPONENT_QUEUES] === "serviceBus" ? "serviceBus" : "storage";
}

function kindOf(declaration: Declared, home: QueueService): keyof typeof settingParts {
  switch (declaration.kind) {
    case "crud-api":
      return "crud";
    case "queue-processor":
      return home === "storage" ? "queue" : "serviceBusQueue";
    case "event-handler":
      return eventsOf(declaration.source);
    case "function": {
      const { trigger } = declaration;
      if (trigger.type === "eventGrid") return eventsOf(trigger.source);
      if (trigger.type !== "serviceBus") return trigger.type;
      return trigger.topic === undefined ? "serviceBusQueue" : "serviceBusTopic";
    }
  }
}

function eventsOf({ blobs }: TopicSource | BlobSource): "topicEvents" | "blobEvents" {
  return blobs === undefined ? "topicEvents" : "blobEvents";
}

function environmentOf(declaration: Declared): object {
  return declaration.kind === "crud-api" ? {} : (declaration.environment ?? {});
}

function boundBy(declaration: Declared): readonly (Binding | Access)[] {
  if (declaration.kind === "crud-api") return [];
  const { bindings = [], access = [] } = declaration;
  return [...bindings.filter(({ type }) => type !== "queue"), ...access];
}

function blobContainersOf(bound: readonly (Binding | Access)[]): readonly string[] {
  const containers = bound.flatMap((each) => {
    if (each.type !== "blob") return [];
    return "container" in each ? each.container : blobContainerOf(each.path);
  });
  return [...new Set(containers)];
}
