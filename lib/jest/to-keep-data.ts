import type { BackendPlan } from "../decide/backend-plan";
import { type Compared, compareWithLock } from "../guard/compare";
import { fixOf, messageOf } from "../guard/explanation";
import { guardedAddresses } from "../guard/guarded-addresses";
import type { Judged } from "../guard/judge";
import { LOCK_FILE, type LockFileContent, type ReadLockFile, readLockFile } from "../guard/lock-file";
import { guardedBackend } from "../guard/stack-addresses";
import { inWrittenApp } from "../invariants/written-app";
import { dataRules } from "../review/rules/data";
import {
  type DefinedBackend,
  type MatcherContext,
  type MatcherResult,
  type Received,
  isObject,
  planIn,
  receivedBy,
  shown,
  subjectOf,
} from "./received";
import { findingText, foundIn } from "./terraform-findings";

/** What data is compared with: the text of a lock file, or what it says; an earlier backend, or its plan. */
export type KeptBefore = string | LockFileContent | DefinedBackend | BackendPlan;

const { "app-replaced": _app, "stack-destroyed": _stack, ...DATA } = dataRules;

/** The matcher, for who calls `expect.extend` himself. */
export function toKeepData(
  this: MatcherContext | undefined,
  received: unknown,
  before?: KeptBefore,
): MatcherResult {
  const given = receivedBy("toKeepData", received);
  if (given.kind === "terraform") {
    if (before !== undefined)
      throw new Error(
        "toKeepData of a plan of Terraform takes nothing to compare with: the plan has both sides",
      );
    const found = foundIn(given.file, Object.values(DATA));
    return result("the plan", found.map(findingText));
  }
  const { lost, subject } = lossesOf(given, before);
  return result(subject, lost);
}

function result(subject: string, lost: readonly string[]): MatcherResult {
  const pass = lost.length === 0;
  return {
    pass,
    message: () =>
      pass
        ? `expected ${subject} to lose data, and it keeps every resource that has some`
        : [`expected ${subject} to keep its data, and it would lose:`, ...lost].join("\n"),
  };
}

function lossesOf(
  given: Extract<Received, { readonly kind: "backend" }>,
  before: KeptBefore | undefined,
): { readonly subject: string; readonly lost: readonly string[] } {
  const { plan } = given;
  const file = fileOf(before, plan);
  const now = nowOf(given);
  const subject = subjectOf(plan);
  const own = file.addresses.filter(({ environment }) => environment === plan.environment);
  if (own.length === 0 && file.addresses.length > 0)
    throw new Error(
      `toKeepData compares ${subject}, and what it was given has only ${[...new Set(file.addresses.map(({ environment }) => environment))].join(", ")}: run "npx cdktf-azure-backend lock" for this environment`,
    );
  // "check" looks at the day until which a change is acknowledged: a test does not fail because a day has passed.
  const { judged } = compareWithLock(file, [now], "0000-00-00").judgement;
  return {
    subject,
    lost: judged.filter(({ verdict }) => verdict === "refused").flatMap((each) => lines(each, given)),
  };
}

function lines(
  { difference }: Judged,
  { plan, app }: Extract<Received, { readonly kind: "backend" }>,
): readonly string[] {
  if (difference.kind === "added") return [];
  // Constructs of the user's own are in the stacks alone.
  const hint =
    app === undefined && difference.kind === "dropped"
      ? ["    If it is a construct of your own, pass the backend: a plan does not have it."]
      : [];
  return [
    `  ${difference.before.stack}: ${difference.before.address} ${messageOf(difference)}`,
    ...difference.below.map(({ address }) => `    with ${address}`),
    `    fix: ${fixOf(difference, plan, LOCK_FILE)}`,
    ...hint,
  ];
}

function nowOf({ plan, app }: Extract<Received, { readonly kind: "backend" }>): Compared {
  const { addresses, moves } =
    app === undefined
      ? { addresses: guardedAddresses(plan), moves: [] }
      : inWrittenApp(app, (outdir) => guardedBackend(plan, outdir));
  return { plan, addresses, moves };
}

function fileOf(before: KeptBefore | undefined, plan: BackendPlan): LockFileContent {
  if (typeof before === "string") return readText(before);
  if (isLockFile(before)) {
    refuseFaults(before);
    return before;
  }
  const earlier = planIn(before);
  if (earlier !== undefined) return { addresses: earlierAddresses(before, earlier), acknowledgements: [] };
  throw new Error(
    `toKeepData needs what ${subjectOf(plan)} had before: the text of ${LOCK_FILE}, an earlier backend or its plan, got ${shown(before)}`,
  );
}

function earlierAddresses(before: unknown, plan: BackendPlan): LockFileContent["addresses"] {
  const app = isObject(before) ? (before as Partial<DefinedBackend>).app : undefined;
  return nowOf({ kind: "backend", plan, ...(app === undefined ? {} : { app }) }).addresses;
}

function readText(text: string): LockFileContent {
  const file = readLockFile(text);
  refuseFaults(file);
  return file;
}

function refuseFaults({ faults = [] }: Partial<ReadLockFile>): void {
  if (faults.length === 0) return;
  const all = faults.map(({ line, message, fix }) => `  line ${line} ${message}: ${fix}`);
  throw new Error([`toKeepData cannot read the text as ${LOCK_FILE}:`, ...all].join("\n"));
}

function isLockFile(value: unknown): value is LockFileContent {
  return isObject(value) && Array.isArray(value["addresses"]) && Array.isArray(value["acknowledgements"]);
}
