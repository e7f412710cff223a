import { AppProject } from "../support/app-project";
import { callTool } from "../support/tool";
import { github } from "../pipeline/example-settings";

let project: AppProject;

beforeAll(() => {
  project = new AppProject();
  project.writeApp(
    ["dev", "prod"],
    '{ state: environment === "prod" ? { type: "azurerm", storageAccountName: "sttfstate", containerName: "tfstate-prod" } : { type: "local" } }',
  );
  project.recordApp();
});
beforeEach(() => {
  project.write("pipeline.json", JSON.stringify(github));
});
afterAll(() => {
  project.remove();
});

const bootstrap = (...args: readonly string[]) =>
  callTool(["bootstrap", "--environment", ...args], { cwd: project.folder, variables: {} });

test("--dry-run prints what to ask for, with no login, and is the same each time", async () => {
  const { status, stdout } = await bootstrap("prod", "--dry-run");
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^For shop \(prod\), what exists already stays as it is:\n- resource group rg-sttfstate/,
  );
  expect(stdout).toContain("subject repo:acme@123/notes@456:environment:prod,");
  expect(stdout).toContain("az role assignment create");
  expect((await bootstrap("prod", "--dry-run")).stdout).toBe(stdout);
});

test("--json has the same as data", async () => {
  const { stdout } = await bootstrap("prod", "--dry-run", "--json", "--resource-group", "rg-state");
  const { command, environment, requested, missing } = JSON.parse(stdout) as {
    readonly command: string;
    readonly environment: string;
    readonly requested: { readonly resources: readonly string[]; readonly roles: object };
    readonly missing: readonly unknown[];
  };
  expect({ command, environment, missing }).toEqual({
    command: "bootstrap",
    environment: "prod",
    missing: [],
  });
  expect(requested.resources[0]).toContain("resource group rg-state in westeurope");
  expect(Object.keys(requested.roles)).toContain("apply_role.json");
});

test("a state that is not shared, and a subscription that nobody names, are errors with a fix", async () => {
  const local = await bootstrap("dev", "--dry-run");
  expect(local.status).toBe(1);
  expect(local.stderr).toContain('state: is of type "local", which no pipeline can share');
  const nowhere = { ...github.environments.prod, subscriptionId: undefined };
  project.write(
    "pipeline.json",
    JSON.stringify({ ...github, environments: { ...github.environments, prod: nowhere } }),
  );
  const { status, stderr } = await bootstrap("prod");
  expect(status).toBe(1);
  expect(stderr).toContain("subscriptionId: is not set anywhere");
});

test("a repository in place of a subject is refused before Azure is asked", async () => {
  project.write(
    "pipeline.json",
    JSON.stringify(github).replaceAll("repo:acme@123/notes@456:environment:prod-plan", "acme/notes"),
  );
  const { status, stderr } = await bootstrap("prod");
  expect(status).toBe(1);
  expect(stderr).toContain(
    'environments.prod.login.plan.subject: names a repository, not the subject of a token: "acme/notes"',
  );
});
