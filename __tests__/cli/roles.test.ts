import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pipelineRoles } from "../../lib";
import { AppProject } from "../support/app-project";
import { callTool } from "../support/tool";

const SUBSCRIPTION = "00000000-0000-4000-8000-000000000002";
const { planner, applier, pullRequestApplier, condition } = pipelineRoles();

let project: AppProject;
beforeEach(() => {
  project = new AppProject();
});
afterEach(() => {
  project.remove();
});

const called = (args: readonly string[], variables = {}) =>
  callTool(["roles", ...args], { cwd: project.folder, variables });

const written = (file: string): string => readFileSync(join(project.folder, "roles", file), "utf8");

test("the roles are written as Azure CLI takes them, with the commands that create them", async () => {
  const { status, stdout } = await called(["--subscription", SUBSCRIPTION, "--out", "roles"]);
  expect(status).toBe(0);
  expect(stdout).toContain(
    "wrote planner.json, applier.json, pull-request-applier.json, condition.txt to roles\n",
  );
  expect(stdout).toContain("az role definition create --role-definition roles/applier.json");
  expect(JSON.parse(written("planner.json"))).toEqual({
    Name: "cdktf-azure-backend planner",
    IsCustom: true,
    Description: "Plans environments, and looks for drift of cdktf-azure-backend",
    Actions: planner.actions,
    NotActions: [],
    DataActions: [],
    NotDataActions: [],
    AssignableScopes: [`/subscriptions/${SUBSCRIPTION}`],
  });
  expect(JSON.parse(written("applier.json"))).toMatchObject({ Actions: applier.actions });
  expect(JSON.parse(written("pull-request-applier.json"))).toMatchObject({
    Name: "cdktf-azure-backend pull request applier",
    Actions: pullRequestApplier.actions,
  });
  expect(written("condition.txt")).toBe(`${condition}\n`);
});

test("without a folder they are printed, for the subscription of the environment", async () => {
  const { status, stdout } = await called([], { ARM_SUBSCRIPTION_ID: SUBSCRIPTION });
  expect(status).toBe(0);
  expect(stdout).toContain(`"/subscriptions/${SUBSCRIPTION}"`);
  expect(stdout.trimEnd().endsWith(condition)).toBe(true);
});

test("a subscription that nobody names is asked for", async () => {
  const { status, stderr } = await called([]);
  expect(status).toBe(64);
  expect(stderr).toContain("set it with --subscription or ARM_SUBSCRIPTION_ID");
});

test("built-in roles are listed with what they give too much, and written to no file", async () => {
  const { status, stdout } = await called(["--built-in"]);
  expect(status).toBe(0);
  expect(stdout).toContain("Contributor (b24988ac-6180-42a0-ab88-20f7382dd24c)");
  expect(stdout).toContain(
    "Role Based Access Control Administrator (f58310d9-a9f6-439a-9e8d-f62e7b41a168), with the condition",
  );
  expect(stdout).toContain("more than it needs: creates, changes and deletes resources of every type");
  expect((await called(["--built-in", "--out", "roles"])).stderr).toContain("leave out --built-in or --out");
});

test("as JSON it has what pipelineRoles returns", async () => {
  const { stdout } = await called(["--json", "--subscription", SUBSCRIPTION]);
  expect(JSON.parse(stdout)).toMatchObject({
    command: "roles",
    planner,
    applier,
    pullRequestApplier,
    condition,
  });
});
