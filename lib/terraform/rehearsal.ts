import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BackendPlan } from "../decide/backend-plan";
import { type Outcome } from "./command";
import { changeCount } from "./planned-changes";
import type { Project } from "./project";
import { type Selection, selectEnvironments, selectStacks } from "./select-stacks";
import { takeSafeguardsOff } from "./without-safeguards";
import { CommandFailure } from "./command-failure";
import type { PlanResult } from "./stack-commands";
import type { Workspace } from "./workspace";

/** One step of a rehearsal, and how long it took. */
export interface Step {
  readonly name: string;
  readonly seconds: number;
  /** `25 added`, `no changes`. */
  readonly result: string;
}

/** What receives the steps, and what ends them. */
export interface StepListeners {
  readonly onBegin?: (name: string) => void;
  readonly onStep?: (step: Step) => void;
  readonly signal?: AbortSignal;
}

/** A whole life of one environment: deployed, planned again, destroyed. */
export class Rehearsal {
  readonly steps: Step[] = [];
  /** Everything that the tools have said, plans among it. */
  readonly said: { readonly name: string; readonly text: string }[] = [];
  private found: readonly string[] | undefined;
  private defined: readonly BackendPlan[] = [];

  /**
   * @param selection - which stacks of the app
   * @param variables - variables of the environment, for the app
   */
  constructor(
    readonly workspace: Workspace,
    private readonly project: Project,
    private readonly selection: Selection,
    private readonly variables: Readonly<Record<string, string>> = {},
    private readonly listeners: StepListeners = {},
  ) {}

  /** Aborted when all of it is to end. */
  get signal(): AbortSignal | undefined {
    return this.listeners.signal;
  }

  /** The name of the environment; of the first, where there are several. */
  get environment(): string {
    const [plan] = this.defined;
    if (plan === undefined) throw new Error("nothing is synthesised yet");
    return plan.environment;
  }

  /** The plan of each environment; there once they are synthesised. */
  get plans(): readonly BackendPlan[] {
    return this.defined;
  }

  /** The stacks, in the order of deployment; there once they are synthesised. */
  get stacks(): readonly string[] {
    if (this.found === undefined) throw new Error("nothing is synthesised yet");
    return this.found;
  }

  /**
   * Writes the stacks.
   *
   * @param variables - further variables, this once
   * @param project - whose app writes them, this once
   */
  async synth(variables: Readonly<Record<string, string>> = {}, project = this.project): Promise<void> {
    await this.step("synth", async () => {
      const all = { ...this.variables, ...variables };
      const synthesis = await this.workspace.synthesise(project, all, this.signal);
      this.found = selectStacks(synthesis, this.selection).map(({ id }) => id);
      this.defined = selectEnvironments(synthesis, this.selection.environments ?? []).map(({ plan }) => plan);
      return `${this.found.length} stacks`;
    });
  }

  /** `terraform validate` of each stack. */
  async validate(): Promise<void> {
    for (const stack of this.stacks)
      await this.step(`validate ${stack}`, async () => {
        this.succeeded(
          `validate of ${stack}`,
          await this.workspace.terraform(stack, ["validate", "-no-color"], this.signal),
        );
        return "valid";
      });
  }

  /** Applies all stacks, in their order. */
  async deploy(): Promise<void> {
    for (const stack of this.stacks) await this.deployOne(stack);
  }

  /** Applies one stack; those that it reads have to be there. */
  async deployOne(stack: string): Promise<void> {
    await this.step(`deploy ${stack}`, async () => {
      const { stdout } = this.succeeded(`apply of ${stack}`, await this.workspace.apply(stack, this.signal));
      return counted(stdout, /Resources: (\d+) added/g, "added");
    });
  }

  /** The plan of each stack. */
  async plan(): Promise<Readonly<Record<string, PlanResult>>> {
    const plans: Record<string, PlanResult> = {};
    for (const stack of this.stacks)
      await this.step(`plan ${stack}`, async () => {
        const plan = await this.workspace.plan(stack, [], this.signal);
        plans[stack] = plan;
        this.said.push(
          { name: `plan of ${stack}`, text: plan.text },
          { name: `plan of ${stack}`, text: plan.json },
        );
        return changeCount(plan.changes);
      });
    return plans;
  }

  /** Takes the safeguards off, then destroys all stacks, the last first. */
  async destroy(): Promise<void> {
    await this.takeSafeguardsOff();
    for (const stack of [...this.stacks].reverse())
      await this.step(`destroy ${stack}`, async () => {
        const { stdout } = this.succeeded(
          `destroy of ${stack}`,
          await this.workspace.destroy(stack, this.signal),
        );
        return counted(stdout, /Resources: (\d+) destroyed/g, "destroyed");
      });
  }

  /** Takes locks and `prevent_destroy` off what is deployed; a lock refuses to delete role assignments below it too. */
  async takeSafeguardsOff(): Promise<void> {
    for (const stack of takeSafeguardsOff(this.workspace.outdir, this.stacks))
      await this.step(`safeguards off ${stack}`, async () => {
        const { stdout } = this.succeeded(`apply of ${stack}`, await this.workspace.apply(stack));
        return counted(stdout, /(\d+) destroyed/g, "locks destroyed");
      });
  }

  /** Does what the safeguards would refuse, and puts them back. */
  async withoutSafeguards(work: () => Promise<void>): Promise<void> {
    const guarded = this.stacks.map((stack) => [stack, this.workspace.synthesised(stack)] as const);
    await this.takeSafeguardsOff();
    try {
      await work();
    } finally {
      for (const [stack, text] of guarded) {
        if (this.workspace.synthesised(stack) === text) continue;
        writeFileSync(join(this.workspace.stackFolder(stack), "cdk.tf.json"), text);
        await this.step(`safeguards on ${stack}`, async () => {
          const { stdout } = this.succeeded(`apply of ${stack}`, await this.workspace.apply(stack));
          return counted(stdout, /(\d+) added/g, "locks added");
        });
      }
    }
  }

  /** Keeps what Terraform has said. @throws {@link CommandFailure} with the reason where it failed */
  private succeeded(what: string, outcome: Outcome): Outcome {
    this.said.push({ name: what, text: outcome.stdout + outcome.stderr });
    if (outcome.status !== 0) throw new CommandFailure(what, outcome);
    return outcome;
  }

  /** Runs one more step, and keeps what `work` says of its result. */
  async step(name: string, work: () => Promise<string>): Promise<void> {
    const { onBegin, onStep, signal } = this.listeners;
    signal?.throwIfAborted();
    onBegin?.(name);
    const begin = performance.now();
    const result = await work();
    const step = { name, result, seconds: Math.round((performance.now() - begin) / 100) / 10 };
    this.steps.push(step);
    onStep?.(step);
  }
}

/** The sum of a number that the tools say once for each stack. */
function counted(text: string, pattern: RegExp, word: string): string {
  const sum = [...text.matchAll(pattern)].reduce((total, [, number]) => total + Number(number), 0);
  return `${sum} ${word}`;
}
