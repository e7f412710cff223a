import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../lib/cli/check/finding";
import { run } from "../../lib/terraform/command";
import { AppProject } from "../support/app-project";
import { callTool } from "../support/tool";

let project: AppProject;
beforeEach(() => {
  project = new AppProject();
  project.recordApp();
});
afterEach(() => {
  project.remove();
});

interface Report {
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<string, number>>;
  readonly stopped: boolean;
}

async function checked(...args: readonly string[]): Promise<{ status: number; report: Report }> {
  const { status, stdout } = await callTool(["check", "--format", "json", ...args], { cwd: project.folder });
  return { status, report: JSON.parse(stdout) as Report };
}

/** The app of a project, with further components and options. */
function writeApp(components: string, options = "{}"): void {
  project.writeApp(["dev"], options);
  const text = readFileSync(join(project.folder, "main.ts"), "utf8");
  project.write("main.ts", text.replace("{ hello }", `{ hello, ${components} }`));
}

describe("the findings of an app that is refused", () => {
  test("every problem is data, with its value, its fix, and the edit where that is certain", async () => {
    project.writeApp(["dev"], '{ functionApp: { plan: "FC1", os: "windows" }, locaton: "westeurope" }');
    const { status, report } = await checked();
    expect(status).toBe(1);
    expect(report).toEqual({
      version: 1,
      command: "check",
      counts: { problem: 2, warning: 0, adjusted: 0, note: 0 },
      stopped: true,
      findings: expect.arrayContaining([
        {
          level: "problem",
          project: "shop",
          environment: "dev",
          path: "functionApp.os",
          message: "FC1 (Flex Consumption) supports Linux only",
          value: '"windows"',
          origin: ['your options (functionApp.os = "windows")', 'your options (functionApp.plan = "FC1")'],
          fix: "remove functionApp.os",
          patch: { op: "remove", path: "functionApp.os" },
        },
        expect.objectContaining({
          path: "locaton",
          message: 'unknown option, got "westeurope". Did you mean "location"?',
          origin: ["your options"],
        }),
      ]) as unknown,
    });
  });

  test("as text they stand below their environment, within the columns of the terminal, and it is said what is not known", async () => {
    project.writeApp(["dev", "prod"], '{ functionApp: { plan: "FC1", os: "windows" } }');
    const { status, stdout, stderr } = await callTool(["check"], { cwd: project.folder, columns: 60 });
    expect(status).toBe(1);
    expect(stdout).toBe(
      [
        "shop (dev): 1 problem",
        "  problem  functionApp.os: FC1 (Flex Consumption) supports",
        "           Linux only",
        '           from your options (functionApp.os = "windows")',
        '           and your options (functionApp.plan = "FC1")',
        "           fix: remove functionApp.os",
        "",
      ].join("\n"),
    );
    expect(stderr).toContain("The app stopped: fix this, and run check again");
  });

  test("an app that throws is a problem of the app, and what it has said is passed on", async () => {
    project.startApp();
    project.write("main.ts", 'console.log("almost"); throw new TypeError("not today");\n');
    const { status, stdout, stderr } = await callTool(["check", "--json"], { cwd: project.folder });
    expect(status).toBe(1);
    expect((JSON.parse(stdout) as Report).findings).toEqual([
      {
        level: "problem",
        path: "app",
        message: "The app failed with exit code 1: npx tsx main.ts\nnot today",
        origin: [],
      },
    ]);
    expect(stderr).toContain("almost");
  });

  test("a value of a construct of one's own that cannot be resolved is a problem, although check writes no stack", async () => {
    project.writeApp(
      ["dev"],
      "{}",
      `import { Lazy, TerraformOutput } from "cdktf";
new TerraformOutput(app.node.findChild("shop-dev-platform"), "own", {
  value: Lazy.stringValue({ produce: () => { throw new Error("no value yet"); } }),
});
app.synth();`,
    );
    const { status, report } = await checked();
    expect(status).toBe(1);
    expect(report.findings.map(({ message }) => message).join("\n")).toContain("no value yet");
  });

  test("a source file that is missing is a problem of its component", async () => {
    writeApp(
      'gone: defineFunction({ name: "gone", entry: "src/gone.ts", trigger: { type: "timer", schedule: "0 0 5 * * *" } })',
    );
    const { status, report } = await checked();
    expect(status).toBe(1);
    expect(report.findings).toEqual([
      expect.objectContaining({
        level: "problem",
        path: "components.gone.entry",
        origin: ["your components"],
      }),
    ]);
  });
});

describe("the findings of an app that is sound", () => {
  const OPEN =
    'open: defineFunction({ name: "open", entry: "src/hello.ts", trigger: { type: "http", route: "open", methods: ["GET"], authLevel: "anonymous" } })';

  test("who can call a function without a key, and what retires, are warnings", async () => {
    writeApp(OPEN, '{ functionApp: { runtime: "node:22" } }');
    const { status, report } = await checked();
    expect(status).toBe(0);
    expect(report).toMatchObject({ stopped: false, counts: { problem: 0 } });
    expect(report.findings).toEqual(
      expect.arrayContaining([
        {
          level: "warning",
          project: "shop",
          environment: "dev",
          path: "components.open.trigger.authLevel",
          message: expect.stringContaining("open can be called from the internet without a key") as string,
          origin: ["your components"],
          security: true,
        },
        {
          level: "warning",
          project: "shop",
          environment: "dev",
          path: "functionApp.runtime",
          message: expect.stringContaining("Node 22 in Azure Functions: ends on 2027-04-30") as string,
          value: '"node:22"',
          origin: ["your options"],
        },
      ]),
    );
  });

  test("--fail-on fails for what is as serious or more, with the exit code of a threshold", async () => {
    writeApp(OPEN);
    // One after another, so that the app is run once.
    const statuses: number[] = [];
    for (const level of ["problem", "warning", "note"])
      statuses.push((await checked("--fail-on", level)).status);
    expect(statuses).toEqual([0, 3, 3]);
  });

  test("the notes that the app prints are in the report alone, and an environment without any says so", async () => {
    writeApp(OPEN);
    const { stdout, stderr } = await callTool(["check"], { cwd: project.folder });
    expect(stdout).toMatch(
      /^shop \(dev\): \d+ warnings?.*\n {2}security components\.open\.trigger\.authLevel: /,
    );
    expect(stderr).not.toContain("components.open");
    project.writeApp(["dev"]);
    const silent = await callTool(["check"], { cwd: project.folder });
    expect(silent).toMatchObject({ status: 0, stdout: "shop (dev): nothing to report\n" });
  });

  test("--policies adds what scanners report on purpose, as notes with the check", async () => {
    project.writeApp(["dev", "prod"]);
    const { status, report } = await checked("--policies", "--environment", "dev");
    expect(status).toBe(0);
    expect(report.findings).toContainEqual({
      level: "note",
      project: "shop",
      environment: "dev",
      path: "azurerm_storage_account.storage",
      message: expect.stringMatching(
        /^checkov reports CKV_AZURE_33 \(.+\) in shop-dev-platform, on purpose: .+/,
      ) as string,
      origin: [],
      check: "CKV_AZURE_33",
    });
    expect(report.findings.map(({ environment }) => environment)).not.toContain("prod");
  });

  test("an environment that the app lacks is called wrongly", async () => {
    project.writeApp(["dev"]);
    const { status } = await callTool(["check", "--environment", "tset"], { cwd: project.folder });
    expect(status).toBe(64);
  });
});

test("check loads neither the services nor the engine, which the app loads in its own process", async () => {
  const root = join(__dirname, "../..");
  const script = `
    require(${JSON.stringify(join(root, "lib/cli/commands/index.ts"))}).commands.find(({ name }) => name === "check").load();
    console.log(Object.keys(require.cache).filter((file) => /lib.services.[^.]+.index|node_modules.(cdktf|constructs|@cdktf)\\b/.test(file)).join("\\n"));`;
  const { status, stdout } = await run(
    process.execPath,
    ["--require", require.resolve("tsx/cjs"), "-e", script],
    { cwd: root },
  );
  expect({ status, loaded: stdout.trim() }).toEqual({ status: 0, loaded: "" });
});

describe("the formats", () => {
  test("github is one command for each finding, with what would end it escaped, and the file has the same", async () => {
    project.startApp();
    project.write("main.ts", 'throw new Error("100%, here: no\\nnot today");\n');
    const { status, stdout } = await callTool(["check", "--format", "github", "--out", "reports/check.txt"], {
      cwd: project.folder,
    });
    expect(status).toBe(1);
    expect(stdout).toBe(
      "::error title=the app%3A app::The app failed with exit code 1: npx tsx main.ts%0A100%25, here: no%0Anot today\n",
    );
    expect(readFileSync(join(project.folder, "reports/check.txt"), "utf8")).toBe(stdout);
  });

  test("sarif has the fields that SARIF 2.1.0 requires, and results in the app's file", async () => {
    project.writeApp(["dev"], '{ functionApp: { plan: "FC1", os: "windows" }, locaton: "westeurope" }');
    const { stdout } = await callTool(["check", "--format", "sarif"], { cwd: project.folder });
    const log = JSON.parse(stdout) as {
      readonly runs: readonly {
        readonly tool: unknown;
        readonly results: readonly Record<string, unknown>[];
      }[];
    };
    expect(log).toMatchObject({ version: "2.1.0", $schema: expect.stringMatching(/^https:/) as string });
    expect(log.runs).toHaveLength(1);
    const [run] = log.runs;
    expect(run?.tool).toMatchObject({
      driver: { name: "cdktf-azure-backend", rules: [{ id: "functionApp" }, { id: "locaton" }] },
    });
    expect(run?.results).toHaveLength(2);
    expect(run?.results.find(({ ruleId }) => ruleId === "functionApp")).toEqual({
      ruleId: "functionApp",
      ruleIndex: 0,
      level: "error",
      message: {
        text: "shop (dev): functionApp.os: FC1 (Flex Consumption) supports Linux only\nfix: remove functionApp.os",
      },
      locations: [{ physicalLocation: { artifactLocation: { uri: "main.ts" }, region: { startLine: 1 } } }],
      partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      properties: {
        level: "problem",
        path: "functionApp.os",
        patch: { op: "remove", path: "functionApp.os" },
      },
    });
  });
});
