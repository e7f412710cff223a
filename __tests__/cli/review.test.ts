import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../lib/review/finding";
import { planJson, planned } from "../review/planned";
import { AppProject } from "../support/app-project";
import { commitAll } from "../support/app-repository";
import { fakeTerraform } from "../support/fake-terraform";
import { callTool } from "../support/tool";

let project: AppProject;
beforeAll(() => {
  project = new AppProject({ ".gitignore": "node_modules\ncdktf.out\n" });
  project.recordApp();
});
beforeEach(() => {
  for (const each of ["plans", "out", "accepted-findings.json", "other.json", "review.md"])
    rmSync(join(project.folder, each), { recursive: true, force: true });
  project.writeApp(["dev"]);
});
afterAll(() => {
  project.remove();
});

const ACCOUNT = "azurerm_storage_account";
const tags = { project: "shop", environment: "dev", stack: "platform" };
const opened = planned(ACCOUNT, {
  address: `${ACCOUNT}.storage`,
  before: { tags, public_network_access_enabled: false },
  after: { tags, public_network_access_enabled: true },
});
const gone = planned(ACCOUNT, { address: `${ACCOUNT}.other`, kind: "delete", before: { tags } });

/** Writes a plan of the platform stack, and empty ones of the others. */
function writePlans(platform = planJson([opened])): void {
  project.write("plans/shop-dev-network.json", planJson([]));
  project.write("plans/shop-dev-platform.json", platform);
  project.write("plans/shop-dev-workloads.json", planJson([]));
}

async function called(...args: readonly string[]) {
  return callTool(["review", "--plans", "plans", ...args], { cwd: project.folder });
}

interface Report {
  readonly verdict: string;
  readonly against?: { readonly ref: string };
  readonly reviews: readonly {
    readonly environment: string;
    readonly findings: readonly Finding[];
    readonly accepted: readonly object[];
  }[];
}

async function report(...args: readonly string[]): Promise<Report> {
  const { status, stdout, stderr } = await called(...args, "--json");
  const json = JSON.parse(stdout) as Partial<Report>;
  if (json.reviews === undefined) throw new Error(`${status}: ${stderr}`);
  return json as Report;
}

function rulesOf({ reviews }: Pick<Report, "reviews">): readonly string[] {
  return reviews.flatMap(({ findings }) => findings.map(({ rule }) => rule));
}

describe("given plans", () => {
  test("findings of an environment are reported, and fail where they are asked to", async () => {
    writePlans();
    const { status, stdout } = await called("--fail-on", "high");
    expect(status).toBe(3);
    expect(stdout).toContain("dev: high risk\n");
    expect(stdout).toContain(
      "azurerm_storage_account.storage (shop-dev-platform): public_network_access_enabled becomes true",
    );
  }, 120_000);

  test("an accepted finding does not fail; one whose day is over does", async () => {
    writePlans();
    const entry = {
      rule: "public-access",
      address: `${ACCOUNT}.storage`,
      reason: "A test.",
      until: "2999-12-31",
    };
    project.write("accepted-findings.json", JSON.stringify([entry, { ...entry, rule: "slow" }]));
    const accepted = await report("--fail-on", "medium", "--out", "out/review.json");
    expect([accepted.verdict, rulesOf(accepted), accepted.reviews[0]?.accepted.length]).toEqual([
      "low",
      ["acceptance-unused"],
      1,
    ]);
    expect(readFileSync(join(project.folder, "out/review.json"), "utf8")).toContain("dev: low risk");
    project.write("other.json", JSON.stringify([{ ...entry, until: "2020-01-01" }]));
    const { status, stdout } = await called(
      "--accepted",
      "other.json",
      "--format",
      "github",
      "--fail-on",
      "high",
    );
    expect(status).toBe(3);
    expect(stdout).toMatch(
      /^::error title=dev%3A azurerm_storage_account\.storage::A resource is opened.*\n::warning /,
    );
  }, 120_000);
});

describe("with a base", () => {
  test("the option that changed is named, and cost and permissions are compared", async () => {
    project.writeApp(["dev", "old"], '{ environments: { old: { extends: "dev" } } }');
    commitAll(project);
    project.writeApp(["dev"], '{ functionApp: { plan: "EP1" } }');
    writePlans(planJson([gone]));
    project.write(
      "plans/shop-dev-workloads.json",
      planJson([
        planned("azurerm_service_plan", {
          address: "azurerm_service_plan.service_plan",
          before: { sku_name: "Y1" },
          after: { sku_name: "EP1" },
        }),
      ]),
    );
    const { reviews, against } = await report(
      "--against",
      "main",
      "--format",
      "markdown",
      "--out",
      "review.md",
    );
    expect(against?.ref).toBe("main");
    const found = reviews[0]?.findings.find(({ rule }) => rule === "plan-tier-changed");
    expect(found?.causes[0]).toMatch(/^functionApp\.plan: "Y1" to "EP1"/);
    const markdown = readFileSync(join(project.folder, "review.md"), "utf8");
    expect(markdown).toContain("### Cost");
    expect(markdown).toContain("<details><summary>Options (");
    expect(rulesOf({ reviews: reviews.slice(1) })).toEqual(["environment-gone"]);
  }, 120_000);

  test.each([
    ["nowhere", /The repository has no commit "nowhere"/],
    ["main", /At main, the app does not synthesise\./],
  ])(
    "a base that cannot be read ends the command: %s",
    async (ref, message) => {
      project.writeApp(["dev"], '{ location: "moon" }');
      commitAll(project);
      project.writeApp(["dev"]);
      writePlans();
      const { status, stderr } = await called("--against", ref);
      expect(status).toBe(1);
      expect(stderr).toMatch(message);
    },
    120_000,
  );
});

describe("without plans", () => {
  /** Terraform that plans the same for every stack. */
  function terraform(commands: Parameters<typeof fakeTerraform>[2]): string {
    return fakeTerraform(project.folder, "1.11.4", { init: { says: "" }, state: { says: "" }, ...commands });
  }

  const writesPlan =
    'require("node:fs").writeFileSync(process.argv.find((each) => each.startsWith("-out=")).slice("-out=".length), "plan");';

  test("the stacks are planned without a lock, and no plan is kept", async () => {
    const calls = JSON.stringify(join(project.folder, "out.txt"));
    const program = terraform({
      plan: `require("node:fs").appendFileSync(${calls}, process.argv.join(" ") + "\\n"); ${writesPlan}`,
      show: { says: planJson([]) },
    });
    const { status, stdout, stderr } = await callTool(["review", "--terraform", program], {
      cwd: project.folder,
    });
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("dev: low risk\n");
    expect(stdout).toContain("shop-dev-workloads: no changes");
    expect(readFileSync(join(project.folder, "out.txt"), "utf8").match(/-lock=false/g)).toHaveLength(3);
    expect(existsSync(join(project.folder, "plans"))).toBe(false);
  }, 120_000);

  test("a state that cannot be read ends the command with what Terraform says", async () => {
    const program = terraform({
      plan: 'console.error("Error: Failed to load state: 403"); process.exit(1);',
    });
    const { status, stdout, stderr } = await callTool(["review", "--terraform", program], {
      cwd: project.folder,
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("Error: Failed to load state: 403");
  }, 120_000);

  test("a rehearsal needs a base", async () => {
    const { status, stderr } = await callTool(["review", "--rehearse"], { cwd: project.folder });
    expect(status).toBe(64);
    expect(stderr).toContain("--rehearse applies the change on top of a base: set it with --against.");
  });
});

describe("plans that cannot be reviewed", () => {
  test.each([
    [
      "no folder",
      (): void => undefined,
      64,
      /--plans must be a folder with plans, got plans: write it with plan --out plans\./,
    ],
    [
      "an empty folder",
      (): void => {
        project.write("plans/x.txt", "");
      },
      64,
      /plans has no plan: write <stack>\.json for each stack/,
    ],
    [
      "a broken plan",
      (): void => {
        writePlans("{");
      },
      1,
      /plans\/shop-dev-platform\.json is not JSON/,
    ],
    [
      "a plan of another project",
      (): void => {
        const other = { ...tags, project: "billing" };
        writePlans(planJson([planned(ACCOUNT, { before: { tags: other }, after: { tags: other } })]));
      },
      1,
      /The plan of shop-dev-platform is of another one: its resources have the tags project = "billing", environment = "dev"/,
    ],
    [
      "a plan of another stack",
      (): void => {
        writePlans();
        project.write("plans/shop-dev-network.json", planJson([opened]));
      },
      1,
      /The plan of shop-dev-network is of another one/,
    ],
    [
      "a stack that the app does not have",
      (): void => {
        writePlans();
        project.write("plans/billing-dev-network.json", planJson([]));
      },
      1,
      /The app has no stack billing-dev-network, only shop-dev-network, shop-dev-platform, shop-dev-workloads/,
    ],
    [
      "a broken file of accepted findings",
      (): void => {
        writePlans();
        project.write("accepted-findings.json", "{}");
      },
      1,
      /accepted-findings\.json must be a list of/,
    ],
  ] as const)(
    "%s",
    async (_what, write, ends, message) => {
      write();
      const { status, stdout, stderr } = await called();
      expect({ status, stdout }).toEqual({ status: ends, stdout: "" });
      expect(stderr).toMatch(message);
    },
    120_000,
  );

  test("a plan that stopped at an error, and a missing one, are findings", async () => {
    project.write("plans/shop-dev-network.json", planJson([], { errored: true }));
    project.write("plans/shop-dev-platform.json", planJson([]));
    expect(rulesOf(await report())).toEqual(["plan-stopped", "stack-not-planned"]);
  }, 120_000);
});

describe("--limit", () => {
  test("shortens the report: rows that do not fit are counted", async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      planned(ACCOUNT, { address: `${ACCOUNT}.other_${index}`, kind: "delete", before: { tags } }),
    );
    writePlans(planJson(many));
    const whole = await called("--format", "markdown");
    const short = await called("--format", "markdown", "--limit", "3000");
    expect([whole.status, short.status]).toEqual([0, 0]);
    expect(whole.stdout.length).toBeGreaterThan(5000);
    expect(short.stdout.length).toBeLessThanOrEqual(3000);
    expect(short.stdout).toContain("more ");
  });

  test.each([
    [["--limit", "3000"], "--limit is for --format markdown"],
    [["--format", "markdown", "--limit", "999"], "--limit has to be a number of characters, at least 1000"],
    [["--format", "markdown", "--limit", "many"], "--limit has to be a number of characters, at least 1000"],
  ])("%j is a wrong call", async (args, message) => {
    writePlans();
    expect(await called(...args)).toMatchObject({
      status: 64,
      stderr: expect.stringContaining(message) as string,
    });
  });
});
