import type { Access, Binding } from "./bindings";
import type { CodeOptions } from "./code-options";

/** What the compiler shows of a field that is not known: `UnknownField<"batchSize">`. Nothing can be assigned to it. */
export interface UnknownField<Name> {
  readonly unknownField: Name;
}

/**
 * Makes a field that `Known` does not have a compile error that names it: a generic parameter would accept it. The fields that it
 * has keep their descriptions in editors.
 */
export type Only<Known, Given> = Given &
  Pick<Known, keyof Given & keyof Known> & {
    readonly [Name in Exclude<keyof Given, keyof Known>]: UnknownField<Name>;
  };

type BindingLike<Given extends Binding> = Extract<
  Binding,
  { readonly type: Given["type"]; readonly direction: Given["direction"] }
>;
type AccessLike<Given extends Access> = Extract<Access, { readonly type: Given["type"] }>;

/** The same for each of several bindings, by its type and direction. */
type OnlyBinding<Given extends Binding> = Given extends unknown ? Only<BindingLike<Given>, Given> : never;

/** The same for each of several accesses, by its type. */
type OnlyAccess<Given extends Access> = Given extends unknown ? Only<AccessLike<Given>, Given> : never;

/** The same for what every component that runs code has. */
export interface OnlyParts<Options extends CodeOptions> {
  readonly bindings?: readonly OnlyBinding<NonNullable<Options["bindings"]>[number]>[];
  readonly access?: readonly OnlyAccess<NonNullable<Options["access"]>[number]>[];
}
