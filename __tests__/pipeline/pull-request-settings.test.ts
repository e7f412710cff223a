import { lastDay } from "../../lib/cli/pull-requests/last-day";
import { PipelineSettingsError, readPipelineDraft, readPipelineSettings } from "../../lib/pipeline/settings";
import type { DataObject } from "../../lib/settings/data";
import { withValue } from "../../lib/settings/option-path";
import { azureDevOps, github, pullRequests } from "./example-settings";

const problemsOf = (value: unknown): readonly string[] => {
  try {
    readPipelineSettings(JSON.stringify(value));
  } catch (error) {
    if (!(error instanceof PipelineSettingsError)) throw error;
    return error.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`);
  }
  return [];
};

describe("environments of pull requests", () => {
  const withPullRequests = { ...github, environments: { ...github.environments, "pr-*": pullRequests } };
  /** Keys have full stops in none of these paths. */
  const at = (path: string, given: unknown): DataObject =>
    withValue(withPullRequests, path.split("."), given);

  test("stand apart from the others, and stay a week", () => {
    const settings = readPipelineSettings(JSON.stringify(withPullRequests));
    expect(Object.keys(settings.environments)).toEqual(["dev", "prod"]);
    expect(settings.pullRequests).toEqual({
      ...pullRequests,
      expires: "7d",
      login: { ...pullRequests.login, audience: "api://AzureADTokenExchange" },
    });
    expect(readPipelineSettings(JSON.stringify(github))).not.toHaveProperty("pullRequests");
  });

  test.each(["1d", "7d", "89d", "90d"])("may stay %s, which deploy takes, too", (expires) => {
    expect(problemsOf(at("environments.pr-*.expires", expires))).toEqual([]);
    expect(lastDay(expires, "2026-11-30")).toMatch(/^\d{4}-/);
  });

  test.each(["0d", "91d", "7", "2026-12-07", ""])("cannot stay %j", (expires) => {
    expect(problemsOf(at("environments.pr-*.expires", expires))).toEqual([
      expect.stringMatching(
        /^environments\.pr-\*\.expires: must be days such as 7d, at most 90d, got /,
      ) as string,
    ]);
  });

  test.each([
    ["environments.pr-12", github.environments.dev, /: is one pull request, .*\| name it "pr-\*"/],
    ["environments.pr-012", github.environments.dev, /: is one pull request/],
    ["environments.*", github.environments.dev, /: is no name of an environment: "pr-\*" is the only one/],
    [
      "environments.dev-*",
      github.environments.dev,
      /: is no name of an environment: "pr-\*" is the only one/,
    ],
    [
      "environments.pr",
      github.environments.dev,
      /: has the name of what environments of pull requests share/,
    ],
    [
      "environments.pr-*.login.plan",
      { subject: "repo:a/b:environment:pr-plan" },
      /: is not for pr-\*: .*\| remove it/,
    ],
    ["environments.pr-*.after", "dev", /: is not for pr-\*: a pull request is deployed before it is merged/],
    ["environments.prod.after", "pr-*", /: is a pull request, got "pr-\*"/],
    ["environments.prod.after", "pr-7", /: is a pull request, got "pr-7"/],
    [
      "environments.pr-*.login.apply.subject",
      "repo:acme/notes:pull_request",
      /would let every pull request deploy/,
    ],
    ["environments.pr-*.login.apply.subject", "acme/notes", /names a repository/],
    ["environments.pr-*.login.issuer", "https://token.actions.githubusercontent.com/", /ends in \//],
    ["environments.pr-*.login.apply.serviceConnection", "notes", /is for azure-devops only/],
    [
      "environments.pr-*.login.apply.subject",
      github.environments.dev.login.apply.subject,
      /is also the subject of apply in dev/,
    ],
  ])("%s cannot be %j", (path, given, problem) => {
    const found = problemsOf(at(path, given)).filter(
      (each) => !each.includes("is also the subject") || problem.source.includes("also"),
    );
    expect(found).toEqual([expect.stringMatching(problem) as string]);
    expect(found[0]?.startsWith(`${path}: `)).toBe(true);
  });

  test("what they lack is asked for, and no login to plan", () => {
    const bare = {
      system: "azure-devops",
      environments: { "pr-*": { login: { issuer: azureDevOps.environments.dev.login.issuer, apply: {} } } },
    };
    const { missing } = readPipelineDraft(JSON.stringify(bare));
    expect(missing.map(({ path }) => path)).toEqual([
      "environments.pr-*.tenantId",
      "environments.pr-*.login.apply.subject",
      "environments.pr-*.login.apply.serviceConnection",
      "environments.pr-*.login.apply.serviceConnectionId",
    ]);
    const none = { system: "github", environments: { "pr-*": { tenantId: pullRequests.tenantId } } };
    expect(readPipelineDraft(JSON.stringify(none)).missing).toEqual([
      expect.objectContaining({ path: "environments.pr-*.login", fix: "add { issuer, apply }" }) as object,
    ]);
  });
});
