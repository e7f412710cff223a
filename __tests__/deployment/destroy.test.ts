import { deploy } from "../../lib/terraform/deployment/deploy";
import { destroy } from "../../lib/terraform/deployment/destroy";
import { stacksIn } from "../../lib/terraform/stacks";
import { PLATFORM_AND_WORKLOADS as TWO, PlainStacks } from "../support/plain-stacks";

let stacks: PlainStacks;
beforeEach(() => {
  stacks = new PlainStacks();
});
afterEach(() => {
  stacks.remove();
});

function destroyed(...ids: readonly string[]): ReturnType<typeof destroy> {
  return destroy(stacks.deployment(...ids), stacksIn(stacks.outdir));
}

describe("destroy", () => {
  test("destroy takes the stacks in the opposite order, and finds nothing the second time", async () => {
    stacks.write(TWO);
    await deploy(stacks.deployment());
    stacks.said.length = 0;
    const done = await destroyed();
    expect(Object.entries(done)).toEqual([
      ["workloads", "0 added, 0 changed, 1 destroyed"],
      ["platform", "0 added, 0 changed, 1 destroyed"],
    ]);
    expect(stacks.said.filter((line) => line.startsWith("destroy "))).toEqual([
      "destroy workloads (1 of 2): 0 added, 0 changed, 1 destroyed",
      "destroy platform (2 of 2): 0 added, 0 changed, 1 destroyed",
    ]);
    expect(await destroyed()).toEqual({ workloads: "nothing to destroy", platform: "nothing to destroy" });
  });

  test("an environment that was never deployed has nothing to destroy", async () => {
    stacks.write(TWO);
    expect(await destroyed()).toEqual({ workloads: "nothing to destroy", platform: "nothing to destroy" });
  });

  test("a stack that another one reads is not destroyed", async () => {
    stacks.write(TWO);
    await deploy(stacks.deployment());
    await expect(destroyed("platform")).rejects.toThrow(
      "workloads reads outputs of stacks that would be destroyed, and nothing was destroyed: add it with --stack, so that it is destroyed first.",
    );
    expect(await stacks.deployment().states.version("platform")).toMatchObject({ resources: [{}] });
  });

  test("nothing is destroyed while safeguards are on", async () => {
    const guarded = { resource: { terraform_data: { account: { lifecycle: { prevent_destroy: true } } } } };
    stacks.write({ ...TWO, platform: { blocks: guarded } });
    await expect(destroyed()).rejects.toThrow(
      "platform has safeguards, and nothing was destroyed. Set safeguards: { locks: false, preventDestroy: false }",
    );
    expect(stacks.said).toEqual([]);
  });

  test.each([
    ["prevent_destroy is false", { terraform_data: { a: { lifecycle: { prevent_destroy: false } } } }],
    ["there are no safeguards", { terraform_data: { a: {} } }],
  ])("an environment is destroyed where %s", async (_, resource) => {
    stacks.write({ platform: { blocks: { resource } } });
    expect(await destroyed()).toEqual({ platform: "nothing to destroy" });
  });
});
