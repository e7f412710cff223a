import type { GuardedAddress } from "./guarded-addresses";
import { sorted } from "./sorted";

/** A `moved` block, in the stack that has it. */
export interface GuardMove {
  readonly stack: string;
  readonly from: string;
  readonly to: string;
}

interface Lost {
  readonly before: GuardedAddress;
  /** What is below it in Azure, and goes with it. */
  readonly below: readonly GuardedAddress[];
}

interface Changed extends Lost {
  readonly after: GuardedAddress;
}

/** One guarded address that is not as it was. */
export type GuardDifference =
  /** New: nothing was kept there. */
  | { readonly kind: "added"; readonly after: GuardedAddress }
  /** Not planned any more: Terraform destroys the resource. */
  | (Lost & { readonly kind: "dropped" })
  /** Another name in Azure under the same address: Terraform replaces the resource. */
  | (Changed & { readonly kind: "renamed" })
  /** Another place in Azure, such as a resource group, under the same address and name: Terraform replaces the resource. */
  | (Changed & { readonly kind: "relocated" })
  /** Another address for the same resource of Azure. With `hasBlock`, a `moved` block says so to Terraform. */
  | (Changed & { readonly kind: "moved"; readonly hasBlock: boolean })
  /** In a stack of another id, whose state is another one; the old stack is not there any more. */
  | (Changed & { readonly kind: "other stack" });

/**
 * What became of guarded addresses.
 *
 * @param moves - the `moved` blocks of the stacks, and what the library has renamed itself
 */
export function guardDifferences(
  before: readonly GuardedAddress[],
  after: readonly GuardedAddress[],
  moves: readonly GuardMove[] = [],
): readonly GuardDifference[] {
  const left = new Map(after.map((each) => [keyOf(each), each]));
  const take = (key: string): GuardedAddress | undefined => {
    const found = left.get(key);
    left.delete(key);
    return found;
  };
  const lost: GuardedAddress[] = [];
  const found: GuardDifference[] = [];
  for (const each of sorted(before)) {
    const at = take(keyOf(each));
    if (at === undefined) lost.push(each);
    else found.push(...changeOf(each, at));
  }
  const stacks = new Set(after.map(({ stack }) => stack));
  for (const each of lost) found.push(...becameOf(each, { left, take, moves, stacks }));
  const all = [...found, ...[...left.values()].map((each) => ({ kind: "added", after: each }) as const)];
  return sortedDifferences(folded(withStacks(all, stacks)));
}

function changeOf(before: GuardedAddress, after: GuardedAddress): readonly GuardDifference[] {
  if (before.name !== after.name) return [{ kind: "renamed", before, after, below: [] }];
  return before.id === after.id ? [] : [{ kind: "relocated", before, after, below: [] }];
}

/** What took the place of an address that is gone. */
function becameOf(
  before: GuardedAddress,
  {
    left,
    take,
    moves,
    stacks,
  }: {
    readonly left: ReadonlyMap<string, GuardedAddress>;
    readonly take: (key: string) => GuardedAddress | undefined;
    readonly moves: readonly GuardMove[];
    /** The stacks that have something now. */
    readonly stacks: ReadonlySet<string>;
  },
): readonly GuardDifference[] {
  const target = moveTarget(before, moves);
  const moved = target === undefined ? undefined : take(keyOf({ ...before, address: target }));
  if (moved !== undefined)
    return [{ kind: "moved", before, after: moved, hasBlock: true, below: [] }, ...changeOf(before, moved)];
  const same = [...left.values()].filter(
    (each) => typeOf(each) === typeOf(before) && each.id === before.id && isWhole(each.id),
  );
  const [only] = stacks.has(before.stack) ? same : [];
  if (only === undefined || same.length > 1) return [{ kind: "dropped", before, below: [] }];
  take(keyOf(only));
  return [{ kind: "moved", before, after: only, hasBlock: false, below: [] }];
}

/** Blocks follow one another: from what was to what is, whatever was between. */
function moveTarget({ stack, address }: GuardedAddress, moves: readonly GuardMove[]): string | undefined {
  const seen = new Set([address]);
  let target = address;
  for (;;) {
    const next = moves.find((each) => each.stack === stack && each.from === target);
    if (next === undefined || seen.has(next.to)) return target === address ? undefined : target;
    seen.add(next.to);
    target = next.to;
  }
}

/** A stack that has nothing any more, while another one of its environment has the same addresses: it has another id. */
function withStacks(
  differences: readonly GuardDifference[],
  stacks: ReadonlySet<string>,
): readonly GuardDifference[] {
  const isGone = (each: GuardedAddress): boolean => !stacks.has(each.stack);
  const added = new Map(
    differences.flatMap((each) =>
      each.kind === "added" ? [[`${each.after.environment} ${each.after.address}`, each.after] as const] : [],
    ),
  );
  const used = new Set<GuardedAddress>();
  const joined = differences.map((each): GuardDifference => {
    if (each.kind !== "dropped" || !isGone(each.before)) return each;
    const other = added.get(`${each.before.environment} ${each.before.address}`);
    if (other === undefined || used.has(other)) return each;
    used.add(other);
    return { kind: "other stack", before: each.before, after: other, below: [] };
  });
  return joined.filter((each) => each.kind !== "added" || !used.has(each.after));
}

/** What only follows from what is above it is no difference of its own. */
function folded(differences: readonly GuardDifference[]): readonly GuardDifference[] {
  const losses = differences.filter((each) => each.kind !== "added" && each.kind !== "moved");
  const aboveOf = (each: GuardDifference): GuardDifference | undefined =>
    losses.find((other) => other !== each && follows(each, other));
  return differences
    .filter((each) => aboveOf(each) === undefined)
    .map((each) =>
      each.kind === "added"
        ? each
        : {
            ...each,
            below: differences.flatMap((other) =>
              other.kind !== "added" && other !== each && follows(other, each) ? [other.before] : [],
            ),
          },
    );
}

function follows(each: GuardDifference, above: GuardDifference): boolean {
  if (each.kind === "added" || above.kind === "added" || above.kind === "moved") return false;
  const isBelow =
    each.before.stack === above.before.stack && each.before.id.startsWith(`${above.before.id}/`);
  return isBelow && (each.kind === "relocated" || each.kind === above.kind);
}

function sortedDifferences(differences: readonly GuardDifference[]): readonly GuardDifference[] {
  return sorted(
    differences.map((difference) => {
      const { environment, stack, address } =
        difference.kind === "added" ? difference.after : difference.before;
      return { environment, stack, address, difference };
    }),
  ).map(({ difference }) => difference);
}

/** Where Terraform has it: one resource. */
export function keyOf({ stack, address }: Pick<GuardedAddress, "stack" | "address">): string {
  return `${stack} ${address}`;
}

export function typeOf({ address }: Pick<GuardedAddress, "address">): string {
  return address.slice(0, address.indexOf("."));
}

/** True where all of an id is known but for the subscription, so that it tells one resource from all others. */
function isWhole(id: string): boolean {
  return id !== "" && !id.replace("{subscription}", "").includes("{");
}
