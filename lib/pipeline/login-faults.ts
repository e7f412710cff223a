import { type Data, type DataObject, isDataObject } from "../settings/data";
import { objectIn } from "../settings/json-parts";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";
import { EVERY_PULL_REQUEST } from "../azure/names/pull-request";
import { GITHUB_ISSUER, GITHUB_SUBJECT, SERVICE_CONNECTION, howToFind } from "./how-to-find";
import { type LoginJob, jobsOf, plainName } from "./pull-requests";

/** What Azure or the pipeline would refuse in logins, or what would let the wrong jobs in. */
export function loginFaults({ system, environments }: DataObject): readonly Problem[] {
  const logins = Object.entries(objectIn(environments)).flatMap(([name, environment]) =>
    loginsOf(name, environment),
  );
  const own = logins.flatMap((login) => [
    ...(login.job === jobsOf(login.environment)[0] ? issuerFaults(login, system) : []),
    ...(system === "azure-devops" ? azureDevOpsFaults(login) : []),
    ...(system === "github" ? githubFaults(login) : []),
  ]);
  return [...own, ...sharedSubjects(logins)];
}

interface Login {
  readonly environment: string;
  readonly job: LoginJob;
  readonly issuer: string | undefined;
  readonly subject: string | undefined;
  readonly value: DataObject;
}

function loginsOf(environment: string, written: Data): readonly Login[] {
  const login = isDataObject(written) ? objectIn(written["login"]) : {};
  return jobsOf(environment).map((job) => {
    const value = objectIn(login[job]);
    return { environment, job, issuer: text(login["issuer"]), subject: text(value["subject"]), value };
  });
}

function text(value: Data): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function faultAt({ environment, job }: Login, key: string, message: string, fix: string): Problem {
  const below = key === "issuer" ? key : `${job}.${key}`;
  return { path: `environments.${environment}.login.${below}`, message, from: [], fix };
}

/** Azure DevOps' own issuer, until 2027-07-01. */
const OWN_ISSUER = "https://vstoken.dev.azure.com/";
/** Microsoft Entra in Azure's clouds. */
const ENTRA =
  /^https:\/\/login\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn|chinacloudapi\.cn)\//;

function issuerFaults(login: Login, system: Data): readonly Problem[] {
  const { issuer } = login;
  if (issuer === undefined) return [];
  const isAzureDevOps = issuer.startsWith(OWN_ISSUER) || ENTRA.test(issuer);
  if (system === "github" && isAzureDevOps)
    return [
      faultAt(
        login,
        "issuer",
        `is one of Azure DevOps, got ${redacted(issuer)}`,
        howToFind(["issuer"], system),
      ),
    ];
  if (system === "github" && issuer === `${GITHUB_ISSUER}/`)
    return [faultAt(login, "issuer", `ends in /, which is another issuer to Azure`, `use ${GITHUB_ISSUER}`)];
  if (system === "azure-devops" && !isAzureDevOps)
    return [
      faultAt(
        login,
        "issuer",
        `must be https://login.microsoftonline.com/<tenant>/v2.0 or https://vstoken.dev.azure.com/<organization>, got ${redacted(issuer)}`,
        howToFind(["issuer"], system),
      ),
    ];
  return [];
}

function githubFaults(login: Login): readonly Problem[] {
  const foreign = ["serviceConnection", "serviceConnectionId"]
    .filter((key) => login.value[key] !== undefined)
    .map((key) => faultAt(login, key, "is for azure-devops only, and system is github", "remove it"));
  return [...foreign, ...githubSubjectFaults(login)];
}

function githubSubjectFaults(login: Login): readonly Problem[] {
  const { subject, job } = login;
  if (subject === undefined) return [];
  const fix = `copy the subject: ${GITHUB_SUBJECT} prints how it begins`;
  // Subjects are names of claims with their values, in whatever order the repository has them.
  if (/^(https?|ssh|git):\/\/|^git@/.test(subject) || !/^[^\s:/]+:./.test(subject))
    return [
      faultAt(login, "subject", `names a repository, not the subject of a token: ${redacted(subject)}`, fix),
    ];
  if (!subject.slice(subject.indexOf(":") + 1).includes(":") && subject.startsWith("repo:"))
    return [
      faultAt(
        login,
        "subject",
        `ends after the repository, and each token also has a context: ${redacted(subject)}`,
        `append the context, such as :environment:${plainName(login.environment)}`,
      ),
    ];
  if (job === "apply" && subject.endsWith(":pull_request"))
    return [
      faultAt(
        login,
        "subject",
        `would let every pull request deploy, got ${redacted(subject)}`,
        login.environment === EVERY_PULL_REQUEST
          ? `use the subject of jobs in the environment ${plainName(login.environment)}, …:environment:${plainName(login.environment)}: its rules say which branches may deploy`
          : `use the subject of jobs in an environment with approval, such as …:environment:${login.environment}`,
      ),
    ];
  return [];
}

function azureDevOpsFaults(login: Login): readonly Problem[] {
  const { issuer, subject } = login;
  if (issuer === undefined || subject === undefined) return [];
  const isOld = issuer.startsWith(OWN_ISSUER);
  if (isOld === subject.startsWith("sc://")) return [];
  const message = isOld
    ? `does not belong to the issuer, whose subjects begin with sc://; got ${redacted(subject)}`
    : `does not belong to the issuer: subjects that begin with sc:// are those of ${OWN_ISSUER}; got ${redacted(subject)}`;
  return [faultAt(login, "subject", message, `copy issuer and subject together: ${SERVICE_CONNECTION}`)];
}

/** What logins of Azure DevOps lack: the schema is one for both systems. */
export function missingConnections({ system, environments }: DataObject): readonly Problem[] {
  if (system !== "azure-devops") return [];
  return Object.entries(objectIn(environments))
    .flatMap(([name, environment]) => loginsOf(name, environment))
    .flatMap((login) =>
      ["serviceConnection", "serviceConnectionId"]
        .filter((key) => login.value[key] === undefined)
        .map((key) => faultAt(login, key, "is missing", howToFind([key], system))),
    );
}

/** A job that has the subject of an apply login can deploy: no other job may have it. */
function sharedSubjects(logins: readonly Login[]): readonly Problem[] {
  return logins.flatMap((login, index) => {
    if (login.subject === undefined) return [];
    const twin = logins
      .slice(0, index)
      .find(
        (each) =>
          each.subject === login.subject &&
          each.issuer === login.issuer &&
          (each.job === "apply" || login.job === "apply"),
      );
    if (twin === undefined) return [];
    return [
      faultAt(
        login,
        "subject",
        `is also the subject of ${twin.job} in ${twin.environment}, so that the same job could log in as either`,
        "give each apply login a subject of its own",
      ),
    ];
  });
}
