import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deploy } from "../../lib/terraform/deployment/deploy";
import { outputsOf } from "../../lib/terraform/deployment/outputs";
import { PLAN_FILE } from "../../lib/terraform/stack-commands";
import { PLATFORM_AND_WORKLOADS as TWO, PlainStacks } from "../support/plain-stacks";
import { program } from "../support/terraform-program";

let stacks: PlainStacks;
beforeEach(() => {
  stacks = new PlainStacks();
});
afterEach(() => {
  stacks.remove();
});

function plansLeft(): readonly string[] {
  const folders = readdirSync(join(stacks.outdir, "stacks"));
  return folders.filter((id) => existsSync(join(stacks.outdir, "stacks", id, PLAN_FILE)));
}

describe("deploy", () => {
  test("deploy applies each stack after those that it reads, with their outputs", async () => {
    stacks.write(TWO);
    const deployed = await deploy(stacks.deployment());
    expect(deployed).toEqual({
      platform: "1 added, 0 changed, 0 destroyed",
      workloads: "1 added, 0 changed, 0 destroyed",
    });
    expect(stacks.said).toEqual([
      "initialise platform (1 of 2): done",
      "initialise workloads (2 of 2): done",
      "platform had no state: an empty one was written",
      "workloads had no state: an empty one was written",
      "plan platform (1 of 2): 1 change",
      expect.stringMatching(/^ {2}1 of 1: terraform_data\.account: creation complete after \ds$/),
      "apply platform (1 of 2): 1 added, 0 changed, 0 destroyed",
      "plan workloads (2 of 2): 1 change",
      expect.stringMatching(/^ {2}1 of 1: terraform_data\.app: creation complete after \ds$/),
      "apply workloads (2 of 2): 1 added, 0 changed, 0 destroyed",
    ]);
    expect(await outputsOf(stacks.deployment().commands, "workloads")).toEqual({ app: "one" });
    expect(plansLeft()).toEqual([]);
  });

  test("deploying again changes nothing, neither resources nor state", async () => {
    stacks.write(TWO);
    await deploy(stacks.deployment());
    const before = readFileSync(stacks.stateFile("workloads"), "utf8");
    expect(await deploy(stacks.deployment())).toEqual({ platform: "no changes", workloads: "no changes" });
    expect(readFileSync(stacks.stateFile("workloads"), "utf8")).toBe(before);
  });

  test("a change of outputs alone is applied", async () => {
    stacks.write({ platform: { outputs: { name: "one" } } });
    await deploy(stacks.deployment());
    stacks.write({ platform: { outputs: { name: "two" } } });
    expect(await deploy(stacks.deployment())).toEqual({ platform: "0 added, 0 changed, 0 destroyed" });
    expect(await outputsOf(stacks.deployment().commands, "platform")).toEqual({ name: "two" });
  });

  test("a stack without anything in it gets a state, so that others can read it", async () => {
    stacks.write({ network: {}, platform: { data: { a: 1 }, reads: { network: {} } } });
    expect(await deploy(stacks.deployment())).toMatchObject({ network: "no changes" });
    expect(existsSync(stacks.stateFile("network"))).toBe(true);
  });

  test.each(["no", "an empty"])(
    "a stack alone is not deployed while what it reads has %s state",
    async (state) => {
      stacks.write(TWO);
      if (state === "an empty") await stacks.deployment().states.ensure("platform");
      await expect(deploy(stacks.deployment("workloads"))).rejects.toThrow(
        "workloads reads outputs of platform, which is not deployed: deploy it first.",
      );
      expect(plansLeft()).toEqual([]);
      expect(readdirSync(join(stacks.outdir, "stacks"))).toEqual(["platform", "workloads"]);
    },
  );

  test("a deployment that fails says why, what is done and what is left, and goes on when it is run again", async () => {
    const failing = {
      ...TWO,
      network: {},
      platform: {
        data: { account: "one" },
        blocks: {
          resource: {
            terraform_data: {
              account: {
                input: "one",
                lifecycle: {
                  postcondition: [{ condition: '${self.output == "two"}', error_message: "It is not two." }],
                },
              },
            },
          },
        },
      },
    };
    stacks.write(failing);
    const failure = deploy(stacks.deployment("network", "platform", "workloads"));
    await expect(failure).rejects.toThrow(
      /It is not two\.[^]*Stopped at platform\. Completed: none\. Not started: workloads, network\./,
    );
    expect(plansLeft()).toEqual([]);
    stacks.write(TWO);
    expect(await deploy(stacks.deployment())).toMatchObject({ workloads: "1 added, 0 changed, 0 destroyed" });
  });

  test("what is wrong with the last stack's files is found before the first one is changed", async () => {
    stacks.write(TWO);
    writeFileSync(
      join(stacks.outdir, "stacks/workloads/cdk.tf.json"),
      '{ "terraform": { "backend": { "nowhere": {} } } }',
    );
    await expect(deploy(stacks.deployment())).rejects.toThrow(/init of workloads ended with 1\n[^]*nowhere/);
    expect(existsSync(stacks.stateFile("platform"))).toBe(false);
  });

  test("a state that has moved is not deployed into, and the way to move it is said", async () => {
    stacks.write({ platform: { data: { a: 1 } } });
    await deploy(stacks.deployment());
    stacks.write({
      platform: {
        data: { a: 1 },
        blocks: { terraform: { backend: { local: { path: "elsewhere.tfstate" } } } },
      },
    });
    await expect(deploy(stacks.deployment())).rejects.toThrow(
      `platform was last initialised. To move it, run ${program} -chdir=`,
    );
    expect(existsSync(join(stacks.outdir, "stacks/platform/elsewhere.tfstate"))).toBe(false);
  });
});
