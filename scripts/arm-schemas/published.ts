/** The format of `generated/<service>/<namespace>/<version>/types.json`: github.com/Azure/bicep-types */
export type PublishedType =
  | { readonly $type: "AnyType" | "BooleanType" | "NullType" }
  | { readonly $type: "IntegerType"; readonly minValue?: number; readonly maxValue?: number }
  | {
      readonly $type: "StringType";
      readonly minLength?: number;
      readonly maxLength?: number;
      readonly pattern?: string;
      readonly sensitive?: boolean;
    }
  | { readonly $type: "StringLiteralType"; readonly value: string }
  | { readonly $type: "UnionType"; readonly elements: readonly PublishedReference[] }
  | {
      readonly $type: "ArrayType";
      readonly itemType: PublishedReference;
      readonly minLength?: number;
      readonly maxLength?: number;
    }
  | {
      readonly $type: "ObjectType";
      readonly properties: PublishedProperties;
      readonly additionalProperties?: PublishedReference;
    }
  | {
      readonly $type: "DiscriminatedObjectType";
      readonly discriminator: string;
      readonly baseProperties: PublishedProperties;
      readonly elements: Readonly<Record<string, PublishedReference>>;
    }
  | { readonly $type: "ResourceType"; readonly name: string; readonly body: PublishedReference }
  | { readonly $type: "ResourceFunctionType" };

/** `#/17`: a place in the same file. */
export interface PublishedReference {
  readonly $ref: string;
}

export type PublishedProperties = Readonly<
  Record<string, { readonly type: PublishedReference; readonly flags: number }>
>;

/** Bits of a property's flags. */
export const REQUIRED = 1;
export const READ_ONLY = 2;

/** The place that a reference names. */
export function placeOf({ $ref }: PublishedReference): number {
  const place = /^#\/(\d+)$/.exec($ref)?.[1];
  if (place === undefined) throw new Error(`${$ref} names no type of its own file`);
  return Number(place);
}
