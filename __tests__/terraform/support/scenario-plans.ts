import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type StackRole, stackRoles } from "../../../lib/services/contract/service";
import { CommandFailure } from "../../../lib/terraform/command-failure";
import type { Base, Scenario } from "../../review/scenarios/scenario";
import { trimmedPlan } from "../../review/trimmed-plan";
import { type Deployment, deployment } from "./stage";

const APP = join(__dirname, "..", "review-app.ts");
const PLAN = "scenario.tfplan";

type Roles<T> = Readonly<Partial<Record<StackRole, T>>>;

/** A base that is deployed, and plans of what scenarios make of it; none of them is applied. */
export class DeployedBase {
  /** The states on top of which scenarios are planned. */
  private refreshed: readonly string[] | undefined;

  private constructor(
    readonly on: Deployment,
    private readonly stacks: Roles<string>,
  ) {}

  /**
   * Deploys the base of scenarios.
   *
   * @param base - nothing is deployed where it is left out
   * @throws Error where there are none
   */
  static async deploy(base: Base | undefined, [first]: readonly Scenario[]): Promise<DeployedBase> {
    if (first === undefined) throw new Error("nothing is planned on top of this base");
    const { name, change } = first;
    const environment = (base ?? change).options.environment ?? "dev";
    const on = await deployment({ environment, file: APP });
    try {
      await on.rehearsal.synth({ REVIEW_SCENARIO: name, REVIEW_SIDE: "base" });
      const stacks = Object.fromEntries(
        stackRoles.map((role) => [role, on.workspace.synthesised(stackOf(on, role))]),
      );
      if (base === undefined) {
        for (const stack of on.rehearsal.stacks) on.workspace.writeEmptyState(stack);
        return new DeployedBase(on, {});
      }
      for (const namespace of base.resourceProviders ?? []) on.standIn.register(namespace);
      await on.rehearsal.deploy();
      return new DeployedBase(on, stacks);
    } catch (error) {
      await on.end();
      throw error;
    }
  }

  /** Whether the states are still those of the deployment. */
  get isAsDeployed(): boolean {
    return this.refreshed === undefined || this.states().join("") === this.refreshed.join("");
  }

  /** The trimmed plans of the stacks that a scenario changes, or looks at otherwise; of all where nothing changes. */
  async plan(scenario: Scenario): Promise<Roles<string>> {
    const { name, args = [], before, change, base, fails = false, isFirst = false } = scenario;
    if (!isFirst && base !== undefined) await this.refresh(name);
    await this.on.rehearsal.synth({ REVIEW_SCENARIO: name, REVIEW_SIDE: "change" });
    const isEverything = change === base || args.length > 0 || before !== undefined;
    const undo = before?.(this.on.standIn);
    const plans: Record<string, string> = {};
    try {
      for (const role of stackRoles) {
        const stack = stackOf(this.on, role);
        if (!isEverything && this.on.workspace.synthesised(stack) === this.stacks[role]) continue;
        plans[role] = trimmedPlan(await this.planOf(stack, args, fails));
      }
    } finally {
      undo?.();
    }
    return plans;
  }

  /** Takes into the states what Azure has added to resources after Terraform had created them, as the next deployment would. */
  private async refresh(scenario: string): Promise<void> {
    if (this.refreshed !== undefined) return;
    const { rehearsal, workspace } = this.on;
    await rehearsal.synth({ REVIEW_SCENARIO: scenario, REVIEW_SIDE: "base" });
    for (const stack of rehearsal.stacks) {
      const outcome = await workspace.terraform(stack, [
        "apply",
        "-refresh-only",
        "-auto-approve",
        "-input=false",
        "-no-color",
      ]);
      if (outcome.status !== 0) throw new CommandFailure(`refresh of ${stack}`, outcome);
    }
    this.refreshed = this.states();
  }

  private states(): readonly string[] {
    const { rehearsal, workspace } = this.on;
    return rehearsal.stacks.map((stack) => readFileSync(workspace.stateFile(stack), "utf8"));
  }

  private async planOf(stack: string, args: readonly string[], mayFail: boolean): Promise<string> {
    const { workspace } = this.on;
    const file = join(workspace.stackFolder(stack), PLAN);
    rmSync(file, { force: true });
    const planned = await workspace.terraform(stack, [
      "plan",
      "-input=false",
      "-no-color",
      `-out=${PLAN}`,
      ...args,
    ]);
    if (planned.status !== 0 && !(mayFail && existsSync(file)))
      throw new CommandFailure(`plan of ${stack}`, planned);
    const shown = await workspace.terraform(stack, ["show", "-json", PLAN]);
    if (shown.status !== 0) throw new CommandFailure(`show of ${stack}`, shown);
    return shown.stdout;
  }
}

function stackOf({ rehearsal }: Deployment, role: StackRole): string {
  const id = rehearsal.plans[0]?.stackIds[role];
  if (id === undefined) throw new Error("nothing is synthesised yet");
  return id;
}
