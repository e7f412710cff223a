import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BackendPlan, costCommand, planBackend } from "../../lib";
import type { CostEstimate } from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";

const root = join(__dirname, "../..");
const plans = ["dev", "prod"].map((environment) =>
  planBackend(
    { feedbackApi, processUploadFunction },
    { project: "feedback", location: "eastus2", environment },
  ),
);

const folder = mkdtempSync(join(tmpdir(), "cost-command-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the command prints, and how it ends. */
async function called(
  args: readonly string[],
  given: Parameters<typeof costCommand>[0]["plans"] = plans,
): Promise<{ readonly status: number; readonly text: string }> {
  const printed: string[] = [];
  const status = await costCommand({ plans: given, args, print: (text) => printed.push(text) });
  return { status, text: printed.join("\n") };
}

function fileWith(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe("the cost command", () => {
  test("the cost command shows every environment, or the one that was asked for", async () => {
    const all = await called([]);
    expect(all.status).toBe(0);
    expect(all.text).toMatch(/^feedback \(dev\) in eastus2: \$/);
    expect(all.text).toMatch(/^feedback \(prod\) in eastus2: \$/m);
    const { text } = await called(["--environment", "prod"]);
    expect(text).not.toContain("feedback (dev)");
  });

  test("the cost command gives programs the same data", async () => {
    const { text } = await called(["--json"]);
    const estimates = JSON.parse(text) as readonly CostEstimate[];
    expect(estimates.map(({ environment }) => environment)).toEqual(["dev", "prod"]);
    expect((await called([])).text).toContain(`$${estimates[0]?.total.high.toFixed(2)} a month`);
    expect((await called(["--json"])).text).toBe(text);
  });

  test("the cost command takes what is known of the use from a file", async () => {
    const usage = fileWith("usage.json", JSON.stringify({ cosmos: { requestUnits: 4_000_000_000 } }));
    const { text } = await called(["--environment", "dev", "--usage", usage, "--json"]);
    const [estimate] = JSON.parse(text) as readonly CostEstimate[];
    expect(estimate?.lines.find(({ meter }) => meter === "cosmos.serverless")?.cost).toEqual({
      low: 1000,
      high: 1000,
    });
  });

  test.each<[string, readonly string[], number, string]>([
    ["an environment that is not there", ["--environment", "prdo"], 2, 'Did you mean "prod"?'],
    ["an option that it does not have", ["--jsn"], 2, "--environment <name>"],
    ["an app where it cannot look for one", ["--app", "main.ts"], 2, "--app"],
    ["a file that is not there", ["--usage", join(folder, "none.json")], 1, "holds no usage"],
    ["a file that is no JSON", ["--usage", fileWith("broken.json", "{")], 1, "holds no usage"],
    [
      "a usage that nobody knows",
      ["--usage", fileWith("wrong.json", '{ "cosmoss": {} }')],
      1,
      'mean "cosmos"?',
    ],
  ])("the cost command refuses %s", async (_what, args, status, message) => {
    const refused = await called(args);
    expect(refused).toEqual({ status, text: expect.stringContaining(message) as string });
  });

  test("the cost command has a help text", async () => {
    expect(await called(["--help"])).toMatchObject({ status: 0 });
    expect((await called(["--help"])).text).not.toContain("--app");
    const find = (): Promise<readonly BackendPlan[]> => Promise.resolve([]);
    expect((await called(["--help"], find)).text).toContain("--app");
    expect(await called([], find)).toEqual({ status: 2, text: "the app defines no backend" });
  });
});

test("npm run cost finds the backends of an app, and leaves no file behind", () => {
  const apim = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
  const options = { project: "feedback", location: "eastus2", environment: "prod", optional: { apim } };
  const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
  const app = join(root, "__tests__/terraform/apim-app.ts");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [tsx, join(root, "scripts/cost.ts"), "--app", app, "--json"],
    { cwd: folder, encoding: "utf8", env: { ...process.env, TEST_BACKEND_OPTIONS: JSON.stringify(options) } },
  );
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  const estimates = JSON.parse(stdout) as readonly CostEstimate[];
  expect(estimates.length).toBeGreaterThan(0);
  expect(estimates.flatMap(({ lines }) => lines).map(({ service }) => service)).toContain("apim");
}, 60_000);
