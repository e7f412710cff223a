import { EVERY_PULL_REQUEST } from "../azure/names/pull-request";
import { NAME } from "../decide/check-identity";
import { type Data, type DataObject, isDataObject } from "../settings/data";
import { objectIn } from "../settings/json-parts";
import { messageOf } from "../settings/message-of";
import { type Problem, problemsText } from "../settings/problems";
import { deploymentOrderFaults } from "./deployment-order";
import { loginFaults, missingConnections } from "./login-faults";
import { pullRequestFaults } from "./pull-request-faults";
import { DEFAULT_EXPIRES } from "./pull-requests";
import { schemaFaults } from "./schema-faults";
import { AUDIENCE } from "./token-audience";

/** The name of the file, beside the app. */
export const PIPELINE_FILE = "pipeline.json";

/** How the jobs of one kind log in. */
export interface GithubLogin {
  /** As GitHub states it, `repo:acme@123/notes@456:environment:dev`. */
  readonly subject: string;
  /** Of the identity that bootstrap created. */
  readonly clientId?: string;
}

/** How the jobs of one kind log in on Azure Pipelines. */
export interface AzureDevOpsLogin extends GithubLogin {
  /** The name of the service connection. */
  readonly serviceConnection: string;
  readonly serviceConnectionId: string;
}

/** One environment that the pipeline plans and deploys. */
export interface PipelineEnvironment<Login extends GithubLogin = GithubLogin> {
  readonly login: {
    readonly issuer: string;
    readonly audience: string;
    readonly plan: Login;
    readonly apply: Login;
  };
  readonly tenantId: string;
  /** That of the app's option, then of the login, where there is none. */
  readonly subscriptionId?: string;
  /** The environment that the same commit is deployed to first. */
  readonly after?: string;
}

/** The environments of pull requests, `pr-*`. */
export interface PullRequestEnvironments<Login extends GithubLogin = GithubLogin> {
  readonly login: { readonly issuer: string; readonly audience: string; readonly apply: Login };
  readonly tenantId: string;
  readonly subscriptionId?: string;
  /** Days that one stays after the last push, `7d`. */
  readonly expires: string;
}

/** What `pipeline.json` says, complete. */
export type PipelineSettings =
  SettingsOf<"github", GithubLogin> | SettingsOf<"azure-devops", AzureDevOpsLogin>;

interface SettingsOf<System extends string, Login extends GithubLogin> {
  readonly system: System;
  /** Where the image of apps that run one is pushed, without a tag. */
  readonly image?: string;
  /** Without those of pull requests. */
  readonly environments: Readonly<Record<string, PipelineEnvironment<Login>>>;
  readonly pullRequests?: PullRequestEnvironments<Login>;
}

export type PipelineSystem = PipelineSettings["system"];

/** Thrown for a file that cannot be used, once, with every problem. */
export class PipelineSettingsError extends Error {
  constructor(
    /** Everything that is wrong or missing, in the order of the file. */
    readonly problems: readonly Problem[],
  ) {
    super(problemsText(PIPELINE_FILE, problems));
    this.name = "PipelineSettingsError";
  }
}

/**
 * What a `pipeline.json` says.
 *
 * @throws {@link PipelineSettingsError} with everything that is wrong or missing
 */
export function readPipelineSettings(text: string): PipelineSettings {
  const { value, missing } = readPipelineDraft(text);
  if (missing.length > 0) throw new PipelineSettingsError(missing);
  return completeSettings(value);
}

/** There is no file. */
export function noPipelineFile(): PipelineSettingsError {
  return new PipelineSettingsError([
    {
      path: PIPELINE_FILE,
      message: "does not exist",
      from: [],
      fix: "create it beside cdktf.json, as docs/guides/bootstrap.md shows; bootstrap --dry-run names each value that it needs",
    },
  ]);
}

/** A file of which a part may not be written yet: what it says, and what it lacks. */
export interface PipelineDraft {
  readonly value: DataObject;
  /** Each value that has to be added. */
  readonly missing: readonly Problem[];
}

/**
 * What a `pipeline.json` says that is still being written.
 *
 * @throws {@link PipelineSettingsError} with everything that is wrong, and then with what is missing too
 */
export function readPipelineDraft(text: string): PipelineDraft {
  const value = parsed(text);
  const { wrong, missing: required } = schemaFaults(value);
  const missing = [...required, ...missingConnections(value)];
  const furtherFaults = [...nameFaults(value), ...loginFaults(value), ...deploymentOrderFaults(value)];
  // A value of a wrong form has no second problem.
  const faults = [pullRequestFaults(value), wrong, furtherFaults].reduce((first, next) => [
    ...first,
    ...next.filter(({ path }) => !first.some((each) => each.path === path)),
  ]);
  if (faults.length > 0) throw new PipelineSettingsError([...faults, ...missing]);
  return { value, missing };
}

function parsed(text: string): DataObject {
  const value = json(text);
  if (isDataObject(value)) return value;
  throw new PipelineSettingsError([
    {
      path: PIPELINE_FILE,
      message: "must be an object",
      from: [],
      fix: 'write { "system": …, "environments": … }',
    },
  ]);
}

function json(text: string): Data {
  try {
    // Editors of some systems write a byte order mark.
    return JSON.parse(text.replace(/^\ufeff/u, "")) as Data;
  } catch (error) {
    throw new PipelineSettingsError([
      {
        path: PIPELINE_FILE,
        message: `is not JSON: ${messageOf(error)}`,
        from: [],
        fix: "correct the file",
      },
    ]);
  }
}

/** An environment of another name cannot be one of the app. */
function nameFaults({ environments }: DataObject): readonly Problem[] {
  return Object.keys(isDataObject(environments) ? environments : {})
    .filter((name) => !NAME.test(name) && name !== EVERY_PULL_REQUEST)
    .map((name) => ({
      path: `environments.${name}`,
      message:
        "is no name of an environment: it has lower-case letters, digits and single hyphens, and begins with a letter",
      from: [],
      fix: "use the name that the app gives the environment",
    }));
}

/** A draft that lacks nothing, with what it may leave out. */
export function completeSettings(value: DataObject): PipelineSettings {
  const { [EVERY_PULL_REQUEST]: pullRequests, ...written } = objectIn(value["environments"]);
  const environments = Object.fromEntries(
    Object.entries(written).map(([name, environment]) => [name, withAudience(objectIn(environment))]),
  );
  const settings: object = {
    ...value,
    environments,
    ...(pullRequests === undefined
      ? {}
      : { pullRequests: { expires: DEFAULT_EXPIRES, ...withAudience(objectIn(pullRequests)) } }),
  };
  return settings as PipelineSettings;
}

function withAudience({ login, ...rest }: DataObject): DataObject {
  return { ...rest, login: { audience: AUDIENCE, ...objectIn(login) } };
}
