/** Stands for what Azure alone computes, as long as the stack that publishes it was not applied. */
export const KNOWN_ONCE_APPLIED = "known-once-applied.invalid";
