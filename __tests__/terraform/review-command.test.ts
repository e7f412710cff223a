import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Review } from "../../lib/review/review";
import { AppProject } from "../support/app-project";
import { commitAll } from "../support/app-repository";
import { runTool } from "../support/tool";
import { stage } from "./support/stage";

/** A storage account with a lock, and a queue of the user's own in it. */
const OPTIONS = '{ safeguards: { locks: true }, storage: { queues: { "old-orders": true } } }';

stage("the review command with a rehearsal", () => {
  let project: AppProject;

  beforeAll(() => {
    project = new AppProject({ ".gitignore": "node_modules\ncdktf.out\nplans\n" });
    project.writeApp(["dev"], OPTIONS);
    commitAll(project);
  });
  afterAll(() => {
    project.remove();
  });

  /** The first deployment, planned on the stand-in, stands for the plans of a change: they are another part of the review. */
  async function reviewed(options: string): Promise<Review> {
    project.writeApp(["dev"], options);
    const environment = { TF_CLI_CONFIG_FILE: process.env["TERRAFORM_STAGE_CLI_CONFIG"] ?? "" };
    const at = { cwd: project.folder, environment };
    rmSync(join(project.folder, "plans"), { recursive: true, force: true });
    const plan = await runTool(["plan", "--stand-in", "--environment", "dev", "--out", "plans"], at);
    expect({ status: plan.status, stderr: plan.status === 2 ? "" : plan.stderr }).toEqual({
      status: 2,
      stderr: "",
    });
    const args = ["review", "--plans", "plans", "--against", "main", "--rehearse", "--json"];
    const { status, stdout, stderr } = await runTool(args, at);
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    const { reviews } = JSON.parse(stdout) as { readonly reviews: readonly Review[] };
    const [review] = reviews;
    if (review === undefined) throw new Error(stdout);
    return review;
  }

  test("a change that apply would be refused is found: a lock keeps what it deletes", async () => {
    const { findings, verdict } = await reviewed("{ safeguards: { locks: true } }");
    const refused = findings.filter(({ rule }) => rule === "rehearsal-refused");
    expect(refused.map(({ stack, severity }) => [stack, severity])).toEqual([["shop-dev-platform", "high"]]);
    expect(refused[0]?.what).toContain("ScopeLocked");
    expect(verdict).toBe("high");
  });

  test("a change that works adds no finding", async () => {
    const { findings, notChecked } = await reviewed(
      OPTIONS.replace("locks: true }", 'locks: true }, tags: { owner: "a" }'),
    );
    expect(findings.filter(({ rule }) => rule.startsWith("rehearsal"))).toEqual([]);
    expect(notChecked.some((each) => each.includes("on the stand-in for Azure"))).toBe(false);
  });
});
