/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One item, without the fields that Cosmos DB adds. */
export type Item = Readonly<Record<string, Json>>;

/** What a partition or a sort goes by. */
export type Scalar = string | number | boolean;

/** Where an item is: an id is unique within its partition. */
export interface ItemKey {
  readonly id: string;
  readonly partition: Scalar;
}

/** An item with the entity tag of the version that was read or written, quotes included. */
export interface Stored {
  readonly item: Item;
  readonly etag: string;
}

/** A stretch of the items in the order of one field; items without the field come before all others. */
export interface PageQuery {
  /** Items of this partition only. */
  readonly partition?: Scalar | undefined;
  readonly sortBy: string;
  readonly descending: boolean;
  /** Items with this value and those after it; `null` stands for items without the field. */
  readonly from?: Scalar | null | undefined;
  /** How many of those are left out. */
  readonly skip: number;
  readonly limit: number;
}

/** Where items are kept. Refusals are answers; whatever is thrown is a fault. */
export interface Store {
  /** An item exists already that has the id, or the values of a unique key. */
  readonly create: (key: ItemKey, item: Item) => Promise<Stored | "exists">;
  readonly read: (key: ItemKey) => Promise<Stored | "missing">;
  /** With an entity tag, only the version that has it is replaced; another item may have the values of a unique key. */
  readonly replace: (
    key: ItemKey,
    item: Item,
    etag?: string,
  ) => Promise<Stored | "missing" | "changed" | "exists">;
  readonly delete: (key: ItemKey, etag?: string) => Promise<"deleted" | "missing" | "changed">;
  readonly query: (query: PageQuery) => Promise<readonly Item[]>;
}
