import type { BackendPlan } from "../decide/backend-plan";
import type { Compared, Comparison } from "./compare";
import type { GuardDifference } from "./differences";
import { fixOf, messageOf, originOf } from "./explanation";
import type { Judged } from "./judge";
import type { Acknowledgement, LockFileFault } from "./lock-file";

/** What a user has to know of a guarded address. */
export interface GuardFinding {
  readonly level: "problem" | "warning" | "note";
  readonly project?: string;
  readonly environment?: string;
  /** The address in Terraform, or the lock file. */
  readonly path: string;
  readonly message: string;
  readonly origin: readonly string[];
  readonly fix?: string;
}

/** What is wrong with a file that cannot be read. */
export function findingsOfFaults(faults: readonly LockFileFault[], file: string): readonly GuardFinding[] {
  return faults.map(({ line, message, fix }) => ({
    level: "problem",
    path: file,
    message: `line ${line} ${message}`,
    origin: [],
    fix,
  }));
}

/**
 * What became of guarded addresses, as findings.
 *
 * @param file - the lock file as messages name it
 * @param named - whether environments were selected: others are left out then
 */
export function findingsOfComparison(
  { judgement, others }: Comparison,
  backends: readonly Compared[],
  { file, named }: { readonly file: string; readonly named: boolean },
): readonly GuardFinding[] {
  return [
    ...joinedByStack(judgement.judged).flatMap((each) => findingOf(each, backends, file)),
    ...addedIn(judgement.judged, backends, file),
    ...judgement.unused.map((each) => unusedFinding(each, backends, file)),
    ...(named ? [] : [...others].map(([environment, count]) => otherFinding(environment, count, file))),
  ];
}

/** A stack of another id is one finding, with all that it has. */
function joinedByStack(judged: readonly Judged[]): readonly Judged[] {
  const first = new Map<string, Judged>();
  const joined: Judged[] = [];
  for (const each of judged) {
    const { difference } = each;
    const key = difference.kind === "other stack" ? `${difference.before.stack} ${each.verdict}` : undefined;
    const same = key === undefined ? undefined : first.get(key);
    if (key === undefined || same === undefined || difference.kind !== "other stack") {
      joined.push(each);
      if (key !== undefined) first.set(key, each);
      continue;
    }
    const at = joined.indexOf(same);
    const whole = { ...same, difference: withMore(same.difference, difference) };
    joined[at] = whole;
    first.set(key, whole);
  }
  return joined;
}

function withMore(
  one: GuardDifference,
  more: Extract<GuardDifference, { readonly kind: "other stack" }>,
): GuardDifference {
  return one.kind === "added" ? one : { ...one, below: [...one.below, more.before, ...more.below] };
}

function findingOf(
  { difference, verdict, acknowledgement }: Judged,
  backends: readonly Compared[],
  file: string,
): readonly GuardFinding[] {
  if (difference.kind === "added") return [];
  const { plan } = backendOf(difference, backends);
  const path = difference.kind === "other stack" ? difference.before.stack : difference.before.address;
  const finding = { ...of(plan), path, message: messageOf(difference), origin: originOf(difference, plan) };
  switch (verdict) {
    case "added":
      return [];
    case "moved by a block":
      return [{ ...finding, level: "note", fix: `run "npx cdktf-azure-backend lock", and commit ${file}` }];
    case "acknowledged": {
      const { until = "", reason = "" } = acknowledgement ?? {};
      return [
        { ...finding, level: "note", message: `${finding.message}. Acknowledged until ${until}: ${reason}` },
      ];
    }
    case "expired":
      return [
        {
          ...finding,
          level: "problem",
          message: `${finding.message}. Line ${acknowledgement?.line ?? 0} of ${file} acknowledged it until ${acknowledgement?.until ?? ""}`,
          fix: `run "npx cdktf-azure-backend lock --settle" if it is deployed; else give line ${acknowledgement?.line ?? 0} another day, or undo the change`,
        },
      ];
    case "refused":
      return [{ ...finding, level: "problem", fix: fixOf(difference, plan, file) }];
  }
}

function addedIn(
  judged: readonly Judged[],
  backends: readonly Compared[],
  file: string,
): readonly GuardFinding[] {
  return backends.flatMap(({ plan }) => {
    const added = judged.flatMap(({ difference }) =>
      difference.kind === "added" && Object.values(plan.stackIds).includes(difference.after.stack)
        ? [difference.after.address]
        : [],
    );
    if (added.length === 0) return [];
    const are = added.length === 1 ? "1 address is" : `${added.length} addresses are`;
    return [
      {
        ...of(plan),
        level: "note" as const,
        path: file,
        message: `${are} not guarded yet: ${listed(added)}`,
        origin: [],
        fix: `run "npx cdktf-azure-backend lock", and commit ${file}`,
      },
    ];
  });
}

const SHOWN = 5;

function listed(addresses: readonly string[]): string {
  const more = addresses.length - SHOWN;
  return [...addresses.slice(0, SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}

function unusedFinding(
  { stack, address, line, until }: Acknowledgement,
  backends: readonly Compared[],
  file: string,
): GuardFinding {
  const plan = backends.find((each) => Object.values(each.plan.stackIds).includes(stack))?.plan;
  return {
    ...(plan === undefined ? {} : of(plan)),
    level: "warning",
    path: file,
    message: `line ${line} acknowledges a change of ${address === "*" ? stack : `${address} in ${stack}`} until ${until}, and there is none`,
    origin: [],
    fix: `remove line ${line}, or run "npx cdktf-azure-backend lock --settle"`,
  };
}

function otherFinding(environment: string, count: number, file: string): GuardFinding {
  return {
    level: "note",
    path: file,
    message: `the app does not define the environment ${environment} here: its ${count} guarded addresses were not checked`,
    origin: [],
    fix: `check it with --environment ${environment} where the app defines it; if it is deleted, remove its lines from ${file}`,
  };
}

function backendOf(
  difference: Exclude<GuardDifference, { readonly kind: "added" }>,
  backends: readonly Compared[],
): Compared {
  const { environment, stack } = difference.before;
  const after = "after" in difference ? difference.after.stack : stack;
  const found =
    backends.find(({ plan }) => Object.values(plan.stackIds).includes(after)) ??
    backends.find(({ plan }) => plan.environment === environment);
  if (found === undefined) throw new Error(`internal error: ${environment} was not compared`);
  return found;
}

function of({ project, environment }: BackendPlan): {
  readonly project: string;
  readonly environment: string;
} {
  return { project, environment };
}
