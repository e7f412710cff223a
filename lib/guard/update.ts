import type { GuardDifference } from "./differences";
import { keyOf } from "./differences";
import type { GuardedAddress } from "./guarded-addresses";
import type { Judgement } from "./judge";
import type { Acknowledgement, LockFileContent } from "./lock-file";

/** What is compared with what the file says. */
export interface UpdateInputs {
  /** The file as it is. */
  readonly file: LockFileContent;
  /** What the file says of what was compared. */
  readonly before: readonly GuardedAddress[];
  /** What the plans say. */
  readonly after: readonly GuardedAddress[];
  readonly judgement: Judgement;
  /** Writes what was acknowledged, too, and removes the acknowledgements: it is deployed. */
  readonly settle: boolean;
}

/** The file as it should be. Nothing may be refused: what was guarded is kept as it was until its change is settled. */
export function updated({ file, before, after, judgement, settle }: UpdateInputs): LockFileContent {
  const pending = settle
    ? []
    : judgement.judged
        .filter(({ verdict }) => verdict === "acknowledged")
        .map(({ difference }) => difference);
  const kept = pending.flatMap(beforeOf);
  const instead = new Set(pending.flatMap((each) => afterOf(each, after)).map(keyOf));
  const compared = new Set(before);
  const settled = new Set<Acknowledgement>([
    ...judgement.unused,
    ...judgement.judged.flatMap(({ acknowledgement }) => acknowledgement ?? []),
  ]);
  return {
    addresses: [
      ...file.addresses.filter((each) => !compared.has(each)),
      ...after.filter((each) => !instead.has(keyOf(each))),
      ...kept,
    ],
    acknowledgements: settle
      ? file.acknowledgements.filter((each) => !settled.has(each))
      : file.acknowledgements,
  };
}

function beforeOf(difference: GuardDifference): readonly GuardedAddress[] {
  return difference.kind === "added" ? [] : [difference.before, ...difference.below];
}

/** What stands in the plans for a change that is not settled: the changed address, and what is below it. */
function afterOf(difference: GuardDifference, after: readonly GuardedAddress[]): readonly GuardedAddress[] {
  if (difference.kind === "added") return [];
  const below = new Set(difference.below.map(keyOf));
  const replaced = "after" in difference ? [difference.after] : [];
  const moved = difference.kind === "other stack" ? difference.below.map(({ address }) => address) : [];
  return [
    ...replaced,
    ...after.filter(
      (each) =>
        below.has(keyOf(each)) ||
        (replaced.some(({ stack }) => stack === each.stack) && moved.includes(each.address)),
    ),
  ];
}
