import type { SettingValue } from "../../plan/setting-value";

/** Reports what is wrong with one part of a declaration. */
export type Report = (path: string, message: string, fix: string) => void;

/** Every field of `T` by name; the compiler says when one is missing or too many. */
export type Fields<T> = Readonly<Record<keyof T, true>>;

/** A Cosmos DB container that something works on. */
export interface NeededContainer {
  readonly name: string;
  /** The path that it is partitioned by; undefined where whoever else needs it says so. */
  readonly partitionKey?: string;
}

/** An HTTP route that a function answers. */
export interface Route {
  readonly route: string;
  readonly methods: readonly string[];
}

/** What a trigger needs of the backend. */
export interface TriggerNeeds {
  readonly blobContainers?: readonly string[];
  readonly queues?: readonly string[];
  readonly cosmosContainers?: readonly NeededContainer[];
  readonly routes?: readonly Route[];
}

/** What settings are made of, beside the trigger itself. */
export interface SettingNames {
  /** How the function's settings begin, `PROCESS_UPLOAD`. */
  readonly prefix: string;
  /** The name of the backend's database. */
  readonly database: string;
}

/** How one function is called. */
export interface FunctionNames {
  /** How its settings begin, `PROCESS_UPLOAD`. */
  readonly prefix: string;
  readonly name: string;
}

/** How a handler is registered in the Azure Functions v4 programming model: `app.<method>(name, { …options, handler })`. */
export interface Registration {
  readonly method: "http" | "timer" | "storageBlob" | "storageQueue" | "cosmosDB";
  readonly options: Readonly<Record<string, string | readonly string[]>>;
}

/** Everything that tells one kind of trigger from another. */
export interface TriggerKind<T> {
  readonly fields: Fields<T>;
  /** How a declaration of this kind is written, for messages. */
  readonly example: string;
  /** True where events start the function, so that a slot has to be kept from taking production's. */
  readonly events: boolean;
  /** Reports what is wrong; what it was given may be anything. @returns false when the function cannot be gone on with */
  check(path: string, trigger: Partial<T>, functionName: string, report: Report): boolean;
  needs(trigger: T, functionName: string): TriggerNeeds;
  /** App settings that follow: connections by identity, none with a key. */
  settings(trigger: T, names: SettingNames): Readonly<Record<string, SettingValue>>;
  /** What the host is told, by the names of those settings. */
  register(trigger: T, names: FunctionNames): Registration;
}
