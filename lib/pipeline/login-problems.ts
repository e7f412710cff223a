import { EVERY_PULL_REQUEST } from "../azure/names/pull-request";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";
import { jobsOf, plainName } from "./pull-requests";
import type { PipelineEnvironment, PipelineSystem, PullRequestEnvironments } from "./settings";
import { AUDIENCE } from "./token-audience";

/** Of an environment, or of those of pull requests, which no job plans. */
interface GivenLogin {
  readonly login: PullRequestEnvironments["login"] & Partial<PipelineEnvironment["login"]>;
}

/**
 * What is wrong with how the jobs of an environment log in.
 *
 * @param environment - as `pipeline.json` names it
 */
export function loginProblems(
  environment: string,
  { login }: GivenLogin,
  system: PipelineSystem,
): readonly Problem[] {
  const path = `environments.${environment}.login`;
  const jobs = jobsOf(environment).map((job) => ({
    job,
    given: login[job] ?? login.apply,
    of: job === "plan" ? `${environment}-plan` : plainName(environment),
  }));
  return [
    ...(login.audience === AUDIENCE
      ? []
      : [
          {
            path: `${path}.audience`,
            message: `the azurerm provider asks for tokens of ${AUDIENCE} alone, got ${redacted(login.audience)}`,
            from: [],
            fix: "remove it, and set this audience in the federated credential",
          },
        ]),
    ...jobs.flatMap(({ job, given, of }) => [
      ...(given.clientId === undefined
        ? [
            {
              path: `${path}.${job}.clientId`,
              message: "is missing",
              from: [],
              fix: `run bootstrap --environment ${environment === EVERY_PULL_REQUEST ? `'${environment}'` : environment}, and copy the client id that it prints`,
            },
          ]
        : []),
      ...(system === "github" ? subjectProblem(`${path}.${job}.subject`, given.subject, of) : []),
    ]),
  ];
}

/** The claim of the environment, wherever a customized subject has it: docs.github.com/actions/reference/security/oidc */
const ENVIRONMENT_CLAIM = /(?:^|:)environment:([^:]*)/;

/** A job of an environment has another context in its token only where the repository's subjects leave the context out. */
const OTHER_CONTEXT = /:(?:pull_request|ref:refs\/.*)$/;

function subjectProblem(path: string, subject: string, environment: string): readonly Problem[] {
  const [, claimed] = ENVIRONMENT_CLAIM.exec(subject) ?? [];
  if (claimed === environment) return [];
  if (claimed === undefined && !OTHER_CONTEXT.test(subject)) return [];
  return [
    {
      path,
      message: `the job runs in the environment ${environment} of GitHub, and its token says so: Azure would refuse it. Got ${redacted(subject)}`,
      from: [],
      fix: `use the subject that ends in :environment:${environment}, in pipeline.json and in the federated credential`,
    },
  ];
}
