import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removePlan } from "../../lib/terraform/deployment/apply-plan";
import type { AppliedPlans } from "../../lib/terraform/deployment/applied-plans";
import type { Deployed } from "../../lib/terraform/deployment/deploy";
import { deploySaved } from "../../lib/terraform/deployment/deploy-saved";
import { initialiseAll } from "../../lib/terraform/deployment/deployment";
import { planStack } from "../../lib/terraform/deployment/plan-stack";
import { type PlanToSave, readSavedPlans, savePlans } from "../../lib/terraform/deployment/saved-plans";
import type { PlainStacks } from "./plain-stacks";

/** A folder of saved plans of stacks that need no provider. */
export class SavedPlanFolder {
  readonly path = mkdtempSync(join(tmpdir(), "saved-plans-"));

  constructor(private readonly stacks: PlainStacks) {}

  /** As `plan --out` does. */
  async save(...ids: readonly string[]): Promise<void> {
    const deployment = this.stacks.deployment(...ids);
    await initialiseAll(deployment);
    const plans: PlanToSave[] = [];
    for (const { id } of deployment.stacks) {
      const state = await deployment.states.version(id);
      plans.push({ ...(await planStack(deployment, id)), state });
    }
    savePlans(this.path, plans, (id) => deployment.commands.synthesised(id));
    for (const plan of plans) removePlan(plan);
  }

  /** As `deploy --plan` does; as `deploy --stored` does, where somebody remembers. */
  apply(ids: readonly string[] = [], applied?: AppliedPlans): Promise<Deployed> {
    return deploySaved(this.stacks.deployment(...ids), {
      folder: this.path,
      plans: readSavedPlans(this.path, "plans"),
      ...(applied === undefined ? {} : { applied }),
    });
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}
