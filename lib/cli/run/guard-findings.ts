import { compareWithLock } from "../../guard/compare";
import { findingsOfComparison, findingsOfFaults } from "../../guard/findings";
import type { Synthesis } from "../../terraform/synthesis";
import type { Finding } from "../check/finding";
import { comparedBackends } from "./guarded";
import { type LockFilePlace, readLock } from "./lock-file-place";

/** What is to be said of the lock file, and of what it guards. */
export function guardFindings(
  synthesis: Synthesis,
  environment: readonly string[],
  place: LockFilePlace,
  today: string,
): readonly Finding[] {
  const file = readLock(place);
  if (file.faults.length > 0) return findingsOfFaults(file.faults, place.shown);
  const backends = comparedBackends(synthesis, environment);
  return findingsOfComparison(compareWithLock(file, backends, today), backends, {
    file: place.shown,
    named: environment.length > 0,
  });
}
