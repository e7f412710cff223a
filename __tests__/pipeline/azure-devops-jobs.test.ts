import { markerOf } from "../../lib/pipeline/words";
import { examplePlan, textsOf } from "./example-plan";
import { scriptIn } from "./azure-devops-steps";
import { JobRunner, Service } from "./job-runner";

const texts = textsOf(examplePlan("azure-devops", ["dev", "dev-2 after dev"]));

const scriptOf = (file: "plan" | "deploy" | "drift", name: string, which?: number): string =>
  scriptIn(texts, file, name, which);

let runner: JobRunner;
beforeEach(() => {
  runner = new JobRunner();
});
afterEach(() => {
  runner.remove();
});

test.each([
  ["0", 0],
  ["2", 0],
  ["1", 1],
  ["3", 3],
])("plan that ends with %s: the step ends with %i", async (code, status) => {
  expect(await runner.run(scriptOf("plan", "Plan dev"), { CODE_plan: code })).toMatchObject({ status });
  const stored = await runner.run(scriptOf("deploy", "Plan, and store the plan beside the state"), {
    CODE_plan: code,
    KEY: "c0ffee-12-1-1",
  });
  expect(stored.status).toBe(status);
  expect(runner.calls).toEqual([
    "plan --environment dev --read-only --out /temp/plans",
    "plan --environment dev --read-only --out /temp/plans --store c0ffee-12-1-1",
  ]);
});

test("the review is the summary of the run, and fails it only where a variable says so", async () => {
  const script = scriptOf("plan", "Review the plans");
  const first = await runner.run(script, { TEXT_review: "high risk", CODE_review: "0" });
  expect(first).toMatchObject({
    status: 0,
    stdout: `##vso[task.uploadsummary]${runner.folder}/temp/review/dev.review.md\n`,
  });
  const second = await runner.run(script, {
    TEXT_review: "high risk",
    CODE_review: "3",
    BACKEND_FAIL_ON: "high",
  });
  expect(second.status).toBe(3);
  expect(runner.calls.map((call) => call.includes("--fail-on high"))).toEqual([false, true]);
});

test("the last attempt of the same environment is applied and released, whatever its name begins", async () => {
  for (const folder of ["dev.1-1", "dev.1-2", "dev.1-10", "dev-2.2-1"]) {
    runner.write(`workspace/backend-plan-${folder}/stored-plans.json`, "{}");
  }
  runner.write("workspace/backend-package.1-1/release.json", "{}");
  for (const which of [0, 1]) {
    await runner.run(scriptOf("deploy", "Apply the plan that was reviewed", which));
    await runner.run(scriptOf("deploy", "Release the code", which));
  }
  expect(runner.calls).toEqual([
    "deploy --environment dev --stored /workspace/backend-plan-dev.1-10/stored-plans.json",
    "release dev --package /workspace/backend-package.1-1",
    "deploy --environment dev-2 --stored /workspace/backend-plan-dev-2.2-1/stored-plans.json",
    "release dev-2 --package /workspace/backend-package.1-1",
  ]);
});

test("a plan that is stale fails the deployment", async () => {
  runner.write("workspace/backend-plan-dev.1-1/stored-plans.json", "{}");
  const script = scriptOf("deploy", "Apply the plan that was reviewed");
  expect(await runner.run(script, { CODE_deploy: "1" })).toMatchObject({ status: 1 });
});

test("the way back releases the package before the current one", async () => {
  runner.write("workspace/backend-package.1-1/release.json", "{}");
  await runner.run(scriptOf("deploy", "Go back to the previous package"));
  expect(runner.calls).toEqual(["release dev --back --package /workspace/backend-package.1-1"]);
});

test.each([
  ["0", 0, ""],
  ["2", 2, "##vso[task.logissue type=error]There is drift in dev"],
  ["1", 1, ""],
])("a check for drift that ends with %s: the step ends with %i", async (code, status, says) => {
  const script = scriptOf("drift", "Look for drift in dev");
  const outcome = await runner.run(script, { CODE_drift: code, TEXT_drift: "a report" });
  expect(outcome.status).toBe(status);
  expect(outcome.stdout).toContain(`##vso[task.uploadsummary]${runner.folder}/temp/drift/dev.drift.md`);
  expect(outcome.stdout.includes("logissue")).toBe(says !== "");
  expect(outcome.stdout).toContain(says);
});

test("a fork is told why nothing was planned", async () => {
  const { stdout } = await runner.run(scriptOf("plan", "Say so"));
  expect(stdout).toContain("##vso[task.logissue type=warning]A pull request from a fork is not planned");
  expect(runner.read("temp/fork.md")).toContain("comes from a fork");
});

describe("the installation of Terraform", () => {
  const script = scriptOf("plan", "Install Terraform");

  async function install(sums: string) {
    runner.write(
      "bin/curl",
      '#!/usr/bin/env bash\nwhile [ "$1" != --output ]; do shift; done\nif [[ $2 == *SUMS ]]; then echo "$SUMS" >"$2"; else echo archive >"$2"; fi\n',
    );
    runner.write("bin/unzip", '#!/usr/bin/env bash\necho "unzip $*" >>"$CALLS"\n');
    await runner.run(`chmod +x "${runner.folder}/bin/"*`);
    return runner.run(script, { SUMS: sums });
  }

  // Of "archive" with a line end.
  const SHA256 = "9e1b8d45ee2dc3e3f9bb94fcbbbaf7a9a5f7e3b9c3a0a1a9b9a0f1c5d1c5d1c5";

  test("an archive with another hash is not unpacked", async () => {
    const { status } = await install(`${SHA256}  terraform_1.11.4_linux_amd64.zip`);
    expect(status).not.toBe(0);
    expect(runner.read("calls")).toBeUndefined();
  });

  test("an archive that the list does not have is not unpacked", async () => {
    expect((await install(`${SHA256}  terraform_1.11.4_darwin_arm64.zip`)).status).not.toBe(0);
    expect(runner.read("calls")).toBeUndefined();
  });

  test("the archive of the list is on the path", async () => {
    const { stdout: hash } = await runner.run("echo archive | sha256sum | cut -d' ' -f1");
    const { status, stdout } = await install(`${hash.trim()}  terraform_1.11.4_linux_amd64.zip`);
    expect([status, runner.read("calls")]).toEqual([
      0,
      "unzip -q -o terraform_1.11.4_linux_amd64.zip terraform -d bin\n",
    ]);
    expect(stdout).toContain(`##vso[task.prependpath]${runner.folder}/temp/bin`);
  });
});

describe("the comment of a pull request", () => {
  const MARKER = markerOf("plan", "backend");
  const THREADS = "/acme/shop/_apis/git/repositories/repo/pullRequests/7/threads";

  async function comment(threads: readonly object[] | undefined, provider = "TfsGit") {
    runner.write("workspace/backend-review-dev.1-1/dev.review.md", "old\n");
    runner.write("workspace/backend-review-dev.1-2/dev.review.md", "## dev\n");
    const service = new Service((request) =>
      request.startsWith("GET") ? threads && { value: threads } : {},
    );
    try {
      const outcome = await runner.run(scriptOf("plan", "Write the comment, or update it"), {
        BUILD_REPOSITORY_ID: "repo",
        BUILD_REPOSITORY_PROVIDER: provider,
        COMMIT: "c0ffee",
        MARKER,
        RESULTS: "dev=Succeeded\ndev-2=Failed\n",
        RUN_URL: "https://dev.azure.com/acme/shop/_build/results?buildId=1",
        SYSTEM_ACCESSTOKEN: "token of the job",
        SYSTEM_COLLECTIONURI: `${await service.start()}/acme/`,
        SYSTEM_PULLREQUEST_PULLREQUESTID: "7",
        SYSTEM_TEAMPROJECTID: "shop",
      });
      return { ...outcome, received: service.received };
    } finally {
      await service.stop();
    }
  }

  const content = [
    MARKER,
    "Plans of c0ffee: [log](https://dev.azure.com/acme/shop/_build/results?buildId=1).",
    "",
    "",
    "## dev",
    "",
    '**dev-2: the plan job ended with "Failed". [Log](https://dev.azure.com/acme/shop/_build/results?buildId=1).**',
    "",
  ].join("\n");

  test("the first one is a closed thread, so that no policy waits for it", async () => {
    const { status, received } = await comment([{ id: 1, comments: [{ id: 1, content: "by a person" }] }]);
    expect(status).toBe(0);
    expect(received).toEqual([
      {
        request: `GET ${THREADS}?api-version=7.1`,
        authorization: "Bearer token of the job",
        body: undefined,
      },
      {
        request: `POST ${THREADS}?api-version=7.1`,
        authorization: "Bearer token of the job",
        body: { status: "closed", comments: [{ parentCommentId: 0, commentType: "text", content }] },
      },
    ]);
  });

  test("the next run updates it", async () => {
    const { received } = await comment([
      { id: 3, isDeleted: true, comments: [{ id: 1, content: MARKER }] },
      { id: 4 },
      { id: 5, comments: [{ id: 9, content: `${MARKER}\nold` }] },
    ]);
    expect(received.at(-1)).toMatchObject({
      request: `PATCH ${THREADS}/5/comments/9?api-version=7.1`,
      body: { content },
    });
  });

  test("without the right to comment, the job fails and names it", async () => {
    const { status, stderr } = await comment(undefined);
    expect(status).not.toBe(0);
    expect(stderr).toContain('403. The build service needs the permission "Contribute to pull requests".');
  });

  test("where the repository is elsewhere, the comment is in the summary alone, and the run says so", async () => {
    const { status, stdout, received } = await comment([], "GitHub");
    expect([status, received]).toEqual([0, []]);
    expect(stdout).toContain("##vso[task.uploadsummary]");
    expect(stdout).toContain("The repository is not in Azure Repos");
  });
});
