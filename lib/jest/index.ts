import "./jest-types";
import { toCostLessThan } from "./to-cost-less-than";
import { toExposeNothing } from "./to-expose-nothing";
import { toGrantNothingNew } from "./to-grant-nothing-new";
import { toKeepData } from "./to-keep-data";

export type { CostUsage } from "../cost/usage";
export { type InvariantOptions, type Violation, InvariantError, expectInvariants } from "../invariants";
export type { AccessMatchers, CostMatchers, DataMatchers } from "./jest-types";
export type { DefinedBackend, MatcherContext, MatcherResult } from "./received";
export { type CostMatcherOptions, type Costs, toCostLessThan } from "./to-cost-less-than";
export { type ExposureOptions, toExposeNothing } from "./to-expose-nothing";
export { type GrantedBefore, type GrantsFile, toGrantNothingNew } from "./to-grant-nothing-new";
export { type KeptBefore, toKeepData } from "./to-keep-data";

interface Expect {
  extend(matchers: Readonly<Record<string, unknown>>): void;
}

const { expect } = globalThis as { readonly expect?: Expect };
if (expect === undefined)
  throw new Error(
    "there is no global expect: import cdktf-azure-backend/jest in a test of Jest, or in its setupFilesAfterEnv. " +
      "Other test runners take expectInvariants from cdktf-azure-backend/invariants",
  );
expect.extend({ toCostLessThan, toExposeNothing, toGrantNothingNew, toKeepData });
