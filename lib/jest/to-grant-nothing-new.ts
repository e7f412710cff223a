import { accessDifference } from "../access/access-difference";
import { accessText } from "../access/text";
import type { BackendPlan } from "../decide/backend-plan";
import { grantLine } from "../decide/grants-report";
import type { GrantPlan } from "../services/contract/grant-plan";
import {
  type DefinedBackend,
  type MatcherContext,
  type MatcherResult,
  isObject,
  planIn,
  shown,
  subjectOf,
} from "./received";

/** What `grants --json` writes, as far as it is compared. */
export interface GrantsFile {
  readonly environments: readonly {
    readonly project: string;
    readonly environment: string;
    readonly grants: readonly GrantPlan[];
  }[];
}

/** What grants are compared with: an earlier backend, its plan, or what `grants --json` wrote, as text or as it is parsed. */
export type GrantedBefore = string | GrantsFile | DefinedBackend | BackendPlan;

/** The matcher, for who calls `expect.extend` himself. */
export function toGrantNothingNew(
  this: MatcherContext | undefined,
  received: unknown,
  before: GrantedBefore,
): MatcherResult {
  const plan = planIn(received);
  if (plan === undefined)
    throw new Error(`toGrantNothingNew needs a backend or a plan of planBackend, got ${shown(received)}`);
  const earlier = typeof before === "string" ? parsed(before) : before;
  const known = planIn(earlier);
  if (known !== undefined) return byAccess(known, plan);
  if (isGrantsFile(earlier)) return byGrants(earlier, plan);
  throw new Error(
    `toGrantNothingNew compares with an earlier backend, its plan, or what "grants --json" wrote, got ${shown(earlier)}`,
  );
}

function byAccess(before: BackendPlan, plan: BackendPlan): MatcherResult {
  const difference = accessDifference(before, plan);
  const grown = [...difference.gained, ...difference.changed].some(({ grows }) => grows);
  return result(plan, !grown, accessText(difference));
}

/** A file has the role assignments alone: neither callers nor networks. */
function byGrants({ environments }: GrantsFile, plan: BackendPlan): MatcherResult {
  const same = environments.find(
    ({ project, environment }) => project === plan.project && environment === plan.environment,
  );
  if (same === undefined)
    throw new Error(
      `toGrantNothingNew compares ${subjectOf(plan)}, and the file has only ${environments.map(({ project, environment }) => `${project} (${environment})`).join(", ")}`,
    );
  const known = new Set(same.grants.map(keyOf));
  const gained = plan.grants.filter((each) => !known.has(keyOf(each)));
  const lines = gained.map((each) => `  new  ${whoOf(each)}: ${grantLine(each)}`);
  return result(plan, gained.length === 0, lines.join("\n"));
}

function whoOf({ uses }: GrantPlan): string {
  return uses?.map(({ component }) => component).join(", ") ?? "the Functions host";
}

function keyOf({ service, plane, to, role, on, below }: GrantPlan): string {
  return JSON.stringify([service, plane, to ?? "", role, on, below ?? ""]);
}

function result(plan: BackendPlan, pass: boolean, text: string): MatcherResult {
  return {
    pass,
    message: () =>
      `expected ${subjectOf(plan)} to grant ${pass ? "something new, and it does not" : "nothing new"}${text === "" ? "" : `\n\n${text}`}`,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('toGrantNothingNew reads text as what "grants --json" wrote, and this is not JSON');
  }
}

function isGrantsFile(value: unknown): value is GrantsFile {
  return (
    isObject(value) &&
    Array.isArray(value["environments"]) &&
    value["environments"].every((each) => isObject(each) && Array.isArray(each["grants"]))
  );
}
