import { markerOf } from "../../lib/pipeline/words";
import { examplePlan, textsOf, withPullRequests } from "./example-plan";
import { scriptIn } from "./azure-devops-steps";
import { JobRunner, Service } from "./job-runner";
import { EXPIRED, VERDICTS, deployed } from "./pull-request-examples";

const texts = textsOf(withPullRequests(examplePlan("azure-devops")));

const scriptOf = (file: "expired" | "pull-request", name: string): string => scriptIn(texts, file, name);

let runner: JobRunner;
beforeEach(() => {
  runner = new JobRunner();
});
afterEach(() => {
  runner.remove();
});

const ID = { SYSTEM_PULLREQUEST_PULLREQUESTID: "12" };

test("a pull request is packaged, deployed for a week and released", async () => {
  for (const name of ["Package the code", "Deploy the environment", "Release the code"])
    expect(
      await runner.run(scriptOf("pull-request", name), { ...ID, TEXT_deploy: deployed("shop.example") }),
    ).toMatchObject({ status: 0 });
  expect(runner.calls).toEqual([
    "package --environment pr-12",
    "deploy --environment pr-12 --expires 7d --json",
    "release pr-12",
  ]);
  expect(runner.read("temp/environment/address")).toBe("https://shop.example\n");
});

test("of a repository elsewhere, it has the number that people know", async () => {
  const variables = {
    SYSTEM_PULLREQUEST_PULLREQUESTID: "987654321",
    SYSTEM_PULLREQUEST_PULLREQUESTNUMBER: "7",
  };
  await runner.run(scriptOf("pull-request", "Release the code"), variables);
  expect(runner.calls).toEqual(["release pr-7"]);
});

/** Runs a step that asks Azure DevOps. @param answer - undefined is 403 */
async function asking(
  script: string,
  answer: (request: string) => unknown,
  variables: Readonly<Record<string, string>> = {},
) {
  const service = new Service(answer);
  try {
    const outcome = await runner.run(script, {
      ...ID,
      BUILD_REPOSITORY_ID: "repo",
      BUILD_REPOSITORY_PROVIDER: "TfsGit",
      SYSTEM_ACCESSTOKEN: "token of the job",
      SYSTEM_COLLECTIONURI: `${await service.start()}/acme/`,
      SYSTEM_TEAMPROJECTID: "shop",
      ...variables,
    });
    return { ...outcome, received: service.received };
  } finally {
    await service.stop();
  }
}

test.each([
  ["Succeeded", "**pr-12** has c0ffee", true],
  ["Failed", '**pr-12: the deployment of c0ffee ended with "Failed".', false],
])("its comment says how the deployment ended: %s", async (result, says, hasAddress) => {
  const MARKER = markerOf("environment", "backend");
  if (hasAddress) runner.write("workspace/backend-environment.1-2/address", "https://shop.example\n");
  const { status, received } = await asking(
    scriptOf("pull-request", "Write the comment, or update it"),
    (request) => (request.startsWith("GET") ? { value: [] } : {}),
    { COMMIT: "c0ffee", MARKER, RESULT: result, RUN_URL: "https://dev.azure.com/acme/run" },
  );
  expect(status).toBe(0);
  const body = received.at(-1)?.body as { readonly comments: readonly { readonly content: string }[] };
  const { content = "" } = body.comments[0] ?? {};
  expect(content.startsWith(`${MARKER}\n${says}`)).toBe(true);
  expect(content.includes("https://shop.example")).toBe(hasAddress);
});

describe("what is closed or over", () => {
  const DECIDE = scriptOf("expired", "Decide what to destroy");

  test.each(["abandoned", "completed"])("is found: %s", async (state) => {
    runner.write("temp/expired.json", EXPIRED);
    const { status, received } = await asking(DECIDE, (request) => ({
      status: request.includes("/16?") ? state : "active",
    }));
    expect(status).toBe(0);
    expect(received.map(({ request }) => request)).toEqual(
      ["14", "15", "16"].map(
        (number) => `GET /acme/shop/_apis/git/repositories/repo/pullRequests/${number}?api-version=7.1`,
      ),
    );
    expect(runner.read("temp/verdicts")).toBe(VERDICTS);
  });

  test("of a repository elsewhere, the last day alone decides", async () => {
    runner.write("temp/expired.json", EXPIRED);
    const { received } = await asking(DECIDE, () => ({}), { BUILD_REPOSITORY_PROVIDER: "GitHub" });
    expect(received).toEqual([]);
    expect(runner.read("temp/verdicts")).toMatch(/^12 destroy .*\n13 locked .*\n14 unclear .*\n$/);
  });

  test("is destroyed one after the other: one that fails or is locked stops no other, and the run fails", async () => {
    runner.write("temp/verdicts", VERDICTS);
    const { status, stdout } = await runner.run(scriptOf("expired", "Destroy the environments"), {
      FAILS: "pr-12",
    });
    expect(status).toBe(1);
    expect(runner.calls).toEqual(["destroy --environment pr-12", "destroy --environment pr-16"]);
    expect(stdout).toContain(
      "##vso[task.logissue type=error]pr-13 stays: its last day was 2026-11-21, and the lock",
    );
    expect(stdout).toContain("##vso[task.logissue type=error]Not destroyed: pr-12 pr-13 pr-14.");
  });

  test("without any, the run ends well", async () => {
    runner.write("temp/verdicts", "");
    expect(await runner.run(scriptOf("expired", "Destroy the environments"))).toMatchObject({ status: 0 });
    expect(runner.calls).toEqual([]);
  });
});
