import { markerOf } from "../../lib/pipeline/words";
import { lastBody, runStep, withGithub } from "./github-steps";
import { JobRunner } from "./job-runner";
import { EXPIRED, VERDICTS, deployed } from "./pull-request-examples";

let runner: JobRunner;
beforeEach(() => {
  runner = new JobRunner();
});
afterEach(() => {
  runner.remove();
});

const ENVIRONMENT = { BACKEND_ENVIRONMENT: "pr-12" };

describe("a pull request", () => {
  test("is packaged, deployed for a week and released, each by its own name", async () => {
    const host = "func-shop-pr-12-1a2b3c.azurewebsites.net";
    for (const name of ["Package the code", "Deploy the environment", "Release the code"])
      expect(
        await runStep(runner, ["pull-request", "deploy", name], {
          ...ENVIRONMENT,
          TEXT_deploy: deployed(host),
        }),
      ).toMatchObject({ status: 0 });
    expect(runner.calls).toEqual([
      "package --environment pr-12",
      "deploy --environment pr-12 --expires 7d --json",
      "release pr-12",
    ]);
    expect(runner.read("output")).toBe(`address=https://${host}\n`);
  });

  test.each([undefined, "a host\nwith lines", "<script>"])(
    "%j is no host name, and no address",
    async (host) => {
      const variables = { ...ENVIRONMENT, TEXT_deploy: deployed(host) };
      await runStep(runner, ["pull-request", "deploy", "Deploy the environment"], variables);
      expect(runner.read("output")).toBe("address=\n");
    },
  );

  test("whose deployment fails has no address, and its job fails", async () => {
    const variables = { ...ENVIRONMENT, CODE_deploy: "1" };
    expect(
      await runStep(runner, ["pull-request", "deploy", "Deploy the environment"], variables),
    ).toMatchObject({ status: 1 });
    expect(runner.read("output")).toBeUndefined();
  });

  test.each([
    ["0", 0],
    ["1", 1],
  ])("that is closed is destroyed: %s", async (code, status) => {
    const variables = { ...ENVIRONMENT, CODE_destroy: code };
    expect(
      await runStep(runner, ["pull-request", "destroy", "Destroy the environment"], variables),
    ).toMatchObject({ status });
    expect(runner.calls).toEqual(["destroy --environment pr-12"]);
  });

  test.each([
    ["success", "skipped", "**pr-12** has c0ffee: [log]", true],
    ["failure", "skipped", '**pr-12: the deployment of c0ffee ended with "failure".', false],
    ["skipped", "success", "**pr-12** is destroyed: [log]", false],
    ["skipped", "failure", '**pr-12 is not destroyed: the job ended with "failure".', false],
  ])("has one comment: deployment %s, destruction %s", async (result, destroyed, says, hasAddress) => {
    const MARKER = markerOf("environment", "backend");
    const variables = {
      ...ENVIRONMENT,
      ADDRESS: hasAddress ? "https://shop.example" : "",
      COMMIT: "c0ffee",
      DESTROYED: destroyed,
      MARKER,
      NUMBER: "12",
      RESULT: result,
    };
    const outcome = await withGithub(
      runner,
      ["pull-request", "comment", "Write the comment, or update it"],
      variables,
      (request) => (request.startsWith("GET") ? [] : {}),
    );
    expect(outcome.status).toBe(0);
    expect(outcome.requests.at(-1)?.request).toBe("POST /repos/acme/shop/issues/12/comments");
    const body = lastBody(outcome);
    expect(body.startsWith(`${MARKER}\n${says}`)).toBe(true);
    expect(body.includes("https://shop.example")).toBe(hasAddress);
    expect(runner.read("summary")).toBe(body);
  });
});

describe("once a day", () => {
  const STATES: Readonly<Record<string, object>> = { "16": { state: "closed" }, "15": { state: "open" } };

  /** @param states - of pull requests; null is 403 */
  function decide(job: "destroy" | "find", number = "", states: typeof STATES | null = STATES) {
    runner.write("temp/expired.json", EXPIRED);
    return withGithub(runner, ["expired", job, "Decide what to destroy"], { NUMBER: number }, (request) =>
      states === null ? undefined : (states[request.split("/").at(-1) ?? ""] ?? { state: "open" }),
    );
  }

  test.each([
    ["0", 0],
    ["2", 0],
    ["1", 1],
  ])("environments of the one subscription are listed: %s ends with %i", async (code, status) => {
    const variables = { ARM_SUBSCRIPTION_ID: "0b3a2f4e", CODE_expired: code, TEXT_expired: EXPIRED };
    expect(await runStep(runner, ["expired", "find", "List the environments"], variables)).toMatchObject({
      status,
    });
    expect(runner.calls).toEqual(["expired --subscription 0b3a2f4e --json"]);
    expect(runner.read("temp/expired.json")).toBe(`${EXPIRED}\n`);
  });

  test("what is over, closed, locked or unclear gets a job each; nothing but numbers is taken from tags", async () => {
    const { status, requests } = await decide("find");
    expect(status).toBe(0);
    expect(requests.map(({ request }) => request)).toEqual(
      ["14", "15", "16"].map((number) => `GET /repos/acme/shop/pulls/${number}`),
    );
    expect(runner.read("temp/verdicts")).toBe(VERDICTS);
    expect(runner.read("output")).toBe("numbers=[12,13,14,16]\n");
  });

  test("without any, there is no job", async () => {
    runner.write("temp/expired.json", JSON.stringify({ environments: [], current: ["dev"] }));
    await runStep(runner, ["expired", "find", "Decide what to destroy"]);
    expect(runner.read("output")).toBe("numbers=[]\n");
  });

  test("where GitHub does not answer, what is over is destroyed, and the others are reported", async () => {
    await decide("find", "", null);
    expect(runner.read("temp/verdicts")).toContain("12 destroy ");
    expect(runner.read("temp/verdicts")).toContain("16 unclear GitHub answered 403 for pull request 16\n");
  });

  test.each([
    ["12", 0, "destroy", ""],
    ["13", 1, "locked", "::error::pr-13 stays: its last day was 2026-11-21, and the lock keep"],
    ["14", 1, "unclear", "::error::pr-14 stays: it has no last day"],
    ["15", 0, "", "::notice::pr-15 stays: its last day is not over any more."],
    ["1", 0, "", "::notice::pr-1 stays"],
  ])(
    "the job of pr-%s looks again, after whatever it has waited for",
    async (number, status, verdict, says) => {
      const outcome = await decide("destroy", number);
      expect(outcome.status).toBe(status);
      expect(outcome.stdout).toContain(says);
      expect(runner.read("output")).toBe(`verdict=${verdict}\n`);
    },
  );

  test("it destroys the one that it is for", async () => {
    const variables = { NUMBER: "12", FAILS: "pr-12" };
    expect(await runStep(runner, ["expired", "destroy", "Destroy the environment"], variables)).toMatchObject(
      { status: 1 },
    );
    expect(runner.calls).toEqual(["destroy --environment pr-12"]);
  });
});
