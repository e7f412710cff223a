import type { Finding, Severity } from "./finding";

/** A rule that looks at something else than plans. */
interface OtherRule {
  readonly severity: Severity;
  readonly title: string;
  readonly source: string;
}

const GUIDE = "docs/guides/review.md";
const STAND_IN = "docs/guides/test-without-azure.md";

/** What is found in the file of accepted findings, and on the stand-in. */
export const otherRules = {
  "acceptance-expired": {
    severity: "medium",
    title: "A finding is no longer accepted",
    source: `${GUIDE}#accept-a-finding`,
  },
  "acceptance-unused": {
    severity: "low",
    title: "An entry accepts nothing",
    source: `${GUIDE}#accept-a-finding`,
  },
  "rehearsal-refused": {
    severity: "high",
    title: "Apply stops on the stand-in for Azure",
    source: STAND_IN,
  },
  "rehearsal-not-empty": {
    severity: "medium",
    title: "The plan after apply is not empty",
    source: STAND_IN,
  },
} as const satisfies Readonly<Record<string, OtherRule>>;

/** A finding of one of them. */
export function otherFinding(
  rule: keyof typeof otherRules,
  found: Pick<Finding, "address" | "what" | "why" | "fix"> & { readonly stack?: string },
): Finding {
  const { severity, source } = otherRules[rule];
  return { rule, severity, ...found, causes: [], source };
}
