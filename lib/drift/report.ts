import { movedRule, noiseRules } from "./noise";
import { type DriftFinding, type StackDrift, bySeriousness } from "./stack-drift";

/** What became of one stack. */
export type StackOutcome = { readonly stack: string } & (
  | ({ readonly status: "refreshed" } & StackDrift)
  /** It has no state, or an empty one. */
  | { readonly status: "not deployed" }
  | { readonly status: "failed"; readonly reason: string }
);

/** A rule of noise with what it took out. */
export interface IgnoredByRule {
  readonly rule: string;
  readonly reason: string;
  readonly source: string;
  readonly differences: readonly {
    readonly stack: string;
    readonly address: string;
    readonly attribute?: string;
  }[];
}

/** All stacks together. No secret is in it. */
export interface DriftReport {
  readonly stacks: readonly StackRow[];
  /** Of every stack, the dangerous first. */
  readonly findings: readonly DriftFinding[];
  /** In the order of the rules; without those that took out nothing. */
  readonly ignored: readonly IgnoredByRule[];
}

/** A stack in figures. */
export interface StackRow {
  readonly stack: string;
  readonly status: "drift" | "no drift" | "not deployed" | "failed";
  readonly findings: number;
  readonly dangerous: number;
  readonly ignored: number;
  /** Outputs that would have another value. */
  readonly outputs: readonly string[];
  /** Why it failed. */
  readonly reason?: string;
}

/** Puts the stacks into one report. */
export function driftReport(outcomes: readonly StackOutcome[]): DriftReport {
  const refreshed = outcomes.filter((each) => each.status === "refreshed");
  return {
    stacks: outcomes.map(rowOf),
    findings: refreshed.flatMap(({ findings }) => findings).sort(bySeriousness),
    ignored: [movedRule, ...noiseRules].flatMap(({ id, reason, source }) => {
      const differences = refreshed.flatMap(({ stack, ignored }) =>
        ignored.filter(({ rule }) => rule === id).map(({ rule: _rule, ...each }) => ({ stack, ...each })),
      );
      return differences.length === 0 ? [] : [{ rule: id, reason, source, differences }];
    }),
  };
}

function rowOf(outcome: StackOutcome): StackRow {
  const { stack } = outcome;
  const none = { stack, findings: 0, dangerous: 0, ignored: 0, outputs: [] };
  switch (outcome.status) {
    case "not deployed":
      return { ...none, status: "not deployed" };
    case "failed":
      return { ...none, status: "failed", reason: outcome.reason };
    case "refreshed": {
      const { findings, ignored, outputs } = outcome;
      return {
        stack,
        status: findings.length === 0 ? "no drift" : "drift",
        findings: findings.length,
        dangerous: findings.filter(({ dangers }) => dangers.length > 0).length,
        ignored: ignored.length,
        outputs,
      };
    }
  }
}
