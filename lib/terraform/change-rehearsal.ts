import { rules } from "../stand-in/rules";
import { EVERYTHING } from "../stand-in/rule";
import type { StandIn } from "../stand-in/stand-in";
import { CommandFailure } from "./command-failure";
import { type OnStandIn, type StandInOptions, onStandIn } from "./on-stand-in";
import type { PlannedChange } from "./planned-changes";
import type { Project } from "./project";
import type { Step } from "./rehearsal";
import { keepStateBeside, takeEncryptionOff } from "./without-backend";

/** An apply that Terraform, the provider or the stand-in has refused. */
export interface RefusedApply {
  readonly stack: string;
  /** What Terraform has said, from its first error on. */
  readonly said: string;
}

/** What became of a change on the stand-in. */
export interface RehearsedChange {
  readonly steps: readonly Step[];
  /** Why nothing of the change was applied; undefined where it was. */
  readonly skipped?: string;
  readonly refused?: RefusedApply;
  /** What the plan after it would change again, by stack. */
  readonly again: Readonly<Record<string, readonly PlannedChange[]>>;
  /** Types of what was deployed that the stand-in has no rule for. */
  readonly typesWithoutRules: readonly string[];
}

/**
 * Applies an environment on a stand-in for Azure as it was, and then as it is to be, and plans it again.
 *
 * @param options - of the change
 * @param base - the project as it was; undefined where it did not have the environment
 */
export async function rehearseChange(
  options: StandInOptions,
  base: Project | undefined,
): Promise<RehearsedChange> {
  const change = options.project;
  return onStandIn({ ...options, project: base ?? change }, async (on) => {
    if (base !== undefined) {
      const refused = await applyAll(on);
      if (refused !== undefined)
        return resultOf(on, { skipped: `apply of the base is refused already: ${refused.said}` });
      await on.rehearsal.synth({}, change);
      keepStateBeside(on.workspace.outdir);
      takeEncryptionOff(on.workspace.outdir);
    }
    const refused = await applyAll(on);
    if (refused !== undefined) return resultOf(on, { refused });
    const plans = Object.entries(await on.rehearsal.plan());
    const again = plans.flatMap(([stack, { changes }]) =>
      changes.length === 0 ? [] : [[stack, changes] as const],
    );
    return resultOf(on, { again: Object.fromEntries(again) });
  });
}

function resultOf({ rehearsal, standIn }: OnStandIn, found: Partial<RehearsedChange>): RehearsedChange {
  return { again: {}, ...found, steps: rehearsal.steps, typesWithoutRules: typesWithoutRules(standIn) };
}

async function applyAll({ rehearsal }: OnStandIn): Promise<RefusedApply | undefined> {
  for (const stack of rehearsal.stacks)
    try {
      await rehearsal.deployOne(stack);
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      return { stack, said: error.reason };
    }
  return undefined;
}

function typesWithoutRules({ resources }: StandIn): readonly string[] {
  const known = new Set(
    rules.flatMap(({ on }) => (on === EVERYTHING ? [] : on.map((type) => type.toLowerCase()))),
  );
  const types = new Set(resources.map(({ type }) => type));
  return [...types].filter((type) => !known.has(type.toLowerCase())).sort();
}
