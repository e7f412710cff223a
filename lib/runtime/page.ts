import type { Item, Page, PageQuery } from "./store";

/** In bytes: what Cosmos DB answers at once, learn.microsoft.com/azure/cosmos-db/concepts-limits#per-request-limits */
export const LARGEST_PAGE_BYTES = 4 * 1024 * 1024;

/** A page that is filled item by item, and knows when it ends. */
export class PageInProgress {
  readonly #items: Item[] = [];
  #bytes = 0;

  constructor(private readonly query: Pick<PageQuery, "limit" | "bytes">) {}

  /** @returns false where there is no room for it, so that another page follows */
  add(item: Item): boolean {
    const bytes = Buffer.byteLength(JSON.stringify(item));
    const { limit, bytes: most } = this.query;
    if (this.#items.length >= limit || (this.#items.length > 0 && this.#bytes + bytes > most)) return false;
    this.#items.push(item);
    this.#bytes += bytes;
    return true;
  }

  /** How many items fit at the most. */
  get room(): number {
    return this.query.limit - this.#items.length;
  }

  end(more: boolean): Page {
    return { items: this.#items, more };
  }
}
