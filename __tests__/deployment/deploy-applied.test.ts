import { readFileSync, writeFileSync } from "node:fs";
import type { AppliedPlans, Begun } from "../../lib/terraform/deployment/applied-plans";
import { deploy } from "../../lib/terraform/deployment/deploy";
import type { Deployment } from "../../lib/terraform/deployment/deployment";
import { type PlainStack, PlainStacks } from "../support/plain-stacks";
import { SavedPlanFolder } from "../support/saved-plan-folder";

/** Somebody who remembers what was applied. */
class Notes implements AppliedPlans {
  readonly begun = new Map<string, Begun>();

  find({ plan }: { readonly plan: string }): Promise<Begun | undefined> {
    return Promise.resolve(this.begun.get(plan));
  }

  begin({ plan }: { readonly plan: string }): Promise<void> {
    if (!this.begun.has(plan)) this.begun.set(plan, {});
    return Promise.resolve();
  }

  end({ plan }: { readonly plan: string }, state: Begun["applied"] | null): Promise<void> {
    this.begun.set(plan, state ? { applied: state } : {});
    return Promise.resolve();
  }

  /** As after a run that was killed before it could note its end. */
  forgetEnds(): void {
    for (const plan of this.begun.keys()) this.begun.set(plan, {});
  }
}

const ADDED = "1 added, 0 changed, 0 destroyed";

let stacks: PlainStacks;
let saved: SavedPlanFolder;
let notes: Notes;
beforeEach(() => {
  stacks = new PlainStacks();
  saved = new SavedPlanFolder(stacks);
  notes = new Notes();
});
afterEach(() => {
  stacks.remove();
  saved.remove();
});

/** A platform, and a stack that reads it and fails at its second resource while `fails`. */
function write(fails: boolean): void {
  const fail: PlainStack["blocks"] = {
    resource: {
      terraform_data: {
        first: { input: "${data.terraform_remote_state.platform.outputs.name}" },
        second: {
          input: "${terraform_data.first.output}",
          provisioner: [{ "local-exec": { command: 'test -e "$GATE"', environment: { GATE: gate() } } }],
        },
      },
    },
  };
  stacks.write({
    platform: { data: { account: "one" }, outputs: { name: "${terraform_data.account.output}" } },
    workloads: { reads: { platform: { name: "one" } }, blocks: fail },
  });
  if (!fails) writeFileSync(gate(), "");
}

function gate(): string {
  return `${stacks.folder}/gate`;
}

async function managed(stack: string): Promise<readonly string[]> {
  const state = await deploymentOf().states.version(stack);
  return (state?.resources ?? []).flatMap(({ mode, name }) => (mode === "managed" ? [name ?? ""] : []));
}

function deploymentOf(): Deployment {
  return stacks.deployment();
}

describe("saved plans that an earlier run has begun to apply", () => {
  test("a second run skips what was applied, and applies what was not", async () => {
    write(false);
    await saved.save();
    expect(await saved.apply([], notes)).toEqual({
      platform: ADDED,
      workloads: "2 added, 0 changed, 0 destroyed",
    });
    stacks.said.length = 0;
    expect(await saved.apply([], notes)).toEqual({
      platform: "already applied by an earlier run",
      workloads: "already applied by an earlier run",
    });
    expect(stacks.said.filter((line) => /^(plan|apply) /.test(line))).toEqual([]);
  });

  test("what was applied and has changed since is not taken for applied", async () => {
    write(false);
    await saved.save();
    await saved.apply([], notes);
    stacks.write({ platform: { data: { account: "two" } } });
    await deploy(stacks.deployment("platform"));
    write(false);
    await expect(saved.apply([], notes)).rejects.toThrow(
      /nothing was applied\.\nplatform: an earlier run has applied its plan, and its state has changed since \(serial \d+ then, \d+ now\)\.\nSave a new plan/,
    );
  });

  test("a stack that stopped half-way goes on with what is left, if that is as it was reviewed", async () => {
    write(true);
    await saved.save();
    await expect(saved.apply([], notes)).rejects.toThrow(/Stopped at workloads\. Completed: platform\./);
    expect(await managed("workloads")).toEqual(["first", "second"]);
    // The one that failed is tainted: it would be replaced, which nobody has reviewed.
    await expect(saved.apply([], notes)).rejects.toThrow(
      /After a run that did not come to its end, the plan of workloads differs from the saved plan\. It\n- would replace terraform_data\.second, no longer create it\n[^]*Completed: platform\. Not started: none\. The state contains all created resources\.$/,
    );
    // Somebody takes it away; what is left is a part of what was reviewed.
    const removed = await deploymentOf().commands.terraform("workloads", [
      "state",
      "rm",
      "terraform_data.second",
    ]);
    expect(removed.status).toBe(0);
    writeFileSync(gate(), "");
    expect(await saved.apply([], notes)).toEqual({
      platform: "already applied by an earlier run",
      workloads: ADDED,
    });
    expect(await managed("workloads")).toEqual(["first", "second"]);
  });

  test("a run that was killed after its last apply has nothing left to do", async () => {
    write(false);
    await saved.save();
    await saved.apply([], notes);
    notes.forgetEnds();
    expect(await saved.apply([], notes)).toEqual({ platform: "no changes", workloads: "no changes" });
  });

  test("a state that changes after everything was checked is refused by Terraform, in this tool's words", async () => {
    write(false);
    await saved.save();
    const moving = new Notes();
    moving.begin = async ({ plan }) => {
      moving.begun.set(plan, {});
      if (moving.begun.size > 1) return;
      const file = stacks.stateFile("platform");
      const other = stacks.deployment("platform");
      await other.states.ensure("platform");
      const state = JSON.parse(readFileSync(file, "utf8")) as { serial: number };
      writeFileSync(file, JSON.stringify({ ...state, serial: state.serial + 1 }));
    };
    await expect(saved.apply([], moving)).rejects.toThrow(
      /^The state of platform was changed by somebody else since its plan was made, so Terraform did not apply the plan\. Save a new plan, review it and deploy that\.\n\nStopped at platform\. Completed: none\. Not started: workloads\./,
    );
    expect(await managed("platform")).toEqual([]);
  });
});
