/** Where Terraform has a resource. */
interface Placed {
  readonly environment: string;
  readonly stack: string;
  readonly address: string;
}

/** By environment, stack and address, in the order of their characters: the same on every machine. */
export function sorted<Each extends Placed>(addresses: readonly Each[]): readonly Each[] {
  return [...addresses].sort((one, other) => compare(keyOf(one), keyOf(other)));
}

function keyOf({ environment, stack, address }: Placed): string {
  return `${environment} ${stack} ${address}`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
