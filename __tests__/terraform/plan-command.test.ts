import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outcome } from "../../lib/terraform/command";
import { plannedChanges } from "../../lib/terraform/planned-changes";
import { runTool } from "../support/tool";
import { stage } from "./support/stage";

/** The plan command, for somebody who is logged in nowhere. */
function plan(...args: readonly string[]): Promise<Outcome> {
  return runTool(["plan", "--stand-in", ...args], {
    environment: { TF_CLI_CONFIG_FILE: process.env["TERRAFORM_STAGE_CLI_CONFIG"] ?? "" },
  });
}

stage("the plan command on the stand-in", () => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "plans-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("plan --stand-in shows the plan of all three stacks, and writes it as text and JSON", async () => {
    const { status, stdout } = await plan("--environment", "prod", "--out", folder);
    expect(status).toBe(2);
    const stacks = ["network", "platform", "workloads"].map((role) => `feedback-prod-${role}`);
    for (const stack of stacks) expect(stdout).toContain(`# ${stack}\n`);
    expect(stdout.match(/^Plan: \d+ to add, 0 to change, 0 to destroy\.$/gm)).toHaveLength(3);
    expect(readdirSync(folder)).toEqual(stacks.flatMap((stack) => [`${stack}.json`, `${stack}.txt`]));
    const changes = plannedChanges(readFileSync(join(folder, "feedback-prod-platform.json"), "utf8"));
    expect(new Set(changes.map(({ action }) => action))).toEqual(new Set(["create"]));
  });

  test("plan --stand-in takes a user's backend, with any state, and prints JSON alone", async () => {
    const app = join(__dirname, "azurerm-state-app.ts");
    const { status, stdout } = await plan("--app", app, "--environment", "prod", "--json");
    expect(status).toBe(2);
    const { stacks: plans } = JSON.parse(stdout) as { readonly stacks: Readonly<Record<string, object>> };
    expect(Object.keys(plans)).toEqual([
      "feedback-prod-network",
      "feedback-prod-platform",
      "feedback-prod-workloads",
    ]);
    const ids = JSON.stringify(plans["feedback-prod-workloads"]);
    expect(ids).toContain(
      "/subscriptions/12345678-1234-1234-1234-123456789abc/resourceGroups/rg-feedback-prod-platform",
    );
  });

  test("plan --stand-in says what is wrong, and with which arguments it would work", async () => {
    const { status, stderr } = await plan("--environment", "staging");
    expect(status).toBe(64);
    expect(stderr).toContain('The app has no environment "staging", only dev, prod');
  });
});
