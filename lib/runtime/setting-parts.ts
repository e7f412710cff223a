import type { BindingType } from "../components/bindings";
import type { TriggerType } from "../components/triggers";

/** What of a connection a component's settings say. */
interface ConnectionParts {
  /** Below `<P>_STORAGE__`: where the app's identity connects to. */
  readonly endpoints: readonly string[];
  /** Below `<P>_STORAGE_`: its parts. */
  readonly names: readonly string[];
}

/** Connections by name, `storage` for the settings `<P>_STORAGE…`. */
export type SettingParts = Readonly<Record<string, ConnectionParts>>;

/** What tells components apart as far as their settings go: how they are started, and where events come from. */
type ComponentKind =
  | Exclude<TriggerType, "eventGrid" | "serviceBus">
  | "topicEvents"
  | "blobEvents"
  | "serviceBusQueue"
  | "serviceBusTopic"
  | "crud";

/** What is read for each kind of component; a test holds it against what the backend writes. */
export const settingParts = {
  crud: { cosmos: { endpoints: ["accountEndpoint"], names: ["database", "container"] } },
  http: {},
  timer: {},
  serviceBusQueue: { serviceBus: { endpoints: ["fullyQualifiedNamespace"], names: ["queue"] } },
  serviceBusTopic: {
    serviceBus: { endpoints: ["fullyQualifiedNamespace"], names: ["topic", "subscription"] },
  },
  blob: { storage: { endpoints: ["blobServiceUri", "queueServiceUri"], names: ["container"] } },
  queue: { storage: { endpoints: ["queueServiceUri"], names: ["queue"] } },
  eventHub: {
    eventHubs: { endpoints: ["fullyQualifiedNamespace"], names: ["eventHub", "consumerGroup"] },
  },
  cosmosDB: { cosmos: { endpoints: ["accountEndpoint"], names: ["database", "container", "leases"] } },
  topicEvents: { storage: { endpoints: ["queueServiceUri"], names: ["queue"] } },
  blobEvents: {
    storage: { endpoints: ["blobServiceUri", "queueServiceUri"], names: ["queue", "container"] },
  },
} as const satisfies Readonly<Record<ComponentKind, SettingParts>>;

/** What is read beside it for each binding and access, but for outputs to queues: where those are, the host knows. */
export const boundParts = {
  // A connection for each container: see BlobConnections.
  blob: {},
  queue: { storage: { endpoints: ["queueServiceUri"], names: [] } },
  table: { storage: { endpoints: ["tableServiceUri"], names: [] } },
  cosmosDB: { cosmos: { endpoints: ["accountEndpoint"], names: ["database"] } },
  serviceBus: { serviceBus: { endpoints: ["fullyQualifiedNamespace"], names: [] } },
  eventHub: { eventHubs: { endpoints: ["fullyQualifiedNamespace"], names: [] } },
  secret: {},
  redis: {},
} as const satisfies Readonly<Record<BindingType, SettingParts>>;

/** One connection as a handler gets it: by identity, or with the connection string of an emulator. */
type Connection<Parts extends ConnectionParts> = Readonly<Record<Parts["names"][number], string>> &
  (
    | (Readonly<Record<Parts["endpoints"][number], string>> & { readonly connectionString?: never })
    | ({ readonly connectionString: string } & Readonly<Partial<Record<Parts["endpoints"][number], never>>>)
  );

type NamesIn<Parts> = Parts extends unknown ? keyof Parts : never;
type PartsAt<Parts, Name> = Parts extends unknown
  ? Name extends keyof Parts
    ? Extract<Parts[Name], ConnectionParts>
    : never
  : never;

/** All connections of a component of one kind, with its bindings and access of these types. */
export type ConnectionsOf<Kind extends keyof typeof settingParts, Bound extends BindingType = never> = {
  readonly [Name in NamesIn<(typeof settingParts)[Kind] | (typeof boundParts)[Bound]>]: Connection<
    PartsAt<(typeof settingParts)[Kind] | (typeof boundParts)[Bound], Name>
  >;
};

/** What is read of the connection to one blob container. */
export const blobParts = { endpoints: ["blobServiceUri"], names: [] } as const satisfies ConnectionParts;

/** The container of a binding or access, where the declaration says it as literal text. */
type ContainerOf<Bound> = Bound extends {
  readonly type: "blob";
  readonly path: `${infer Container}/${string}`;
}
  ? Container
  : Bound extends { readonly type: "blob"; readonly container: infer Container extends string }
    ? Container
    : never;

/** The blob containers of bindings and access, each with a connection of its own: its account may be another one. */
export type BlobConnections<Bound> = [ContainerOf<Bound>] extends [never]
  ? object
  : { readonly blobs: Readonly<Record<ContainerOf<Bound>, Connection<typeof blobParts>>> };

/** All parts of several: each endpoint and name once. */
export function allParts(several: readonly SettingParts[]): SettingParts {
  const names = [...new Set(several.flatMap((parts) => Object.keys(parts)))];
  const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        endpoints: unique(several.flatMap((parts) => parts[name]?.endpoints ?? [])),
        names: unique(several.flatMap((parts) => parts[name]?.names ?? [])),
      },
    ]),
  );
}
