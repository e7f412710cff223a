import type { Item, Json, Scalar } from "../components/item";

export type { Item, Json, Scalar };

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

/** The place of an item in a list. */
export interface ItemPlace extends ItemKey {
  /** What the item is sorted by; undefined where it has no value of the type that the field has. */
  readonly value?: Scalar | undefined;
}

/**
 * A page of items in the order of one field, then of their ids, then of their partitions: no two items have one place.
 * Items that have no value of the field's type come before all others, whatever they have instead.
 */
export interface PageQuery {
  /** Items of this partition only. */
  readonly partition?: Scalar | undefined;
  /** Items with these values only, by field. */
  readonly where?: Readonly<Record<string, Scalar>> | undefined;
  readonly sortBy: string;
  readonly sortType: "string" | "number" | "boolean";
  readonly descending: boolean;
  /** Only the items that follow this place, whether an item is there or not. */
  readonly after?: ItemPlace | undefined;
  /** Items of a page. */
  readonly limit: number;
  /** Bytes of a page as JSON; one item is on it whatever its size. */
  readonly bytes: number;
}

export interface Page {
  readonly items: readonly Item[];
  /** Other items follow. */
  readonly more: boolean;
}

/** Where items are kept. Refusals are answers; whatever is thrown is a fault, a {@link StoreFailure} one with a status. */
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
  readonly query: (query: PageQuery) => Promise<Page>;
}

/** Why a store could not do what it was asked. */
export type StoreFault = "throttled" | "unavailable" | "denied" | "too large";

/** A store that says why: the caller receives a status of its own, the log the cause. */
export class StoreFailure extends Error {
  constructor(
    readonly fault: StoreFault,
    message: string,
    /** Seconds after which the same may work. */
    readonly retryAfter: number | undefined,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "StoreFailure";
  }
}
