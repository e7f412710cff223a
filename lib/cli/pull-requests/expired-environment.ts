import type { ExpiringEnvironment } from "./expiring-environments";
import type { GroupLock } from "./group-locks";

/** An environment that nobody has destroyed in time. */
export interface ExpiredEnvironment extends ExpiringEnvironment {
  /** Null where the login may not read them. */
  readonly locks: readonly GroupLock[] | null;
  /** In US dollars a month; null where the app does not define it any more. */
  readonly cost: { readonly low: number; readonly high: number } | null;
  readonly costProblem?: string;
  /** What destroys it. */
  readonly command: string;
}
