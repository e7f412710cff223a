import type { BindingRegistration } from "../components/bindings/binding";
import type { CrudApi } from "../components/define-crud-api";
import type { Registration } from "../components/triggers/trigger";

/** One function as the host will know it. */
export interface RegisteredFunction {
  /** The component's path, `components.processUpload`. */
  readonly path: string;
  readonly name: string;
  /** The app that runs it; undefined for the first. */
  readonly app?: string;
  /** Relative to the root, with slashes. */
  readonly entry: string;
  readonly registration: Chosen<Registration>;
  readonly bindings: readonly RegisteredBinding[];
}

/** What the host receives: in every environment, or where queues of processors are in Service Bus something else. */
export interface Chosen<T> {
  readonly usual: T;
  readonly onServiceBus?: T;
}

/** One binding of a function as the host will know it. */
export interface RegisteredBinding {
  readonly direction: "in" | "out";
  readonly name: string;
  readonly registration: Chosen<BindingRegistration>;
}

/** Everything that the host will know. */
export interface Registered {
  readonly functions: readonly RegisteredFunction[];
  /** Served by this library's own code. */
  readonly apis: readonly CrudApi[];
}

/** What an entry may call its handler: `assigned` is a module of the older kind, which exports whatever it assigns. */
export type HandlerExport = "default" | "handler" | "assigned";
