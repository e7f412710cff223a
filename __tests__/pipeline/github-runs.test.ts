import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { examplePlan, githubPlans, textsOf } from "./example-plan";
import { GithubService } from "./github-service";
import { GithubRun, type GithubHost, type GithubEvent } from "./github-workflow";
import { COMMANDS, JobRunner } from "./job-runner";

const REPOSITORY = "acme/shop";
const DEPLOY = ".github/workflows/backend-deploy.yml";

/** Installs nothing; the script of the project packages. */
const NPM = `#!/usr/bin/env bash
if [ "$1" = run ]; then npx cdktf-azure-backend package; fi
`;

/** What a login gets by its input is said too. */
const DOCKER = `#!/usr/bin/env bash
said=""
if [ "$1" = login ]; then said=" as $(cat)"; fi
echo "docker $*$said" >>"$CALLS"
`;

let artifacts: string;
let github: GithubService;
/** How the commands were called on each machine, in order. */
let calls: string[];
/** How commands end, `CODE_plan`. */
let codes: Record<string, string>;

beforeEach(async () => {
  artifacts = mkdtempSync(join(tmpdir(), "artifacts-"));
  github = new GithubService(REPOSITORY, (environment) => `repo:acme/shop:environment:${environment}`);
  await github.start();
  calls = [];
  codes = {};
});
afterEach(async () => {
  rmSync(artifacts, { recursive: true });
  await github.stop();
});

/** Notes what each machine has called before it is taken away. */
class NotingRunner extends JobRunner {
  override remove(): void {
    calls.push(...this.calls);
    super.remove();
  }
}

function run(
  file: string,
  {
    plan = examplePlan("github"),
    ...event
  }: Partial<GithubEvent> & { readonly plan?: ReturnType<typeof examplePlan> } = {},
): GithubRun {
  const host: GithubHost = {
    machine: () => new NotingRunner({ ...COMMANDS, npm: NPM, docker: DOCKER }),
    checkout(machine) {
      mkdirSync(join(machine.folder, "work", plan.facts.folder), { recursive: true });
      return Promise.resolve();
    },
    get variables() {
      return {
        ...github.variables,
        ...codes,
        TEXT_review: "## the review",
        TEXT_diff: "## the difference",
        TEXT_drift: "## the drift",
        GITHUB_ACTOR: "ada",
      };
    },
    idToken: (environment) => github.idToken(environment),
    artifacts,
  };
  return new GithubRun(textsOf(plan), file, host, {
    github: {
      repository: REPOSITORY,
      server_url: "https://github.com",
      sha: "c0ffee",
      run_id: 12,
      token: "token of the job",
      actor: "ada",
      ...event.github,
    },
    ...(event.inputs === undefined ? {} : { inputs: event.inputs }),
  });
}

function results({ jobs }: GithubRun): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(jobs).map(([name, { result }]) => [name, result]));
}

function pullRequest(repository: string): GithubEvent {
  return {
    github: {
      event_name: "pull_request",
      event: { pull_request: { number: 7, head: { sha: "beef", repo: { full_name: repository } } } },
    },
  };
}

test("a pull request: every environment is planned, and one comment has what they say", async () => {
  const done = await run(".github/workflows/backend-plan.yml", pullRequest(REPOSITORY)).start();
  expect(results(done)).toEqual({
    check: "success",
    "plan-dev": "success",
    "plan-prod": "success",
    comment: "success",
    fork: "skipped",
  });
  expect(github.writes).toEqual(["POST issues/7/comments"]);
  expect(github.comments[0]?.body).toContain(
    "Plans of beef: [log](https://github.com/acme/shop/actions/runs/12).\n\n\n## the review\n\n\n## the review\n\n## the difference",
  );
});

test("a pull request of a fork: no job logs in or writes", async () => {
  const done = await run(".github/workflows/backend-plan.yml", pullRequest("eve/shop")).start();
  expect(results(done)).toEqual({
    check: "success",
    "plan-dev": "skipped",
    "plan-prod": "skipped",
    comment: "skipped",
    fork: "success",
  });
});

test("a pull request that cannot be planned: the comment says so", async () => {
  codes["CODE_plan"] = "1";
  const done = await run(".github/workflows/backend-plan.yml", pullRequest(REPOSITORY)).start();
  expect(done.jobs["comment"]?.result).toBe("success");
  expect(github.comments[0]?.body).toContain('**prod: the plan job ended with "failure".');
});

test("a push: one environment after the other, each with the plan and the package of the run", async () => {
  const done = await run(DEPLOY).start();
  expect(results(done)).toEqual({
    package: "success",
    "deploy-dev / plan": "success",
    "deploy-dev / deploy": "success",
    "back-dev": "skipped",
    "deploy-prod / plan": "success",
    "deploy-prod / deploy": "success",
    "back-prod": "skipped",
  });
  expect(calls.map((call) => call.replace(/ --(?:out|plans|stored|package) .*/, ""))).toEqual([
    "package",
    "plan --environment dev --read-only",
    "review --environment dev",
    "deploy --environment dev",
    "release dev",
    "plan --environment prod --read-only",
    "review --environment prod",
    "diff --environment dev,prod --format markdown",
    "deploy --environment prod",
    "release prod",
  ]);
});

test("an environment that fails: what comes after it is not touched, and its jobs run again with the same plan", async () => {
  codes["CODE_deploy"] = "1";
  const failed = run(DEPLOY);
  await failed.start();
  expect(results(failed)).toEqual({
    package: "success",
    "deploy-dev / plan": "success",
    "deploy-dev / deploy": "failure",
    "back-dev": "skipped",
    "deploy-prod": "skipped",
    "back-prod": "skipped",
  });
  calls = [];
  await failed.again("failed");
  expect(calls).toEqual([expect.stringContaining("deploy --environment dev")]);
});

test("by hand: the way back of one environment alone", async () => {
  const done = await run(DEPLOY, { inputs: { back: "prod" } }).start();
  expect(results(done)).toMatchObject({ package: "success", "back-dev": "skipped", "back-prod": "success" });
  expect(calls.map((call) => call.replace(/ --package .*/, ""))).toEqual(["package", "release prod --back"]);
});

test("once a day: what every environment says is in one issue", async () => {
  codes["CODE_drift"] = "2";
  await run(".github/workflows/backend-drift.yml").start();
  expect(github.writes).toEqual(["POST issues"]);
  expect(github.issues[0]).toMatchObject({ title: "Drift in dev, prod" });
});

describe("where an app runs an image", () => {
  const plan = (): ReturnType<typeof examplePlan> => {
    const made = githubPlans["an environment whose app runs an image"]?.("github");
    if (made === undefined) throw new Error("there is no such example");
    return made;
  };
  const image = "ghcr.io/acme/shop:c0ffee-12-1";

  test("it is built once, of the package, and released where it runs: with the token of each job", async () => {
    const done = await run(DEPLOY, { plan: plan() }).start();
    expect(done.jobs["image"]?.outputs).toEqual({ image });
    expect(calls.filter((call) => /docker|release/.test(call))).toEqual([
      "docker login ghcr.io --username ada --password-stdin as token of the job",
      `docker build --pull --build-arg PACKAGE=dist/functions/0123abcd.zip --tag ${image} .`,
      `docker push ${image}`,
      "release dev --package /temp/functions",
      `release prod --package /temp/functions --image ${image}`,
    ]);
    expect(Object.values(results(done))).not.toContain("failure");
  });

  test("jobs that run again release the image of the first attempt; all of them build another one", async () => {
    codes["CODE_deploy"] = "1";
    const done = run(DEPLOY, { plan: plan() });
    await done.start();
    codes["CODE_deploy"] = "0";
    await done.again("failed");
    expect(calls.at(-1)).toBe(`release prod --package /temp/functions --image ${image}`);
    await done.again("all");
    expect(calls.at(-1)).toBe("release prod --package /temp/functions --image ghcr.io/acme/shop:c0ffee-12-3");
  });

  test("on the way back, none is built", async () => {
    await run(DEPLOY, { plan: plan(), inputs: { back: "prod" } }).start();
    expect(calls).toEqual(["package", "release prod --back --package /temp/functions"]);
  });
});

test("the app in a folder, with a script of its own: no job fails", async () => {
  const plan = githubPlans["OpenTofu in a folder of a workspace, with a script and another name"]?.("github");
  if (plan === undefined) throw new Error("there is no such example");
  const done = await run(`.github/workflows/${plan.name}-deploy.yml`, { plan }).start();
  expect(Object.values(results(done))).not.toContain("failure");
});
