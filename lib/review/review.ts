import type { AccessDifference } from "../access/access-difference";
import type { BackendPlan } from "../decide/backend-plan";
import type { BuiltResource } from "../decide/plan-channel";
import type { Costs, EnvironmentDifference, OptionDifference } from "../difference/environment-difference";
import { type Acceptance, type AcceptedFinding, judge } from "./accepted";
import { causesOf } from "./causes";
import { type Change, changedValues } from "./change";
import { type Finding, type Severity, mostSevere, severities } from "./finding";
import { type NotChecked, notCheckedOf } from "./not-checked";
import { type WrittenResources, driftsOf } from "./plan-drift";
import type { PlanFile } from "./plan-file";
import { type Rehearsed, notRehearsed, rehearsalFindings } from "./rehearsed";
import { rules } from "./rules";
import type { ReviewContext, Rule } from "./rules/rule";
import { shownChange } from "./shown-value";
import { type StackSummary, summaryOf } from "./stack-summary";

/** What a review of one environment works with. */
export interface ReviewInput {
  /** How the report calls it: `prod`. */
  readonly environment: string;
  /** In the order of deployment. */
  readonly stacks: readonly PlanFile[];
  /** Whether plans of all stacks were asked for, or of some. */
  readonly asked: ReviewContext["asked"];
  readonly after?: BackendPlan;
  /** Left out where nothing is compared, or the environment is new. */
  readonly before?: BackendPlan;
  /** Both of these, compared. */
  readonly difference?: EnvironmentDifference;
  /** Who may do more and who may do less; left out where nothing is compared. */
  readonly access?: AccessDifference;
  /** What it costs before and after; left out where nothing is compared. */
  readonly cost?: Costs;
  /** The resources of each stack as the app writes them now. */
  readonly written?: WrittenResources;
  /** The library's resources of the environment: now, and those that only the base has. */
  readonly built: readonly BuiltResource[];
  readonly accepted: readonly Acceptance[];
  /** How findings name the file of accepted findings. */
  readonly acceptedFile: string;
  /** `2026-11-30` */
  readonly today: string;
  /** What became of the change on the stand-in, where that was asked for. */
  readonly rehearsed?: Rehearsed;
  /** Whether a pipeline deploys it, with the roles that bootstrap gives. @default false */
  readonly hasPipeline?: boolean;
}

/** One resource that changes, as the folded part of a report shows it. */
export interface ChangedResource {
  readonly stack: string;
  readonly address: string;
  readonly kind: Change["kind"];
  readonly imported: boolean;
  readonly movedFrom?: string;
  /** `sku_name: "Y1" to "EP1"`; of what is changed or replaced. */
  readonly arguments: readonly string[];
  readonly causes: readonly string[];
}

/** Everything that a change does to one environment, judged. */
export interface Review {
  readonly environment: string;
  /** As severe as the most severe finding that is not accepted. */
  readonly verdict: Severity;
  /** The most severe first. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  readonly stacks: readonly StackSummary[];
  readonly changes: readonly ChangedResource[];
  readonly difference?: EnvironmentDifference;
  readonly access?: AccessDifference;
  readonly cost?: Costs;
  readonly notChecked: readonly NotChecked[];
}

/** Reviews the plans of one environment. It reads nothing but its input, so that the same input gives the same review. */
export function reviewOf(input: ReviewInput): Review {
  const context = contextOf(input);
  const causes = causesIn(input, context);
  const all = Object.entries<Rule>(rules).flatMap(([name, rule]) =>
    rule.find(context).map((found): Finding => ({
      severity: rule.severity,
      ...found,
      rule: name,
      causes: found.stack === undefined ? [] : causes(found.stack, found.address),
      source: rule.source,
    })),
  );
  const { environment, today, acceptedFile: file, rehearsed } = input;
  const found = rehearsed === undefined ? all : [...all, ...rehearsalFindings(rehearsed)];
  const { open, accepted } = judge(found, input.accepted, { environment, today, file });
  return {
    environment,
    verdict: mostSevere(open),
    findings: bySeverity(open),
    accepted,
    stacks: input.stacks.map(summaryOf),
    changes: input.stacks.flatMap((stack) => changedResources(stack, causes)),
    ...(input.difference === undefined ? {} : { difference: input.difference }),
    ...(input.access === undefined ? {} : { access: input.access }),
    ...(input.cost === undefined ? {} : { cost: input.cost }),
    notChecked: [
      ...(rehearsed === undefined ? [] : notRehearsed(rehearsed)),
      ...notCheckedOf(context, input),
    ],
  };
}

function contextOf({
  stacks,
  asked,
  after,
  before,
  difference,
  access,
  written: resources = {},
  built,
  hasPipeline = false,
}: ReviewInput): ReviewContext {
  // Constructs of the user's own are listed too: they have no name that transform knows.
  const own = built.filter(({ name, service }) => name !== undefined || service !== undefined);
  const byAddress = new Map(own.map((each) => [`${each.stack} ${each.address}`, each]));
  const written = new Map(
    (difference?.resources ?? []).map((each) => [`${each.stack} ${each.address}`, each.arguments]),
  );
  return {
    stacks,
    asked,
    hasPipeline,
    drifts: driftsOf(stacks, resources, built),
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
    ...(access === undefined ? {} : { access }),
    built: (stack, address) => byAddress.get(`${stack} ${withoutIndex(address)}`),
    configuration: (stack, address) => {
      const role = Object.entries(after?.stackIds ?? {}).find(([, id]) => id === stack)?.[0] ?? "";
      const paths = (written.get(`${role} ${address}`) ?? []).map(({ path }) => path);
      return [...new Set(paths.map((path) => path.split(".")[0] ?? ""))].filter(
        (name) => !OF_TERRAFORM.has(name),
      );
    },
  };
}

/** Terraform's own arguments: no provider sees them. */
const OF_TERRAFORM = new Set([
  "lifecycle",
  "depends_on",
  "provider",
  "provisioner",
  "connection",
  "count",
  "for_each",
]);

/** `azurerm_subnet.a["x"]` is `azurerm_subnet.a` in the configuration. */
function withoutIndex(address: string): string {
  return address.replace(/\[(?:\d+|"[^"]*")\]$/, "");
}

type Causes = (stack: string, address: string) => readonly string[];

function causesIn({ stacks, before, after, difference }: ReviewInput, { built }: ReviewContext): Causes {
  const options: readonly OptionDifference[] = difference?.options ?? [];
  const known = {
    options,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
  return (stack, address) => {
    const plan = stacks.find((each) => each.stack === stack);
    const change = plan?.changes.find((each) => each.address === address);
    return change === undefined ? [] : causesOf(change, built(stack, address), known);
  };
}

function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

function changedResources({ stack, changes }: PlanFile, causes: Causes): readonly ChangedResource[] {
  return changes
    .filter(
      ({ managed, kind, imported, movedFrom }) =>
        managed && (kind !== "no-op" || imported || movedFrom !== undefined),
    )
    .map((change) => ({
      stack,
      address: change.address,
      kind: change.kind,
      imported: change.imported,
      ...(change.movedFrom === undefined ? {} : { movedFrom: change.movedFrom }),
      arguments: change.kind === "update" || change.kind === "replace" ? argumentsOf(change) : [],
      causes: causes(stack, change.address),
    }));
}

/** Of a replacement, the values that the new resource is given; what the provider computes says nothing of why it is replaced. */
function argumentsOf(change: Change): readonly string[] {
  const isReplaced = change.kind === "replace";
  const values = changedValues(change).filter(({ isUnknown, after, before }) =>
    isReplaced ? !isUnknown && after !== undefined && after !== null : !isUnknown || before !== null,
  );
  return [...new Set(values.map(shownChange))];
}
