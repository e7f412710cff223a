import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccessDifference } from "../../lib/access";
import { AppProject } from "../support/app-project";
import { commitAll, gitIn } from "../support/app-repository";
import { callTool } from "../support/tool";

let project: AppProject;
beforeEach(() => {
  project = new AppProject({ ".gitignore": "node_modules\ncdktf.out\n", "package-lock.json": "{}" });
  project.recordApp();
});
afterEach(() => {
  project.remove();
});

const call = (...args: readonly string[]) => callTool(["grants", ...args], { cwd: project.folder });

interface Report {
  readonly environments: readonly { readonly environment: string }[];
  readonly against: { readonly ref: string; readonly commit: string };
  readonly differences: readonly (AccessDifference & { readonly project: string })[];
  readonly notes: readonly string[];
}

async function report(...args: readonly string[]): Promise<Report & { readonly status: number }> {
  const { status, stdout, stderr } = await call(...args, "--json");
  if (stdout === "") throw new Error(`${status}: ${stderr}`);
  return { ...(JSON.parse(stdout) as Report), status };
}

test("what has changed since the commit is compared, and the repository stays as it is", async () => {
  project.writeApp(["dev"]);
  commitAll(project);
  project.writeApp(["dev"], "{ keyVault: { connectionStrings: true }, optional: { redis: true } }");
  const before = [gitIn(project, "status", "--porcelain"), readdirSync(project.folder).sort()];

  const { status, against, environments, differences, notes } = await report("--against", "main");
  expect(status).toBe(2);
  expect(against).toEqual({ ref: "main", commit: gitIn(project, "rev-parse", "main").trim() });
  expect(environments.map(({ environment }) => environment)).toEqual(["dev"]);
  expect(notes).toEqual([]);
  const [difference] = differences;
  expect(difference).toMatchObject({ project: "shop", environment: "dev", lost: [], changed: [] });
  expect(difference?.gained.map(({ kind, on, grows }) => [kind, on, grows])).toEqual([
    ["network", "Redis", true],
    ["caller", "Cosmos DB account: account", true],
    ["caller", "storage account: account", true],
  ]);
  expect(difference?.exposed.map(({ path, what }) => [path, what])).toEqual([
    ["networking.privateEndpoints", "Redis: reachable from the internet"],
  ]);
  expect([gitIn(project, "status", "--porcelain"), readdirSync(project.folder).sort()]).toEqual(before);

  const markdown = await call("--against", "main", "--format", "markdown");
  expect(markdown.stdout).toContain(
    "## Access: dev\n\n### Exposed\n\n- **Redis: reachable from the internet**",
  );
  expect(markdown.stdout).toContain("| **new, grows** |");
}, 120_000);

test("nothing has changed", async () => {
  project.writeApp(["dev", "prod"]);
  commitAll(project);
  project.writeApp(["dev", "prod"], "{ logs: { retentionInDays: 60 } }");
  const { status, stdout } = await call("--against", "HEAD");
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: "dev: access: nobody may do more or less\n\nprod: access: nobody may do more or less\n",
  });
}, 60_000);

test("an environment that is new or gone has gained or lost everything", async () => {
  project.writeApp(["dev", "old"], '{ environments: { old: { extends: "dev" } } }');
  commitAll(project);
  project.writeApp(["dev", "new"], '{ environments: { new: { extends: "dev" } } }');
  const { status, differences, environments } = await report("--against", "HEAD");
  expect(status).toBe(2);
  const found = differences.map(({ environment, only, gained, lost }) => [
    environment,
    only,
    gained.length > 0,
    lost.length > 0,
  ]);
  expect(found).toEqual([
    ["dev", undefined, false, false],
    ["new", "after", true, false],
    ["old", "before", false, true],
  ]);
  expect(environments.map(({ environment }) => environment)).toEqual(["dev", "new"]);
  const { stdout } = await call("--against", "HEAD", "--environment", "old");
  expect(stdout).toMatch(/^old: access of an environment that is gone\n/);
}, 60_000);

test("a commit whose app does not synthesise is named", async () => {
  project.writeApp(["dev"], '{ cosmos: { mode: "Wrong" } } as never');
  commitAll(project);
  project.writeApp(["dev"]);
  const { status, stdout, stderr } = await call("--against", "main");
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain("At main, the app does not synthesise.");
  expect(stderr).toContain("cosmos.mode");
}, 60_000);

test.each(["nosuch", "--upload-pack=x", "main:src"])(
  "the ref %s is refused before the app runs",
  async (ref) => {
    project.writeApp(["dev"]);
    commitAll(project);
    const { status, stdout, stderr } = await call(`--against=${ref}`);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain(`The repository has no commit "${ref}": fetch it first`);
    expect(stderr).not.toContain("synth");
  },
);

test("a folder without a repository is refused, and without git that is said", async () => {
  project.writeApp(["dev"]);
  const outside = await call("--against", "main");
  expect(outside).toMatchObject({ status: 1, stdout: "" });
  expect(outside.stderr).toContain("is in no git repository");
  const path = process.env["PATH"];
  process.env["PATH"] = mkdtempSync(join(tmpdir(), "no-programs-"));
  try {
    expect((await call("--against", "main")).stderr).toContain("git is not installed");
  } finally {
    process.env["PATH"] = path;
  }
});

test.each([
  [["--against", "main", "--out", "grants.md"], "--against compares with a commit, and writes no list"],
  [["--against", "main", "--check"], "--against compares with a commit, and writes no list"],
  [["--format", "markdown"], "--format is for a comparison: set the commit with --against."],
])("%j is a wrong call", async (args, message) => {
  project.writeApp(["dev"]);
  const { status, stderr } = await call(...args);
  expect(status).toBe(64);
  expect(stderr).toContain(message);
});
