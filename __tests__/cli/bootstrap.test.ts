import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AppProject } from "../support/app-project";
import { callTool } from "../support/tool";
import { github, pullRequests } from "../pipeline/example-settings";

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

describe("environments of pull requests", () => {
  let app: AppProject;

  /** @param container - an expression */
  function appWith(container: string, start = ""): AppProject {
    app = new AppProject({
      "pipeline.json": JSON.stringify({
        ...github,
        environments: { ...github.environments, "pr-*": pullRequests },
      }),
    });
    app.writeApp(
      ["dev"],
      `{ state: { type: "azurerm", storageAccountName: "sttfstate", containerName: ${container} } }`,
    );
    const written = readFileSync(join(app.folder, "main.ts"), "utf8");
    app.write(
      "main.ts",
      written.replace(
        'for (const environment of ["dev"])',
        `${start}for (const environment of [process.env["BACKEND_ENVIRONMENT"] ?? "dev"])`,
      ),
    );
    app.recordApp();
    return app;
  }
  afterEach(() => {
    app.remove();
  });

  const called = (...args: readonly string[]) =>
    callTool(["bootstrap", "--environment", ...args], { cwd: app.folder, variables: {} });
  const PR = 'environment.startsWith("pr-") ? "tfstate-pr" : "tfstate-dev"';

  test("--dry-run prints their one container and identity, by two samples of the app", async () => {
    appWith(PR);
    const { status, stdout, stderr } = await called("pr-*", "--dry-run");
    expect({ status, stderr: stderr.includes("compared") }).toEqual({ status: 0, stderr: false });
    expect(stdout).toMatch(/^For shop \(pr-\*\), what exists already stays as it is:/);
    expect(stdout).toContain("- blob container tfstate-pr: the state of pr-*\n- identity id-shop-pr-apply:");
    expect((await called("pr-*", "--dry-run", "--json")).stdout).toContain('"environment": "pr-*"');
  });

  test.each([
    [
      "`tfstate-${environment}`",
      'depends on the number of the pull request: "tfstate-pr-1" in pr-1, "tfstate-pr-2" in pr-2',
    ],
    [
      '"tfstate"',
      'is "tfstate" for pull requests and for dev: anyone who may push a branch could change and delete',
    ],
  ])("a container %s is refused", async (container, says) => {
    appWith(container);
    const { status, stderr } = await called("pr-*", "--dry-run");
    expect(status).toBe(1);
    expect(stderr).toContain(`state.containerName: ${says}`);
  });

  test("an app that has to be told its environment is not compared, and that is said", async () => {
    appWith(PR, 'if (process.env["BACKEND_ENVIRONMENT"] === undefined) throw new Error("which one?");\n');
    const { status, stderr } = await called("pr-*", "--dry-run");
    expect(status).toBe(0);
    expect(stderr).toContain("The state of pull requests was not compared with that of other environments");
  });

  test("one of them has no login of its own", async () => {
    appWith(PR);
    const { status, stderr } = await called("pr-12");
    expect(status).toBe(64);
    expect(stderr).toContain("bootstrap --environment 'pr-*'");
  });
});
