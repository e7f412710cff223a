import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Outcome } from "../../lib/terraform/command";
import { run } from "../../lib/terraform/command";
import { AppProject } from "../support/app-project";
import { callTool } from "../support/tool";
import { github, pullRequests } from "../pipeline/example-settings";

const ID = "1f6dd1a4-0000-4000-8000-000000000009";
const STATE = `{ subscriptionId: "0b3a2f4e-1111-2222-3333-777788889999", state: { type: "azurerm", storageAccountName: "sttfstateacme", containerName: "tfstate" } }`;

const files = ["plan", "deploy", "environment", "drift"].map(
  (what) => `.github/workflows/backend-${what}.yml`,
);
const [planFile = "", deployFile = ""] = files;

/** With client ids, as bootstrap prints them. */
const settings = JSON.stringify({
  ...github,
  environments: Object.fromEntries(
    Object.entries(github.environments).map(([name, { login, ...rest }]) => [
      name,
      {
        ...rest,
        login: { ...login, plan: { ...login.plan, clientId: ID }, apply: { ...login.apply, clientId: ID } },
      },
    ]),
  ),
});

let project: AppProject;
beforeEach(() => {
  project = new AppProject({ "pipeline.json": settings, "package-lock.json": "{}" });
  project.writeApp(["dev", "prod"], STATE);
  project.recordApp();
  mkdirSync(join(project.folder, ".git"));
});
afterEach(() => {
  project.remove();
});

function pipeline(...args: readonly string[]): Promise<Outcome> {
  return callTool(["pipeline", ...args], { cwd: project.folder, variables: {} });
}

function read(path: string): string {
  return readFileSync(join(project.folder, path), "utf8");
}

function edit(path: string, was: string, is: string): void {
  expect(read(path)).toContain(was);
  writeFileSync(join(project.folder, path), read(path).replace(was, is));
}

test("writes the workflows, says what is left to do by hand, and changes nothing the second time", async () => {
  const first = await pipeline("github");
  expect(first).toMatchObject({ status: 0 });
  expect(first.stdout).toBe(
    [
      ...files.map((file) => `${file}: written`),
      "",
      "To configure by hand (docs/guides/pipelines.md):",
      "  - environments dev-plan, prod-plan: which branches may plan",
      "  - environments dev, prod: who approves, and which branches may deploy",
      "",
    ].join("\n"),
  );
  const texts = files.map(read);
  expect((await pipeline()).stdout).toContain(`${planFile}: current\n`);
  expect(files.map(read)).toEqual(texts);
  expect(await pipeline("--check")).toMatchObject({ status: 0 });
});

test("keeps what was added outside of generated parts, when pipeline.json changes", async () => {
  await pipeline("github");
  edit(planFile, "on:\n  pull_request:\n", "on:\n  pull_request:\n    paths: [infra/**]\n");
  edit(
    planFile,
    "  # >>> generated: plan-dev ",
    "  own:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: mine\n  # >>> generated: plan-dev ",
  );
  project.write("pipeline.json", settings.replaceAll(ID, ID.replace("9", "8")));
  const check = await pipeline("--check", "--json");
  expect(check.status).toBe(2);
  expect(JSON.parse(check.stdout)).toMatchObject({
    system: "github",
    environments: ["dev", "prod"],
    leftOut: [],
    files: files.map((path) => ({ path, change: /plan|deploy|drift/.test(path) ? "updated" : "none" })),
  });
  expect(await pipeline()).toMatchObject({ status: 0 });
  expect(read(planFile)).toContain("    paths: [infra/**]\n");
  expect(read(planFile)).toContain("      - run: mine\n");
  expect(read(planFile)).not.toContain(ID);
  expect(await pipeline("--check")).toMatchObject({ status: 0 });
});

test("writes nothing where a generated part was edited, and shows the edit; --force replaces it", async () => {
  await pipeline("github");
  edit(deployFile, "retention-days: 30", "retention-days: 3");
  edit(planFile, "  pull_request:", "  pull_request:\n    branches: [main]");
  project.write("pipeline.json", settings.replaceAll(ID, ID.replace("9", "8")));
  const before = files.map(read);
  const refused = await pipeline();
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain(`${deployFile}:`);
  expect(refused.stderr).toContain('the generated part "package/steps" was edited');
  expect(refused.stderr).toMatch(/\d+ - +retention-days: 3\n +\+ +retention-days: 30/);
  expect(refused.stderr).toContain("replace them with --force");
  expect(files.map(read)).toEqual(before);
  expect(await pipeline("--check")).toMatchObject({ status: 1 });
  expect(await pipeline("--force")).toMatchObject({ status: 0 });
  expect(read(deployFile)).toContain("retention-days: 30\n");
  expect(read(planFile)).toContain("    branches: [main]");
});

test("refuses text of the user's that does not fit: another job of the same name, and what is no YAML", async () => {
  await pipeline("github");
  edit(planFile, "  # >>> generated: comment ", "  plan-dev:\n    runs-on: x\n  # >>> generated: comment ");
  const twice = await pipeline();
  expect(twice.status).toBe(1);
  expect(twice.stderr).toMatch(/backend-plan\.yml:\d+: would not be valid YAML: Map keys must be unique/);
});

test("a file that is not generated is never overwritten", async () => {
  project.write(planFile, "name: mine\n");
  for (const args of [["github"], ["github", "--force"]])
    expect(await pipeline(...args)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("the file is there already, and has no generated part") as string,
    });
  expect(read(planFile)).toBe("name: mine\n");
  expect(existsSync(join(project.folder, deployFile))).toBe(false);
  expect(await pipeline("github", "--name", "shop")).toMatchObject({ status: 0 });
  expect(read(".github/workflows/shop-plan.yml")).toContain(
    "npx cdktf-azure-backend pipeline github --name shop --check",
  );
});

test("an environment that is not in pipeline.json is named", async () => {
  const { environments } = JSON.parse(settings) as { environments: Record<string, object> };
  project.write(
    "pipeline.json",
    JSON.stringify({ system: "github", environments: { dev: environments["dev"] } }),
  );
  const { status, stdout } = await pipeline();
  expect(status).toBe(0);
  expect(stdout).toContain("prod is not in pipeline.json: nothing plans or deploys it.");
});

test("the branch is that which the clone knows as the default one", async () => {
  const git = (...args: readonly string[]) => run("git", args, { cwd: project.folder });
  await git("init", "--quiet");
  await git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
  await pipeline("github");
  expect(read(deployFile)).toContain('    branches: ["trunk"]\n');
});

test("in a folder of a repository, files are at the top, and jobs work in the folder", async () => {
  const app = new AppProject({ ".git/HEAD": "" });
  const folder = "apps/the shop";
  try {
    for (const [path, text] of Object.entries({
      "cdktf.json": read("cdktf.json"),
      "main.ts": read("main.ts"),
      "src/hello.ts": read("src/hello.ts"),
      "pipeline.json": settings,
    }))
      app.write(`${folder}/${path}`, text);
    app.write("package-lock.json", "{}");
    const cwd = join(app.folder, folder);
    expect(await callTool(["pipeline", "github"], { cwd, variables: {} })).toMatchObject({ status: 0 });
    const text = readFileSync(join(app.folder, planFile), "utf8");
    expect(text).toContain('        working-directory: "apps/the shop"\n');
    expect(text).toContain('        working-directory: "."\n        run: npm ci\n');
    app.write("apps/other/cdktf.json", read("cdktf.json"));
    app.write("apps/other/main.ts", read("main.ts"));
    app.write("apps/other/src/hello.ts", read("src/hello.ts"));
    app.write("apps/other/pipeline.json", settings);
    const other = () =>
      callTool(["pipeline", "github"], { cwd: join(app.folder, "apps/other"), variables: {} });
    expect(await other()).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(
        "was generated from apps/the shop/pipeline.json, for another app",
      ) as string,
    });
    rmSync(join(cwd, "pipeline.json"));
    expect(await other()).toMatchObject({ status: 0 });
  } finally {
    app.remove();
  }
});

test("with pr-*, each pull request gets an environment, by a sample of the app's", async () => {
  const { environments } = JSON.parse(settings) as { environments: Record<string, object> };
  const apply = { ...pullRequests.login.apply, clientId: ID };
  const { subscriptionId: _left, ...ofPullRequests } = pullRequests;
  const withPullRequests = {
    ...github,
    environments: {
      dev: environments["dev"],
      "pr-*": { ...ofPullRequests, login: { ...pullRequests.login, apply } },
    },
  };
  project.write("pipeline.json", JSON.stringify(withPullRequests));
  const without = await pipeline("github");
  expect(without).toMatchObject({
    status: 64,
    stderr: expect.stringContaining("Define the environment of BACKEND_ENVIRONMENT, which is pr-1") as string,
  });
  project.write(
    "main.ts",
    read("main.ts")
      .replace('["dev","prod"]', '[process.env["BACKEND_ENVIRONMENT"] ?? "dev"]')
      .replace('containerName: "tfstate"', 'containerName: `tfstate-${environment.replace(/-.*/, "")}`'),
  );
  const { status, stdout } = await pipeline("github", "--json");
  expect(status).toBe(0);
  const all = [
    ...files,
    ...["pull-request", "expired"].map((what) => `.github/workflows/backend-${what}.yml`),
  ];
  expect(JSON.parse(stdout)).toMatchObject({
    environments: ["dev"],
    pullRequests: true,
    files: all.map((path) => ({ path, change: "new" })),
  });
  const check = await pipeline("--check");
  expect(check).toMatchObject({ status: 0 });
  expect(check.stdout).toContain(".github/workflows/backend-expired.yml: current\n");
  expect((await pipeline()).stdout).toContain(
    "  - environment pr: branches refs/pull/*/merge and the main branch, no reviewers\n",
  );
});

describe("bad input", () => {
  test.each([
    [["gitlab"], 64, 'The system is github or azure-devops, got "gitlab".'],
    [["--check", "--force"], 64, "--check writes nothing, and --force does"],
    [["--name", "My app"], 64, "--name has lower-case letters, digits and single hyphens"],
    [["azure-devops"], 1, "pipeline.json is for github, and the call is for azure-devops"],
  ] as const)("%j ends with %i", async (args, status, message) => {
    const outcome = await pipeline(...args);
    expect(outcome.status).toBe(status);
    expect(outcome.stderr).toContain(message);
  });

  test("no pipeline.json, no repository", async () => {
    const other = new AppProject({ "package-lock.json": "{}" });
    try {
      const call = () => callTool(["pipeline", "github"], { cwd: other.folder, variables: {} });
      expect((await call()).stderr).toContain("is in no git repository");
      mkdirSync(join(other.folder, ".git"));
      expect((await call()).stderr).toContain(
        "pipeline.json does not exist: it says how jobs log in to each environment",
      );
    } finally {
      other.remove();
    }
  });

  test("everything that is wrong with pipeline.json, before anything is written", async () => {
    project.write("pipeline.json", settings.replace('"after":"dev"', '"after":"dve"').replaceAll(ID, "none"));
    const { status, stderr } = await pipeline();
    expect(status).toBe(1);
    expect(stderr).toContain("environments.prod.after");
    expect(stderr).toContain("environments.dev.login.plan.clientId");
    expect(existsSync(join(project.folder, ".github"))).toBe(false);
  });
});
