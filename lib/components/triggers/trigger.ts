import type { SettingValue } from "../setting-value";
import type { Fields, FunctionNames, Needs, Report, SettingNames } from "../needs";

/** How a handler is registered in the Azure Functions v4 programming model: `app.<method>(name, { …options, handler })`. */
export interface Registration {
  readonly method:
    | "http"
    | "timer"
    | "storageBlob"
    | "storageQueue"
    | "cosmosDB"
    | "eventHub"
    | "serviceBusQueue"
    | "serviceBusTopic";
  readonly options: Readonly<
    Record<string, string | boolean | readonly string[] | Readonly<Record<string, string | number>>>
  >;
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
  needs(trigger: T, functionName: string): Needs;
  /** App settings that follow: connections by identity, none with a key. */
  settings(trigger: T, names: SettingNames): Readonly<Record<string, SettingValue>>;
  /** What the host receives, by the names of those settings. */
  register(trigger: T, names: FunctionNames): Registration;
}
