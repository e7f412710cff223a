import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { accessDifference } from "../../access/access-difference";
import type { CostUsage } from "../../cost/usage";
import { type Costs, costDifferences, environmentDifference } from "../../difference/environment-difference";
import { type Acceptance, readAccepted, unusedEntries } from "../../review/accepted";
import { type Severity, isAtLeast, mostSevere } from "../../review/finding";
import { type PlanFile, PlanFileError } from "../../review/plan-file";
import { type Review, reviewOf } from "../../review/review";
import type { WrittenResources } from "../../review/plan-drift";
import { otherRules } from "../../review/other-rules";
import type { Rehearsed } from "../../review/rehearsed";
import { SHORTEST_REPORT } from "../../review/markdown";
import { rules } from "../../review/rules";
import { stackRoles } from "../../services/contract/service";
import { type Result, UsageError } from "../command";
import type { Surroundings } from "../surroundings";
import { type NowAndBase, type Side, chosenOf, nowAndBase, sameIn, sidesOf } from "./environment-sides";
import { readJson } from "./json-file";
import { PIPELINE_FILE } from "../../pipeline/settings";
import { rehearseChanges } from "./rehearse-changes";
import { checkIsOf, plansIn, plansMade } from "./review-plans";
import { type ReviewFormat, reviewReport } from "./review-report";
import { projectFor } from "./run-app";
import { noteVerdict, storedIn } from "./stored-verdict";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
  readonly stack: readonly string[];
  readonly terraform: string | undefined;
  readonly plans: string | undefined;
  readonly against: string | undefined;
  readonly accepted: string | undefined;
  readonly usage: string | undefined;
  readonly format: ReviewFormat | undefined;
  readonly limit: string | undefined;
  readonly out: string | undefined;
  readonly stored: string | undefined;
  readonly "fail-on": Severity | undefined;
  readonly rehearse: boolean;
  readonly verbose: boolean;
}

/** Of the project's folder. */
const ACCEPTED_FILE = "accepted-findings.json";

/** Of the project's folder: bootstrap and pipeline read it. */

const RULE_NAMES = Object.keys({ ...rules, ...otherRules });

/** The library lists its resources where this is set. */
const WITH_RESOURCES = { CDKTF_AZURE_BACKEND_RESOURCES: "1" };

/** What is compared, and the file of accepted findings. */
interface Prepared extends Partial<Pick<NowAndBase, "tree">> {
  readonly now: readonly Side[];
  readonly base: readonly Side[] | undefined;
  readonly entries: readonly Acceptance[];
  readonly file: string;
  readonly usage: CostUsage;
}

/** Judges the plans of each environment that is asked for. */
export async function review(given: Given, surroundings: Surroundings): Promise<Result> {
  if (given.rehearse && given.against === undefined)
    throw new UsageError("--rehearse applies the change on top of a base: set it with --against.");
  if (given.stored !== undefined && given.plans === undefined)
    throw new UsageError("--stored needs the plans that were stored: set their folder with --plans.");
  checkLimit(given);
  // What is wrong with files shows before the app runs.
  if (given.stored !== undefined) storedIn(given.stored, surroundings);
  const written = given.plans === undefined ? undefined : plansIn(given.plans, surroundings);
  const prepared = await prepare(given, surroundings);
  const plans = written ?? (await plansMade(given, surroundings));
  const rehearsed = await rehearsedOf(prepared, given, surroundings);
  const reviews = reviewsOf(plans, { ...prepared, rehearsed }, given, surroundings);
  const { tree } = prepared;
  const json = {
    ...(tree === undefined
      ? {}
      : { against: { ref: given.against, commit: tree.commit }, notes: tree.notes }),
    verdict: mostSevere(reviews.flatMap(({ findings }) => findings)),
    reviews,
  };
  const report = reviewReport(given.format ?? "text", reviews, json, given, surroundings);
  if (given.stored !== undefined) noteVerdict(given.stored, reviews, surroundings);
  if (given.out !== undefined) write(resolve(surroundings.cwd, given.out), report);
  const failOn = given["fail-on"];
  const isOver =
    failOn !== undefined &&
    reviews.some(({ findings }) => findings.some(({ severity }) => isAtLeast(severity, failOn)));
  return { ended: isOver ? "threshold" : "done", text: report, json };
}

function checkLimit({ limit, format }: Given): void {
  if (limit === undefined) return;
  if (format !== "markdown") throw new UsageError("--limit is for --format markdown: use both.");
  if (!/^[1-9]\d*$/.test(limit) || Number(limit) < SHORTEST_REPORT)
    throw new UsageError(
      `--limit has to be a number of characters, at least ${SHORTEST_REPORT}, got ${JSON.stringify(limit)}.`,
    );
}

async function prepare(given: Given, surroundings: Surroundings): Promise<Prepared> {
  const { against } = given;
  const usage = given.usage === undefined ? {} : (readJson(given.usage, "usage", surroundings) as CostUsage);
  const accepted = acceptedIn(given, surroundings);
  if (against === undefined)
    return { ...accepted, usage, now: await sidesOf(given, surroundings, WITH_RESOURCES), base: undefined };
  return { ...accepted, usage, ...(await nowAndBase(given, against, surroundings, WITH_RESOURCES)) };
}

/** What became of each environment that the app has and that is asked for, on the stand-in. */
async function rehearsedOf(
  { now, base }: Prepared,
  given: Given,
  surroundings: Surroundings,
): Promise<ReadonlyMap<string, Rehearsed>> {
  if (!given.rehearse || given.against === undefined || base === undefined) return new Map();
  const names = chosenOf(now, given.environment).map(({ plan }) => plan.environment);
  return rehearseChanges(given, given.against, names, { base }, surroundings);
}

function acceptedIn(
  { accepted }: Given,
  { cwd }: Surroundings,
): { readonly file: string; readonly entries: readonly Acceptance[] } {
  const file = accepted ?? ACCEPTED_FILE;
  const path = resolve(cwd, file);
  if (!existsSync(path)) {
    if (accepted === undefined) return { file, entries: [] };
    throw new UsageError(`${file} does not exist: --accepted names the file of accepted findings.`);
  }
  return { file, entries: readAccepted(readFileSync(path, "utf8"), file, RULE_NAMES) };
}

function reviewsOf(
  plans: readonly PlanFile[],
  {
    now,
    base = [],
    tree,
    entries,
    file,
    usage,
    rehearsed,
  }: Prepared & { readonly rehearsed: ReadonlyMap<string, Rehearsed> },
  given: Given,
  surroundings: Surroundings,
): readonly Review[] {
  const { today } = surroundings;
  const gone = base.filter((side) => sameIn(now, side) === undefined);
  const chosen = chosenOf([...now, ...gone], given.environment);
  const asked = given.stack.length === 0 ? ("all" as const) : ("some" as const);
  const isCompared = tree !== undefined;
  const hasPipeline = existsSync(join(projectFor(given, surroundings).folder, PIPELINE_FILE));
  const shared = { asked, accepted: entries, acceptedFile: file, today, hasPipeline };
  const reviews = chosen.map((side) => {
    const [before, after] = [sameIn(base, side), sameIn(now, side)];
    const ids = new Set([side, before, after].flatMap((each) => Object.values(each?.plan.stackIds ?? {})));
    const stacks = plans.filter(({ stack }) => ids.has(stack));
    for (const each of stacks)
      checkIsOf(
        each,
        [before, after].flatMap((known) => known?.plan ?? []),
      );
    const difference =
      before === undefined || after === undefined ? undefined : environmentDifference(before, after, usage);
    const ofStandIn = rehearsed.get(side.plan.environment);
    return reviewOf({
      ...shared,
      environment: (after ?? side).label,
      stacks,
      ...(before === undefined ? {} : { before: before.plan }),
      ...(after === undefined ? {} : { after: after.plan }),
      ...(difference === undefined ? {} : { difference }),
      ...(isCompared
        ? {
            access: accessDifference(before?.plan, after?.plan),
            // A difference has both estimates already.
            cost: costsOf(difference ?? costDifferences(before?.plan, after?.plan, usage)),
          }
        : {}),
      ...(after === undefined ? {} : { written: writtenIn(after) }),
      built: [...(after?.built ?? []), ...(before?.built ?? [])],
      ...(ofStandIn === undefined ? {} : { rehearsed: ofStandIn }),
    });
  });
  const all = [...reviews, ...ownStacks(plans, [...now, ...gone], given, shared)];
  return withUnused(all, entries, { file, isWhole: asked === "all" && given.environment.length === 0 });
}

function costsOf({ costs, total }: Costs): Costs {
  return { costs, total };
}

function writtenIn({ plan, resources }: Side): WrittenResources {
  return Object.fromEntries(stackRoles.map((role) => [plan.stackIds[role], resources[role]]));
}

type Shared = Pick<
  Parameters<typeof reviewOf>[0],
  "asked" | "accepted" | "acceptedFile" | "hasPipeline" | "today"
>;

/**
 * Plans of the app's stacks that are of no backend.
 *
 * @throws {@link PlanFileError} for a plan of a stack that the app does not have
 */
function ownStacks(
  plans: readonly PlanFile[],
  sides: readonly Side[],
  { environment }: Given,
  shared: Shared,
): readonly Review[] {
  const ofBackends = new Set(sides.flatMap(({ plan }) => Object.values(plan.stackIds)));
  const others = plans.filter(({ stack }) => !ofBackends.has(stack));
  const known = sides.flatMap(({ appStacks }) => appStacks);
  const foreign = others.filter(({ stack }) => !known.includes(stack));
  // An app may define one environment at a time, and the folder have plans of others.
  if (foreign.length > 0 && environment.length === 0)
    throw new PlanFileError(
      `The app has no stack ${foreign.map(({ stack }) => stack).join(", ")}, only ${[...new Set(known)].sort().join(", ")}: ` +
        "remove these plans from the folder, or select an environment with --environment.",
    );
  const stacks = others.filter((each) => !foreign.includes(each));
  return stacks.length === 0
    ? []
    : [reviewOf({ ...shared, environment: "stacks of no environment", stacks, built: [] })];
}

/** Findings about the file of accepted findings come with the last review: they are of no environment. */
function withUnused(
  reviews: readonly Review[],
  entries: readonly Acceptance[],
  how: { readonly file: string; readonly isWhole: boolean },
): readonly Review[] {
  const found = reviews.map(({ environment, findings, accepted }) => ({
    environment,
    findings: [...findings, ...accepted.map(({ finding }) => finding)],
  }));
  const unused = unusedEntries(entries, found, how);
  const last = reviews.at(-1);
  if (last === undefined || unused.length === 0) return reviews;
  return [...reviews.slice(0, -1), { ...last, findings: [...last.findings, ...unused] }];
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text.endsWith("\n") ? text : `${text}\n`);
}
