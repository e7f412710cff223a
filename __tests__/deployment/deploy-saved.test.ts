import {
  appendFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type Deployed, deploy } from "../../lib/terraform/deployment/deploy";
import { readSavedPlans } from "../../lib/terraform/deployment/saved-plans";
import { type PlainStack, PlainStacks } from "../support/plain-stacks";
import { SavedPlanFolder } from "../support/saved-plan-folder";

let stacks: PlainStacks;
let saved: SavedPlanFolder;
let folder = "";
beforeEach(() => {
  stacks = new PlainStacks();
  saved = new SavedPlanFolder(stacks);
  folder = saved.path;
});
afterEach(() => {
  stacks.remove();
  saved.remove();
});

/** A platform with what it puts out, and a stack that makes something for it. */
function two(name: string, expected = name): Readonly<Record<string, PlainStack>> {
  return {
    platform: { data: { account: name }, outputs: { name: "${terraform_data.account.output}" } },
    workloads: {
      data: { app: "${data.terraform_remote_state.platform.outputs.name}" },
      reads: { platform: { name: expected } },
    },
  };
}

function serialOf(stack: string): number {
  return (JSON.parse(readFileSync(stacks.stateFile(stack), "utf8")) as { readonly serial: number }).serial;
}

const save = (...ids: readonly string[]): Promise<void> => saved.save(...ids);
const apply = (...ids: readonly string[]): Promise<Deployed> => saved.apply(ids);

const ADDED = "1 added, 0 changed, 0 destroyed";

describe("saved plans", () => {
  test("saved plans of a new environment are deployed; making them has written nothing else, and nobody else reads them", async () => {
    stacks.write(two("one"));
    await save();
    expect(existsSync(stacks.stateFile("platform"))).toBe(false);
    expect(readdirSync(join(stacks.outdir, "stacks"))).toEqual(["platform", "workloads"]);
    expect(readdirSync(folder)).toEqual([
      "plans.json",
      ...["platform", "workloads"].flatMap((id) => [`${id}.json`, `${id}.tfplan`, `${id}.txt`]),
    ]);
    // They may hold what is secret.
    const modes = readdirSync(folder).map((file) => (statSync(join(folder, file)).mode & 0o777).toString(8));
    expect(new Set(modes)).toEqual(new Set(["600"]));
    expect(await apply()).toEqual({ platform: ADDED, workloads: ADDED });
  });

  test("a stack that reads what has not changed is applied from its own saved plan", async () => {
    stacks.write(two("one"));
    await deploy(stacks.deployment());
    stacks.write({ ...two("one"), workloads: { ...two("one")["workloads"], data: { app: "another" } } });
    await save();
    stacks.said.length = 0;
    expect(await apply()).toEqual({ platform: "no changes", workloads: "0 added, 1 changed, 0 destroyed" });
    expect(stacks.said.filter((line) => line.startsWith("plan "))).toEqual([]);
  });

  test("a plan is stale once its state has changed: nothing is applied, and what has changed is said", async () => {
    stacks.write(two("one"));
    await save();
    await deploy(stacks.deployment("platform"));
    const state = readFileSync(stacks.stateFile("platform"), "utf8");
    await expect(apply()).rejects.toThrow(
      [
        "The saved plans are out of date, and nothing was applied.",
        "platform: it had no state when it was planned, but has one now.",
        "- planned now, it would no longer create terraform_data.account",
        "Save a new plan, review it and deploy that.",
      ].join("\n"),
    );
    expect(readFileSync(stacks.stateFile("platform"), "utf8")).toBe(state);
    expect(existsSync(stacks.stateFile("workloads"))).toBe(false);
  });

  test("every reason that plans are stale is said at once", async () => {
    stacks.write(two("one"));
    await deploy(stacks.deployment());
    stacks.write(two("two"));
    await save();
    stacks.write({
      ...two("three"),
      workloads: { ...two("three")["workloads"], data: { app: "mine", more: 1 } },
    });
    const before = serialOf("platform");
    await deploy(stacks.deployment("platform"));
    // OpenTofu writes a state less often than Terraform in one run.
    const now = serialOf("platform");
    expect(now).toBeGreaterThan(before);
    await expect(apply()).rejects.toThrow(
      [
        `platform: its configuration has changed, and its state has changed (serial ${before} when it was planned, ${now} now).`,
        "- planned now, it would no longer update terraform_data.account",
        "workloads: its configuration has changed.",
        "- planned now, it would also update terraform_data.app",
        "- planned now, it would also create terraform_data.more",
      ].join("\n"),
    );
  });

  test("a stack whose plan turns out otherwise than it was reviewed is not applied", async () => {
    stacks.write({
      platform: { data: { account: "one" }, outputs: { name: "${terraform_data.account.id}" } },
      workloads: {
        data: { app: "${data.terraform_remote_state.platform.outputs.name}" },
        reads: { platform: { name: "expected" } },
      },
    });
    await save();
    const failure = apply();
    await expect(failure).rejects.toThrow(
      /the plan of workloads differs from the saved plan\. It\n- would create terraform_data\.app with another input\n[^]*Stopped at workloads\. Completed: platform\./,
    );
    expect(await stacks.deployment().states.version("workloads")).toMatchObject({ resources: [] });
  });

  test("a value that nobody could know when the plan was made is no difference", async () => {
    stacks.write({
      platform: { data: { account: "one" }, outputs: { name: "${terraform_data.account.id}" } },
      workloads: {
        data: { app: "https://${data.terraform_remote_state.platform.outputs.name}/" },
        reads: { platform: { name: "known-once-applied.invalid" } },
      },
    });
    await save();
    expect(await apply()).toEqual({ platform: ADDED, workloads: ADDED });
  });

  test("a stack without anything in it gets a state after its saved plan, so that others can read it", async () => {
    stacks.write({ network: {}, platform: { data: { a: 1 }, reads: { network: {} } } });
    await save();
    expect(await apply()).toEqual({ network: "no changes", platform: ADDED });
    expect(existsSync(stacks.stateFile("network"))).toBe(true);
  });

  test("plans that were touched, are missing or are of other stacks are refused", async () => {
    expect(() => readSavedPlans(folder, "plans")).toThrow(
      "There are no saved plans in plans: create them with plan --out plans.",
    );
    stacks.write(two("one"));
    await save("platform");
    await expect(apply()).rejects.toThrow(`${folder} has no plan of workloads, only of platform`);
    appendFileSync(join(folder, "platform.tfplan"), " ");
    expect(() => readSavedPlans(folder, "plans")).toThrow("have changed since they were saved: platform.");
    await save("platform");
    appendFileSync(join(folder, "platform.json"), " ");
    expect(() => readSavedPlans(folder, "plans")).toThrow("have changed since they were saved: platform.");
    rmSync(join(folder, "platform.tfplan"));
    expect(() => readSavedPlans(folder, "plans")).toThrow("These plans in plans are missing");
    writeFileSync(join(folder, "plans.json"), '{ "version": 2, "plans": [] }');
    expect(() => readSavedPlans(folder, "plans")).toThrow("saved by another version of this package");
    writeFileSync(join(folder, "plans.json"), "{");
    expect(() => readSavedPlans(folder, "plans")).toThrow("plans.json is not valid JSON: delete it");
  });

  test("saving again replaces what was saved, and leaves other files alone", async () => {
    stacks.write(two("one"));
    await save();
    writeFileSync(join(folder, "review.md"), "fine");
    await save("platform");
    expect(readdirSync(folder)).toEqual([
      "plans.json",
      "platform.json",
      "platform.tfplan",
      "platform.txt",
      "review.md",
    ]);
  });
});
