import type { AccessDifference } from "../../access/access-difference";
import type { BackendPlan } from "../../decide/backend-plan";
import type { BuiltResource } from "../../decide/plan-channel";
import type { StackDrift } from "../../drift/stack-drift";
import type { Change, ChangedValue } from "../change";
import { changedValues, isChanged } from "../change";
import type { Found, Severity } from "../finding";
import type { PlanFile } from "../plan-file";

/** What rules look at: the change of one environment. */
export interface ReviewContext {
  readonly stacks: readonly PlanFile[];
  /** What is decided now; undefined where the app is not known, or no longer has the environment. */
  readonly after?: BackendPlan;
  /** What was decided at the base; undefined where nothing is compared, or the environment is new. */
  readonly before?: BackendPlan;
  /** Who may do more and who may do less than at the base; of a new environment, all of it. */
  readonly access?: AccessDifference;
  /** What was changed outside of Terraform, by stack. */
  readonly drifts: ReadonlyMap<string, StackDrift>;
  /** Whether plans of all stacks were asked for, or of some. */
  readonly asked: "all" | "some";
  /** The arguments of a resource that the app writes in another way than at the base; none where nothing is compared. */
  readonly configuration: (stack: string, address: string) => readonly string[];
  /** The library's own resource of a stack, by its address. */
  readonly built: (stack: string, address: string) => BuiltResource | undefined;
  /** Whether a pipeline deploys it, with the roles that bootstrap gives. @default false */
  readonly hasPipeline?: boolean;
}

/** One thing that is looked for in every change. */
export interface Rule {
  readonly severity: Severity;
  /** What it looks for, for lists of rules. */
  readonly title: string;
  /** Where it is from: a page of Microsoft's, or the provider's source. */
  readonly source: string;
  readonly find: (context: ReviewContext) => readonly Found[];
}

/** What a rule says of one resource; its address and stack are known. */
export type Said = Pick<Found, "what" | "why" | "fix" | "severity">;

/** Looks at one resource after the other. */
export function perChange(
  find: (change: Change, context: ReviewContext, stack: PlanFile) => Said | undefined,
): Rule["find"] {
  return (context) =>
    context.stacks.flatMap((stack) =>
      stack.changes
        .filter(({ managed }) => managed)
        .flatMap((change) => {
          const said = find(change, context, stack);
          return said === undefined ? [] : [{ address: change.address, stack: stack.stack, ...said }];
        }),
    );
}

/**
 * Looks at the values of every resource that changes and stays.
 *
 * @param takesNew - whether it looks at a new resource too, with every value of it
 */
export function perValue(
  find: (value: ChangedValue, change: Change, context: ReviewContext) => Said | undefined,
  takesNew: (change: Change, context: ReviewContext, stack: string) => boolean = () => false,
): Rule["find"] {
  return perChange((change, context, { stack }) => {
    const isLookedAt = isChanged(change) || (change.kind === "create" && takesNew(change, context, stack));
    if (!isLookedAt) return undefined;
    const said = changedValues(change).flatMap((value) => find(value, change, context) ?? []);
    const [first] = said;
    if (first === undefined) return undefined;
    const gravest = said.find(({ severity }) => severity === "high") ?? first;
    return { ...gravest, what: [...new Set(said.map(({ what }) => what))].join("; ") };
  });
}
