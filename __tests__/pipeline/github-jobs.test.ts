import { markerOf } from "../../lib/pipeline/words";
import { type StepPlace, bot, lastBody, runStep, withGithub } from "./github-steps";
import { JobRunner } from "./job-runner";

let runner: JobRunner;
beforeEach(() => {
  runner = new JobRunner();
});
afterEach(() => {
  runner.remove();
});

function step(...[file, job, name, variables]: readonly [...StepPlace, Readonly<Record<string, string>>?]) {
  return runStep(runner, [file, job, name], variables);
}

describe("the plan of a pull request", () => {
  test.each([
    ["0", 0],
    ["2", 0],
    ["1", 1],
    ["3", 3],
    ["64", 64],
    ["130", 130],
  ])("plan that ends with %s: the step ends with %i", async (code, status) => {
    expect(await step("plan", "plan-dev", "Plan dev", { CODE_plan: code })).toMatchObject({ status });
    expect(runner.calls).toEqual(["plan --environment dev --read-only --out /temp/plans"]);
  });

  test("the review is in the summary and in the artifact, compared with the base of the merge", async () => {
    const { status } = await step("plan", "plan-dev", "Review the plans", { TEXT_review: "high risk" });
    expect(status).toBe(0);
    expect(runner.read("temp/review/dev.review.md")).toBe("high risk\n");
    expect(runner.read("summary")).toBe("high risk\n");
    expect(runner.calls).toEqual(
      [
        "review --environment dev --plans /temp/plans --against HEAD^1 --format markdown --limit 26000 --out /temp/review/dev.review.md ",
      ].map((line) => line.trim()),
    );
  });

  test("findings of the severity that the repository names fail the job, and the review is kept", async () => {
    const variables = { TEXT_review: "high risk", CODE_review: "3", BACKEND_FAIL_ON: "high" };
    expect(await step("plan", "plan-dev", "Review the plans", variables)).toMatchObject({ status: 3 });
    expect(runner.calls[0]).toMatch(/ --fail-on high$/);
    expect(runner.read("temp/review/dev.review.md")).toBe("high risk\n");
  });

  test("a review that cannot be made fails the job without a file", async () => {
    expect(await step("plan", "plan-dev", "Review the plans", { CODE_review: "1" })).toMatchObject({
      status: 1,
    });
    expect(runner.read("summary")).toBeUndefined();
  });

  test.each([
    ["0", 0],
    ["2", 0],
    ["1", 1],
  ])(
    "the difference to the environment before it, which ends with %s: the step ends with %i",
    async (code, status) => {
      const variables = { CODE_diff: code, TEXT_diff: "dev and prod" };
      expect(await step("plan", "plan-prod", "Compare with dev", variables)).toMatchObject({ status });
      expect(runner.calls).toEqual(["diff --environment dev,prod --format markdown"]);
      expect(runner.read("temp/review/prod.diff.md")).toBe("dev and prod\n");
    },
  );
});

test("a fork is told why nothing was planned", async () => {
  const { status, stdout } = await step("plan", "fork", "Say so");
  expect(status).toBe(0);
  expect(stdout).toContain("::notice title=Not planned::");
  expect(runner.read("summary")).toContain("comes from a fork");
  expect(runner.calls).toEqual([]);
});

describe("the comment of a pull request", () => {
  const MARKER = markerOf("plan", "backend");
  const COMMENT = ["plan", "comment", "Write the comment, or update it"] as const;
  const COMMENTS = "/repos/acme/shop/issues/7/comments";

  function comment(results: string, comments: readonly object[] = [], fails = false) {
    const variables = { COMMIT: "c0ffee", MARKER, NUMBER: "7", RESULTS: results };
    return withGithub(runner, COMMENT, variables, (request) =>
      fails && !request.startsWith("GET") ? undefined : request.startsWith("GET") ? comments : {},
    );
  }

  test("the first one has the marker, the commit, each review and each difference", async () => {
    runner.write("temp/reviews/dev.review.md", "## dev: low risk\n");
    runner.write("temp/reviews/prod.review.md", "## prod: high risk\n");
    runner.write("temp/reviews/prod.diff.md", "## dev and prod\n");
    const { status, requests } = await comment("dev=success\nprod=success\n");
    expect(status).toBe(0);
    expect(requests).toEqual([
      { request: `GET ${COMMENTS}?sort=created&per_page=100&page=1`, body: undefined },
      {
        request: `POST ${COMMENTS}`,
        body: {
          body: [
            MARKER,
            "Plans of c0ffee: [log](https://github.com/acme/shop/actions/runs/1).",
            "",
            "",
            "## dev: low risk",
            "",
            "",
            "## prod: high risk",
            "",
            "## dev and prod",
            "",
          ].join("\n"),
        },
      },
    ]);
  });

  test("the next run updates it, whoever else has written the marker, on whichever page", async () => {
    const others = Array.from({ length: 100 }, (_, id) => ({ id, user: { login: "eve" }, body: MARKER }));
    const service = { id: 205, user: bot, body: `${MARKER}\nold` };
    const variables = { COMMIT: "c0ffee", MARKER, NUMBER: "7", RESULTS: "dev=success\n" };
    const { requests } = await withGithub(runner, COMMENT, variables, (request) =>
      !request.startsWith("GET")
        ? {}
        : request.includes("&page=2")
          ? [{ id: 204, user: bot, body: "other" }, service]
          : others,
    );
    expect(requests.map(({ request }) => request)).toEqual([
      `GET ${COMMENTS}?sort=created&per_page=100&page=1`,
      `GET ${COMMENTS}?sort=created&per_page=100&page=2`,
      "PATCH /repos/acme/shop/issues/comments/205",
    ]);
  });

  test("what was not planned is said, in place of what an earlier run has found", async () => {
    const own = { id: 5, user: bot, body: MARKER };
    const body = lastBody(await comment("dev=failure\nprod=skipped\n", [own]));
    expect(body).toContain('**dev: the plan job ended with "failure".');
    expect(body).toContain('**prod: the plan job ended with "skipped".');
  });

  test("a long difference is cut between two lines, and a body is never longer than GitHub takes", async () => {
    const row = `| ${"x".repeat(97)} |\n`;
    runner.write("temp/reviews/prod.diff.md", row.repeat(100));
    runner.write("temp/reviews/dev.review.md", row.repeat(900));
    const body = lastBody(await comment("dev=success\nprod=success\n"));
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body.startsWith(`${MARKER}\n_Shortened: the whole text is in`)).toBe(true);
    expect(body.endsWith(row)).toBe(true);
  });

  test("where GitHub refuses, the job fails with its answer", async () => {
    const { status, stderr } = await comment("dev=success\n", [], true);
    expect(status).not.toBe(0);
    expect(stderr).toContain("POST issues/7/comments: 403");
  });
});

describe("a deployment", () => {
  const KEY = "c0ffee-12-1";

  test.each([
    ["0", 0],
    ["2", 0],
    ["1", 1],
  ])(
    "a plan that ends with %s is stored under the key of the run: the step ends with %i",
    async (code, status) => {
      const variables = { ENVIRONMENT: "prod", KEY, CODE_plan: code };
      expect(
        await step("environment", "plan", "Plan, and store the plan beside the state", variables),
      ).toMatchObject({
        status,
      });
      expect(runner.calls).toEqual([`plan --environment prod --read-only --out /temp/plans --store ${KEY}`]);
      expect(runner.read("temp/plans/stored-plans.json")).toContain(KEY);
    },
  );

  test("who approves it reads the review, and the difference to the environment before it", async () => {
    const variables = {
      ENVIRONMENT: "prod",
      AFTER: "dev",
      TEXT_review: "## prod",
      TEXT_diff: "## dev and prod",
      CODE_diff: "2",
    };
    await step("environment", "plan", "Review the plan, for who approves it", variables);
    await step("environment", "plan", "Compare with the environment before it", variables);
    expect(runner.read("summary")).toBe("## prod\n## dev and prod\n");
    expect(runner.calls[0]).toContain("--plans /temp/plans --stored /temp/plans/stored-plans.json");
  });

  test.each([
    ["it is applied", "0", 0],
    ["it is stale, or does something else by now", "1", 1],
  ])("of the stored plan, %s", async (_name, code, status) => {
    const variables = { ENVIRONMENT: "prod", CODE_deploy: code };
    expect(await step("environment", "deploy", "Apply the plan that was reviewed", variables)).toMatchObject({
      status,
    });
    expect(runner.calls).toEqual(["deploy --environment prod --stored /temp/plan/stored-plans.json"]);
  });

  test("the package of this run is released, and the way back releases the one before it", async () => {
    await step("environment", "deploy", "Release the code", { ENVIRONMENT: "prod" });
    await step("deploy", "back-prod", "Go back to the previous package");
    expect(runner.calls).toEqual([
      "release prod --package /temp/functions",
      "release prod --back --package /temp/functions",
    ]);
  });
});
