import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

const git = (...args: readonly string[]): string => gitIn(project, ...args);
const commit = (): void => {
  commitAll(project);
};

interface Difference {
  readonly first: string;
  readonly second: string;
  readonly options: readonly { readonly path: string }[];
}

interface Report {
  readonly against?: { readonly ref: string; readonly commit: string };
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
  readonly notes?: readonly string[];
  readonly comparisons: readonly Difference[];
}

async function report(...args: readonly string[]): Promise<Report & { readonly status: number }> {
  const { status, stdout, stderr } = await callTool(["diff", ...args, "--json"], { cwd: project.folder });
  if (stdout === "") throw new Error(`${status}: ${stderr}`);
  return { ...(JSON.parse(stdout) as Report), status };
}

describe("two environments of an app", () => {
  test("two environments are compared in the order in which they are asked for", async () => {
    project.writeApp(["dev", "prod"]);
    const { status, comparisons } = await report("--environment", "prod,dev");
    expect(status).toBe(2);
    expect(comparisons.map(({ first, second }) => [first, second])).toEqual([["prod", "dev"]]);
    const { stdout } = await callTool(["diff", "--format", "markdown"], { cwd: project.folder });
    expect(stdout).toContain("## dev and prod\n");
  }, 60_000);

  test("an app that has only the environment that it is asked for runs for each", async () => {
    project.writeApp([]);
    const main = readFileSync(join(project.folder, "main.ts"), "utf8");
    project.write("main.ts", main.replace("of [])", 'of [process.env["BACKEND_ENVIRONMENT"] ?? "dev"])'));
    const { comparisons } = await report("--environment", "dev,prod");
    expect(comparisons.map(({ first, second }) => [first, second])).toEqual([["dev", "prod"]]);
  }, 60_000);

  test("one environment alone has nothing to be compared with", async () => {
    project.writeApp(["dev"]);
    const { status, stderr } = await callTool(["diff"], { cwd: project.folder });
    expect(status).toBe(64);
    expect(stderr).toContain(
      "Two environments are compared, and the app has dev: select two with --environment, or a commit with --against.",
    );
  }, 60_000);
});

describe("an environment against a commit", () => {
  test("what has changed since the commit is said, and the repository stays as it is", async () => {
    project.writeApp(["dev"]);
    commit();
    project.writeApp(["dev"], "{ logs: { retentionInDays: 60 } }");
    project.write("staged.txt", "staged");
    git("add", "staged.txt");
    const before = [
      git("status", "--porcelain"),
      git("worktree", "list"),
      readdirSync(project.folder).sort(),
    ];

    const { status, against, comparisons, notes } = await report("--against", "main");
    expect(status).toBe(2);
    expect(against).toEqual({ ref: "main", commit: git("rev-parse", "main").trim() });
    expect(comparisons).toHaveLength(1);
    expect(comparisons[0]).toMatchObject({
      first: "dev at main",
      second: "dev",
      options: [{ path: "logs.retentionInDays", first: "30", second: "60", secondOrigin: "your options" }],
    });
    expect(notes).toEqual([]);
    expect([
      git("status", "--porcelain"),
      git("worktree", "list"),
      readdirSync(project.folder).sort(),
    ]).toEqual(before);
  }, 60_000);

  test("nothing has changed, from a folder below and with the app named", async () => {
    project.writeApp(["dev"]);
    commit();
    const { status, stdout } = await callTool(["diff", "--against", "HEAD", "--app", "../main.ts"], {
      cwd: join(project.folder, "src"),
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "dev at HEAD and dev: no differences\n" });
  }, 60_000);

  test("the folder may be named by a symbolic link", async () => {
    project.writeApp(["dev"]);
    commit();
    const link = `${project.folder} link`;
    symlinkSync(project.folder, link);
    try {
      const app = join(link, "main.ts");
      const { status, stdout } = await callTool(["diff", "--against", "HEAD", "--app", app], { cwd: link });
      expect({ status, stdout }).toEqual({ status: 0, stdout: "dev at HEAD and dev: no differences\n" });
    } finally {
      rmSync(link);
    }
  }, 60_000);

  test("environments that are new or gone are named, and other packages are noted", async () => {
    project.writeApp(["dev", "old"], '{ environments: { old: { extends: "dev" } } }');
    commit();
    project.writeApp(["dev", "new"], '{ environments: { new: { extends: "dev" } } }');
    project.write("package-lock.json", '{"lockfileVersion":3}');
    const { status, added, removed, notes } = await report("--against", "HEAD");
    expect({ status, added, removed, notes }).toEqual({
      status: 2,
      added: ["new"],
      removed: ["old"],
      notes: [
        "package-lock.json differs from that of HEAD: both sides run with the packages that are installed now",
      ],
    });
    const { stdout } = await callTool(["diff", "--against", "HEAD", "--environment", "old"], {
      cwd: project.folder,
    });
    expect(stdout).toContain("The environment old is gone.");
  }, 60_000);

  test("a commit whose app does not synthesise is said to be that", async () => {
    project.writeApp(["dev"], '{ cosmos: { mode: "Wrong" } } as never');
    commit();
    project.writeApp(["dev"]);
    const { status, stdout, stderr } = await callTool(["diff", "--against", "main"], { cwd: project.folder });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("At main, the app does not synthesise.");
    expect(stderr).toContain("cosmos.mode");
  }, 60_000);
});

describe("a commit that cannot be had", () => {
  async function refused(...args: readonly string[]): Promise<string> {
    const { status, stdout, stderr } = await callTool(["diff", ...args], { cwd: project.folder });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    return stderr;
  }

  test.each(["nosuch", "--upload-pack=x", "main:src"])(
    "the ref %s is refused before the app runs",
    async (ref) => {
      project.writeApp(["dev"]);
      commit();
      const said = await refused(`--against=${ref}`);
      expect(said).toContain(`The repository has no commit "${ref}": fetch it first`);
      expect(said).not.toContain("synth");
    },
  );

  test("a folder without a repository is refused", async () => {
    project.writeApp(["dev"]);
    const said = await refused("--against", "main");
    expect(said).toContain("is in no git repository: --against compares with a commit of one.");
  });

  test("a commit without the project is refused", async () => {
    project.write("cdktf.json", "");
    rmSync(join(project.folder, "cdktf.json"));
    commit();
    project.write("cdktf.json", JSON.stringify({ app: "npx tsx main.ts" }));
    project.writeApp(["dev"]);
    expect(await refused("--against", "main")).toContain("No cdktf.json found");
  }, 60_000);

  test("without git that is said", async () => {
    project.writeApp(["dev"]);
    const path = process.env["PATH"];
    process.env["PATH"] = mkdtempSync(join(tmpdir(), "no-programs-"));
    try {
      expect(await refused("--against", "main")).toContain("git is not installed");
    } finally {
      process.env["PATH"] = path;
    }
  });
});
