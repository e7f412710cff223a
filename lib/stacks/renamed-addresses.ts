/** An address that a release of the library has changed. What it keeps is the same resource. */
export interface RenamedAddress {
  /** The release that has the new address: `0.2.0`. */
  readonly release: string;
  /** `azurerm_storage_queue` */
  readonly type: string;
  /** Names in Terraform before and after; `{name}` stands for what both have. */
  readonly from: string;
  readonly to: string;
}

/** A `moved` block. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * Every address that a release has changed, the oldest release first. A row is never removed: an environment may skip releases. There
 * has been no such change yet.
 */
export const renamedAddresses: readonly RenamedAddress[] = [];

/** The address before a release changed it; undefined where that row is not about this address. */
export function addressBefore({ type, from, to }: RenamedAddress, address: string): string | undefined {
  return replaced(`${type}.${to}`, `${type}.${from}`, address);
}

/** The address that the library has now for what had this address at some time. */
export function addressNow(address: string, rows: readonly RenamedAddress[] = renamedAddresses): string {
  return rows.reduce(
    (current, { type, from, to }) => replaced(`${type}.${from}`, `${type}.${to}`, current) ?? current,
    address,
  );
}

function replaced(pattern: string, by: string, address: string): string | undefined {
  const [before = "", after] = pattern.split("{name}");
  if (after === undefined) return address === pattern ? by : undefined;
  if (!address.startsWith(before) || !address.endsWith(after)) return undefined;
  const name = address.slice(before.length, address.length - after.length);
  return address.length < before.length + after.length + 1 ? undefined : by.replace("{name}", () => name);
}

/**
 * The `moved` blocks of a stack: from each address that it had in some release to the next one. Terraform ignores a block whose
 * first address is not in the state, so that they stand in the stacks of every environment, whichever release it was deployed with.
 *
 * @param addresses - what the stack declares
 */
export function movesOf(
  addresses: ReadonlySet<string>,
  rows: readonly RenamedAddress[] = renamedAddresses,
): readonly Move[] {
  const moves = new Map<string, Move>();
  for (const address of addresses) {
    let to = address;
    for (const row of [...rows].reverse()) {
      const from = addressBefore(row, to);
      // Terraform refuses a block whose first address is declared.
      if (from === undefined || addresses.has(from)) continue;
      moves.set(from, { from, to });
      to = from;
    }
  }
  return [...moves.values()].sort((one, other) => (one.from < other.from ? -1 : 1));
}
