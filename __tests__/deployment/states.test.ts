import { readFileSync } from "node:fs";
import { deploy } from "../../lib/terraform/deployment/deploy";
import { pushEmptyState } from "../../lib/terraform/states";
import { PlainStacks } from "../support/plain-stacks";

let stacks: PlainStacks;
beforeEach(() => {
  stacks = new PlainStacks();
  stacks.write({ platform: { data: { account: "one" }, outputs: { name: "one" } } });
});
afterEach(() => {
  stacks.remove();
});

describe("empty states", () => {
  test("an empty state is written where there is none, and once", async () => {
    expect(await stacks.deployment().states.standing("platform")).toBe("none");
    expect(await stacks.deployment().states.ensure("platform")).toBe(true);
    const written = readFileSync(stacks.stateFile("platform"), "utf8");
    expect(JSON.parse(written)).toMatchObject({ version: 4, outputs: {}, resources: [] });
    expect(await stacks.deployment().states.ensure("platform")).toBe(false);
    expect(await stacks.deployment().states.standing("platform")).toBe("empty");
    expect(readFileSync(stacks.stateFile("platform"), "utf8")).toBe(written);
  });

  test("each empty state has a lineage of its own", async () => {
    await stacks.deployment().states.ensure("platform");
    const other = new PlainStacks();
    try {
      other.write({ platform: {} });
      await other.deployment().states.ensure("platform");
      const [one, two] = await Promise.all(
        [stacks, other].map((each) => each.deployment().states.version("platform")),
      );
      expect(one?.lineage).toMatch(/^[0-9a-f-]{36}$/);
      expect(two?.lineage).not.toBe(one?.lineage);
    } finally {
      other.remove();
    }
  });

  test("Terraform refuses an empty state where one with anything in it has come to be in between", async () => {
    await deploy(stacks.deployment());
    const before = readFileSync(stacks.stateFile("platform"), "utf8");
    const { status, stderr } = await pushEmptyState(stacks.deployment().commands, "platform");
    expect(status).toBe(1);
    expect(stderr).toContain("cannot import state with lineage");
    expect(readFileSync(stacks.stateFile("platform"), "utf8")).toBe(before);
  });
});
