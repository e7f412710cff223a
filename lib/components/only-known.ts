import type { Access, Binding } from "./bindings";
import type { CodeOptions } from "./code-options";

/** What the compiler shows of a field that is not known: `UnknownField<"batchSize">`. Nothing can be assigned to it. */
export interface UnknownField<Name> {
  readonly unknownField: Name;
}

/** The fields whose elements are checked one by one. */
type Part = "bindings" | "access";

/**
 * Makes a field that `Known` does not have a compile error that names it: a generic parameter would accept it. The fields that it
 * has keep their descriptions in editors; those of lists have them from `OnlyParts`, or the compiler would compare the whole list
 * first and name its type, not the field.
 */
export type Only<Known, Given> = Given &
  Pick<Known, keyof Given & Exclude<keyof Known, Part>> & {
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
export type OnlyParts<Options extends CodeOptions> = {
  readonly [Name in keyof Pick<CodeOptions, Part>]: readonly (Name extends "bindings"
    ? OnlyBinding<NonNullable<Options["bindings"]>[number]>
    : OnlyAccess<NonNullable<Options["access"]>[number]>)[];
};
