import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Outcome } from "./command";
import { type Project, stacksOf } from "./project";
import { takeSafeguardsOff } from "./without-safeguards";
import { CommandFailure, type PlanResult, type Workspace } from "./workspace";

/** One step of a rehearsal, and how long it took. */
export interface Step {
  readonly name: string;
  readonly seconds: number;
  /** `25 added`, `no changes`. */
  readonly result: string;
}

/** A whole life of one environment: deployed, planned again, destroyed. */
export class Rehearsal {
  readonly steps: Step[] = [];
  /** Everything that the tools have said, plans among it. */
  readonly said: { readonly name: string; readonly text: string }[] = [];
  private found: readonly string[] | undefined;

  /**
   * @param environment - every stack of the app where it is undefined
   * @param variables - variables of the environment, for the app
   * @param onStep - told of each step when it is over
   */
  constructor(
    readonly workspace: Workspace,
    private readonly project: Project,
    private readonly environment: string | undefined,
    private readonly variables: Readonly<Record<string, string>> = {},
    private readonly onStep: (step: Step) => void = () => undefined,
  ) {}

  /** The stacks, in the order of deployment; there once they are synthesised. */
  get stacks(): readonly string[] {
    if (this.found === undefined) throw new Error("nothing is synthesised yet");
    return this.found;
  }

  /**
   * Writes the stacks with `cdktf synth`.
   *
   * @param variables - further variables, this once
   * @param project - whose app writes them, this once
   */
  async synth(variables: Readonly<Record<string, string>> = {}, project = this.project): Promise<void> {
    await this.step("cdktf synth", async () => {
      await this.cdktf(["synth"], variables, project);
      this.found = stacksOf(this.workspace.outdir, this.environment);
      return `${this.found.length} stacks`;
    });
  }

  /** `terraform validate` of each stack. */
  async validate(): Promise<void> {
    for (const stack of this.stacks)
      await this.step(`validate ${stack}`, async () => {
        succeeded(
          `terraform validate of ${stack}`,
          await this.workspace.terraform(stack, ["validate", "-no-color"]),
        );
        return "valid";
      });
  }

  /**
   * `cdktf deploy` of all stacks; the CLI keeps their order.
   *
   * @param flags - `--skip-synth` where the stacks were changed since
   */
  async deploy(...flags: readonly string[]): Promise<void> {
    await this.step("cdktf deploy", async () => {
      const { stdout } = await this.cdktf(["deploy", ...this.stacks, ...APPLY, ...flags]);
      return counted(stdout, /Resources: (\d+) added/g, "added");
    });
  }

  /** The plan of each stack. */
  async plan(): Promise<Readonly<Record<string, PlanResult>>> {
    const plans: Record<string, PlanResult> = {};
    for (const stack of this.stacks)
      await this.step(`plan ${stack}`, async () => {
        const plan = await this.workspace.plan(stack);
        plans[stack] = plan;
        this.said.push(
          { name: `plan of ${stack}`, text: plan.text },
          { name: `plan of ${stack}`, text: plan.json },
        );
        return plan.changes.length === 0 ? "no changes" : `${plan.changes.length} changes`;
      });
    return plans;
  }

  /**
   * Takes the safeguards off, then `cdktf destroy` of all stacks, the other way round.
   *
   * @param flags - `--skip-synth` where the stacks were changed since
   */
  async destroy(...flags: readonly string[]): Promise<void> {
    if (!flags.includes(SKIP_SYNTH)) await this.synth();
    await this.takeSafeguardsOff();
    await this.step("cdktf destroy", async () => {
      const { stdout } = await this.cdktf(["destroy", ...this.stacks, ...APPLY, SKIP_SYNTH]);
      return counted(stdout, /Resources: (\d+) destroyed/g, "destroyed");
    });
  }

  /** Takes locks and `prevent_destroy` off what is deployed; a lock refuses to delete role assignments below it too. */
  async takeSafeguardsOff(): Promise<void> {
    for (const stack of takeSafeguardsOff(this.workspace.outdir, this.stacks))
      await this.step(`safeguards off ${stack}`, async () => {
        const { stdout } = succeeded(`terraform apply of ${stack}`, await this.workspace.apply(stack));
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
          const { stdout } = succeeded(`terraform apply of ${stack}`, await this.workspace.apply(stack));
          return counted(stdout, /(\d+) added/g, "locks added");
        });
      }
    }
  }

  private async cdktf(
    args: readonly string[],
    variables: Readonly<Record<string, string>> = {},
    project = this.project,
  ): Promise<Outcome> {
    const all = { ...this.variables, ...variables };
    const name = `cdktf ${args[0] ?? ""}`;
    const outcome = await this.workspace.cdktf(project, args, all);
    this.said.push({ name, text: outcome.stdout + outcome.stderr });
    return succeeded(name, outcome);
  }

  /** Runs one more step, and keeps what `work` says of its result. */
  async step(name: string, work: () => Promise<string>): Promise<void> {
    const begin = performance.now();
    const result = await work();
    const step = { name, result, seconds: Math.round((performance.now() - begin) / 100) / 10 };
    this.steps.push(step);
    this.onStep(step);
  }
}

const SKIP_SYNTH = "--skip-synth";

/** Locking the provider would ask the registry; and most of what is made is waited for. */
const APPLY = ["--auto-approve", "--skip-provider-lock", "--no-color", "--terraform-parallelism", "40"];

function succeeded(what: string, outcome: Outcome): Outcome {
  if (outcome.status !== 0) throw new CommandFailure(what, outcome);
  return outcome;
}

/** The sum of a number that the tools say once for each stack. */
function counted(text: string, pattern: RegExp, word: string): string {
  const sum = [...text.matchAll(pattern)].reduce((total, [, number]) => total + Number(number), 0);
  return `${sum} ${word}`;
}
