/** What a value may be. A number stands for the definition at that place. */
export type Shape =
  | "any"
  | "boolean"
  | "null"
  | "number"
  | "string"
  | number
  | ListShape
  | LiteralShape
  | NumberShape
  | TextShape
  | UnionShape;

/** One of these texts. */
export interface LiteralShape {
  readonly oneOf: readonly string[];
}

export interface TextShape {
  readonly text: {
    readonly pattern?: string;
    readonly min?: number;
    readonly max?: number;
    /** Never shown in a finding. */
    readonly secret?: true;
  };
}

/** Microsoft's types have no fractions: every number is an integer there. */
export interface NumberShape {
  readonly number: { readonly min?: number; readonly max?: number };
}

export interface ListShape {
  readonly list: Shape;
  readonly min?: number;
  readonly max?: number;
}

export interface UnionShape {
  readonly union: readonly Shape[];
}

/** Of a property that only Azure writes, the shape is left out: writing it is the finding. */
export type Property = { readonly readOnly: true } | { readonly is: Shape; readonly required?: true };

/** An object. `by` names the property whose value decides what else it has. */
export interface Definition {
  readonly properties: Readonly<Record<string, Property>>;
  /** What any further property is. @default - there is none */
  readonly others?: Shape;
  readonly by?: string;
  readonly variants?: Readonly<Record<string, Shape>>;
}

/** The part of Microsoft's published types that is asked for here. */
export interface ArmSchemas {
  readonly source: string;
  readonly licence: string;
  readonly commit: string;
  /** `Microsoft.KeyVault/vaults@2026-02-01` → its shape. */
  readonly types: Readonly<Record<string, Shape>>;
  readonly definitions: readonly Definition[];
}
