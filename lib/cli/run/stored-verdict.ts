import { resolve } from "node:path";
import { type StoredPlans, readStoredPlans, writeStoredPlans } from "../../pipeline/stored-plans";
import { withVerdict } from "../../pipeline/stored-verdict";
import type { Review } from "../../review/review";
import { type Surroundings, shownPath } from "../surroundings";

/** What `plan --store` has written into a file. */
export function storedIn(file: string, surroundings: Pick<Surroundings, "cwd">): StoredPlans {
  const path = resolve(surroundings.cwd, file);
  return readStoredPlans(path, shownPath(surroundings, path));
}

/** Writes the verdict of a review into the file of the plans that it was one of. */
export function noteVerdict(file: string, reviews: readonly Review[], surroundings: Surroundings): void {
  writeStoredPlans(resolve(surroundings.cwd, file), withVerdict(storedIn(file, surroundings), reviews));
}
