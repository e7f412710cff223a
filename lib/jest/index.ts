import "./jest-types";
import { toCostLessThan } from "./to-cost-less-than";

export type { CostUsage } from "../cost/usage";
export type { CostMatchers } from "./jest-types";
export { type CostMatcherOptions, type Costs, type MatcherResult, toCostLessThan } from "./to-cost-less-than";

interface Expect {
  extend(matchers: { readonly toCostLessThan: typeof toCostLessThan }): void;
}

const { expect } = globalThis as { readonly expect?: Expect };
if (expect === undefined)
  throw new Error(
    "there is no global expect: import cdktf-azure-backend/jest in a test of Jest, or in its setupFilesAfterEnv",
  );
expect.extend({ toCostLessThan });
