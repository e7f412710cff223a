import type { SettingValue } from "../setting-value";
import type { Fields, FunctionNames, Needs, Report, SettingNames } from "../needs";

/** Fields that every binding has. */
export interface BindingBase<Type extends string, Direction extends "in" | "out"> {
  readonly type: Type;
  /** `in`: read before the function runs. `out`: written when it is done. */
  readonly direction: Direction;
  /** What the handler calls it: `context.extraInputs.get(name)` and `context.extraOutputs.set(name, value)`. */
  readonly name: string;
}

/** Some binding, of whatever type. */
export type AnyBinding = BindingBase<string, "in" | "out">;

/** Some access that a handler has through a client of its own. */
export interface AnyAccess {
  readonly type: string;
  readonly action: string;
}

/** How a binding is registered: `input.<method>({ name, …options })`, or `output`. */
export interface BindingRegistration {
  readonly method:
    | "storageBlob"
    | "storageQueue"
    | "table"
    | "cosmosDB"
    | "eventHub"
    | "serviceBusQueue"
    | "serviceBusTopic";
  readonly options: Readonly<Record<string, string | number>>;
}

/** Everything that tells one kind of binding from another, and the access of the same kind beside it. */
export interface BindingKind<Binding extends AnyBinding, Access extends AnyAccess> {
  /** By direction; a kind that has none in one direction leaves it out. */
  readonly directions: {
    readonly [Direction in Binding["direction"]]: Fields<Extract<Binding, { readonly direction: Direction }>>;
  };
  readonly accessFields: Fields<Access>;
  /** What access of this kind can do. */
  readonly actions: readonly Access["action"][];
  /** How a binding of this kind is written, for messages. */
  readonly example: string;
  /** Reports what is wrong beyond direction, name and action. @returns false when it cannot be gone on with */
  check(path: string, given: Partial<Binding> | Partial<Access>, report: Report): boolean;
  needs(given: Binding | Access): Needs;
  /** App settings that follow: connections by identity, none with a key. */
  settings(given: Binding | Access, names: SettingNames): Readonly<Record<string, SettingValue>>;
  /** What the host receives, by the names of those settings. */
  register(binding: Binding, names: FunctionNames): BindingRegistration;
}

/** Whether a binding or access changes something. */
export function writes(given: AnyBinding | AnyAccess): boolean {
  return "direction" in given ? given.direction === "out" : given.action !== "read";
}
