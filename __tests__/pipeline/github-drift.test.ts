import { markerOf } from "../../lib/pipeline/words";
import { bot, runStep, withGithub } from "./github-steps";
import { JobRunner } from "./job-runner";

let runner: JobRunner;
beforeEach(() => {
  runner = new JobRunner();
});
afterEach(() => {
  runner.remove();
});

describe("drift", () => {
  const MARKER = markerOf("drift", "backend");
  const ISSUES = "/repos/acme/shop/issues";

  test.each([
    ["0", 0],
    ["2", 0],
    ["1", 1],
  ])("a check that ends with %s is kept: the step ends with %i", async (code, status) => {
    const variables = { CODE_drift: code, TEXT_drift: "a report" };
    expect(await runStep(runner, ["drift", "drift-dev", "Look for drift in dev"], variables)).toMatchObject({
      status,
    });
    expect(runner.read("temp/drift/dev.code")).toBe(`${code}\n`);
    expect(runner.read("temp/drift/dev.drift.md")).toBe("a report\n");
    expect(runner.read("summary")).toBe("a report\n");
  });

  function issue(codes: Readonly<Record<string, string>>, issues: readonly object[]) {
    for (const [environment, code] of Object.entries(codes)) {
      runner.write(`temp/reports/${environment}.code`, `${code}\n`);
      runner.write(`temp/reports/${environment}.drift.md`, `report of ${environment}\n`);
    }
    const variables = { ENVIRONMENTS: "dev prod", MARKER };
    return withGithub(runner, ["drift", "issue", "Open, update or close the issue"], variables, (request) =>
      request.startsWith("GET") ? issues : {},
    );
  }

  const open = { number: 12, user: bot, body: `${MARKER}\nold` };
  const list = `GET ${ISSUES}?state=open&per_page=100&page=1`;

  test("with drift, one issue is opened", async () => {
    const { requests } = await issue({ dev: "0", prod: "2" }, [
      { number: 3, user: { login: "eve" }, body: MARKER },
      { number: 4, user: bot, body: MARKER, pull_request: {} },
      { number: 5, user: bot, body: null },
    ]);
    expect(requests.map(({ request }) => request)).toEqual([list, `POST ${ISSUES}`]);
    expect(requests[1]?.body).toEqual({
      title: "Drift in prod",
      body: `${MARKER}\nAzure differs from what was deployed. [Log](https://github.com/acme/shop/actions/runs/1).\n\n# prod\n\nreport of prod\n`,
    });
  });

  test("the next day, it is updated", async () => {
    const { requests } = await issue({ dev: "2", prod: "2" }, [open]);
    expect(requests.map(({ request }) => request)).toEqual([list, `PATCH ${ISSUES}/12`]);
    expect(requests[1]?.body).toMatchObject({ title: "Drift in dev, prod" });
  });

  test("without drift, it is closed, and says why", async () => {
    const { requests } = await issue({ dev: "0", prod: "0" }, [open]);
    expect(requests.map(({ request }) => request)).toEqual([
      list,
      `POST ${ISSUES}/12/comments`,
      `PATCH ${ISSUES}/12`,
    ]);
    expect(requests[2]?.body).toEqual({ state: "closed", state_reason: "completed" });
  });

  test("without drift and without an issue, nothing is written", async () => {
    const { requests } = await issue({ dev: "0", prod: "0" }, []);
    expect(requests.map(({ request }) => request)).toEqual([list]);
  });

  test("an environment that could not be checked closes nothing, and is named beside drift of another", async () => {
    const { requests, stdout } = await issue({ dev: "0" }, [open]);
    expect(requests).toEqual([]);
    expect(stdout).toContain("::warning::Could not be checked: prod.");
    const second = await issue({ dev: "2", prod: "1" }, [open]);
    expect(second.requests.at(-1)?.body).toMatchObject({
      title: "Drift in dev",
      body: expect.stringContaining("**prod could not be checked.**") as string,
    });
  });
});
