export { type InvariantOptions, type Violation, InvariantError, expectInvariants } from "./expect-invariants";
export type { CheckedBackend, Fault, Invariant, Subject } from "./invariant";
export { type InvariantName, invariants } from "./invariants";
export type { WrittenBlock, WrittenStack } from "./written-stack";
