import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppProject } from "../support/app-project";
import { filesIn } from "../support/packed";
import { callTool, runTool } from "../support/tool";
import { run } from "../../lib/terraform/command";

const STACKS = ["network", "platform", "workloads"].map((role) => `cdktf.out/stacks/shop-dev-${role}`);

let project: AppProject;
beforeEach(() => {
  project = new AppProject();
});
afterEach(() => {
  project.remove();
});

/** Each file's text, by its path in a folder. */
function textsIn(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(filesIn(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

describe("synth", () => {
  test("synth writes the files that the app writes, from any folder of the project", async () => {
    project.writeApp(["dev"]);
    const below = join(project.folder, "src");
    const { status, stdout, stderr } = await callTool(["synth"], { cwd: below });
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: `${STACKS.map((each) => `../${each}`).join("\n")}\n`,
    });
    expect(stderr).toMatch(/^synth \.\.\.\n[^]*synth: 3 stacks \(\d+\.\d s\)\n$/);
    const written = textsIn(join(project.folder, "cdktf.out"));
    const tsx = join(project.folder, "node_modules/.bin/tsx");
    const plain = await run(tsx, ["main.ts"], {
      cwd: project.folder,
      environment: { CDKTF_OUTDIR: "plain" },
    });
    expect(plain.status).toBe(0);
    expect(written).toEqual(textsIn(join(project.folder, "plain")));
  });

  test("synth selects stacks by environment and role, and says them as JSON", async () => {
    project.recordApp();
    project.writeApp(["dev", "prod"]);
    const { status, stdout } = await callTool(
      ["synth", "--environment", "p*", "--stack", "network,platform", "--out", "out", "--json"],
      { cwd: project.folder },
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      command: "synth",
      out: "out",
      stacks: [
        { id: "shop-prod-network", folder: "out/stacks/shop-prod-network", dependencies: [] },
        {
          id: "shop-prod-platform",
          folder: "out/stacks/shop-prod-platform",
          dependencies: ["shop-prod-network"],
        },
      ],
    });
  });

  test("synth keeps a state beside a stack, removes stacks that are gone, and keeps those that have a state", async () => {
    project.recordApp();
    project.writeApp(["dev"]);
    const stacks = join(project.folder, "cdktf.out/stacks");
    for (const id of ["shop-dev-network", "gone", "gone-with-state"])
      mkdirSync(join(stacks, id), { recursive: true });
    for (const id of ["shop-dev-network", "gone-with-state"])
      writeFileSync(join(stacks, id, "terraform.tfstate"), "{}");
    expect(await callTool(["synth"], { cwd: project.folder })).toMatchObject({ status: 0 });
    expect(readdirSync(stacks)).toEqual([
      "gone-with-state",
      "shop-dev-network",
      "shop-dev-platform",
      "shop-dev-workloads",
    ]);
    expect(readdirSync(join(stacks, "shop-dev-network"))).toContain("terraform.tfstate");
  });

  test("synth runs an app behind a symbolic link", async () => {
    project.writeApp(["dev"]);
    const link = join(project.folder, "link to it");
    symlinkSync(project.folder, link);
    const { status, stdout } = await runTool(["synth", "--app", "main.ts"], { cwd: link });
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${STACKS.join("\n")}\n` });
  });

  test("an app that names no environment takes the one that is asked for", async () => {
    project.write(
      "main.ts",
      readable(project, (text) => text.replace(/environment, /, "")),
    );
    const { status, stdout } = await callTool(["synth", "--environment", "prod"], { cwd: project.folder });
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("shop-prod-network") as string,
    });
  });
});

describe("how an app in TypeScript is started", () => {
  /** The arguments of the Node that runs the app, and what follows its file. */
  async function startedBy(app: string): Promise<{ readonly node: string; readonly app: readonly string[] }> {
    project.writeApp(["dev"]);
    const text = readFileSync(join(project.folder, "main.ts"), "utf8");
    const tell =
      'console.log(JSON.stringify({ node: process.execArgv.join(" "), app: process.argv.slice(2) }));';
    project.write("main.ts", `${text}${tell}\n`);
    project.write("cdktf.json", JSON.stringify({ app }));
    const { status, stderr } = await callTool(["synth"], { cwd: project.folder });
    expect(status).toBe(0);
    return JSON.parse(/^\{.*\}$/m.exec(stderr)?.[0] ?? "") as Awaited<ReturnType<typeof startedBy>>;
  }

  test.each(["npx tsx main.ts --fast", "npx --no-install tsx main.ts --fast", "tsx main.ts --fast"])(
    "%s is one Node, with tsx in it",
    async (app) => {
      expect(await startedBy(app)).toEqual({
        node: expect.stringMatching(/^--require \S+app-preload\.cjs --import file:\S+tsx\S+$/) as string,
        app: ["--fast"],
      });
    },
  );

  test("tsx with options of its own starts by itself", async () => {
    const { node, app } = await startedBy("npx tsx --no-cache main.ts --fast");
    expect(node).toContain("preflight");
    expect(app).toEqual(["--fast"]);
  });
});

/** The app with one environment, changed. */
function readable(of: AppProject, change: (text: string) => string): string {
  of.writeApp(["dev"]);
  return change(readFileSync(join(of.folder, "main.ts"), "utf8"));
}

describe("an app that cannot be synthesised", () => {
  /** What is left of a call, and that it has left nothing. */
  async function refused(
    args: readonly string[] = [],
  ): Promise<{ readonly status: number; readonly stderr: string }> {
    const before = readdirSync(project.folder);
    const { status, stdout, stderr } = await callTool(["synth", ...args], { cwd: project.folder });
    expect(stdout).toBe("");
    expect(readdirSync(project.folder)).toEqual(before);
    return { status, stderr: stderr.replace("synth ...\n", "") };
  }

  test("wrong options are printed once, without a stack trace", async () => {
    project.writeApp(["dev"], '{ locaton: "westeurope" }');
    const { status, stderr } = await refused();
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^shop \(dev\): 1 problem\n {2}1\. locaton: .*\n {5}from your options\n {5}fix: .*\n$/,
    );
  });

  test("a forgotten app.synth() is said", async () => {
    project.writeApp(["dev"], "{}", "");
    const { status, stderr } = await refused();
    expect(status).toBe(1);
    expect(stderr).toContain("The app defines a backend but writes nothing: call app.synth() at its end");
  });

  test("an app that defines nothing is refused", async () => {
    project.write("main.ts", "export {};\n");
    const { status, stderr } = await refused();
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'The app wrote no stacks: check that "npx tsx main.ts" calls defineBackend and app.synth().\n',
    });
  });

  test("an app that throws is refused with what it throws, and where", async () => {
    // The interface is gone once this is JavaScript: only the source map knows the line.
    project.write(
      "main.ts",
      'interface Unused {\n  unused: string;\n}\n\nthrow new TypeError("not today");\n',
    );
    const { status, stderr } = await refused();
    expect(status).toBe(1);
    expect(stderr).toMatch(/^TypeError: not today\n {4}at .*main\.ts:5:7/);
    expect(stderr).toContain("The app failed with exit code 1: npx tsx main.ts\nnot today\n");
  });

  test("an app whose program is not installed is refused with what to do", async () => {
    project.write("cdktf.json", JSON.stringify({ app: "no-such-program main.ts" }));
    const { status, stderr } = await refused();
    expect(status).toBe(1);
    expect(stderr).toContain(
      'The app could not be started: "no-such-program main.ts" is not installed. Run npm install.',
    );
  });

  test("an environment that the app lacks is called wrongly", async () => {
    project.recordApp();
    project.writeApp(["dev", "prod"]);
    const { status, stderr } = await callTool(["explain", "--environment", "prdo"], { cwd: project.folder });
    expect(status).toBe(64);
    expect(stderr).toContain('The app has no environment "prdo", only dev, prod. Did you mean "prod"?');
  });
});
