import type { Schema } from "@cfworker/json-schema";
import { EVERY_PULL_REQUEST } from "../azure/names/pull-request";
import { DEFAULT_EXPIRES, SHARED_NAME } from "./pull-requests";
import { AUDIENCE } from "./token-audience";

const GUID = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

/** Written by itself: `form` is the pattern in words, for messages. */
function guid(description: string, command?: string): Schema {
  const form = command === undefined ? "a GUID" : `a GUID, as \`${command}\` prints it`;
  return { type: "string", description, pattern: GUID, form };
}

/** learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations: each has at most 600 characters. */
const LONGEST = 600;

function copiedText(description: string, form: string, pattern: string): Schema {
  return { type: "string", description, pattern, form, maxLength: LONGEST };
}

const login = (description: string): Schema => ({
  type: "object",
  description,
  additionalProperties: false,
  required: ["subject"],
  properties: {
    subject: copiedText(
      "The subject of the tokens with which these jobs log in, as the pipeline system states it.",
      "the exact subject of a token: without * and without spaces at its ends",
      String.raw`^(?!\s)[^*]*[^\s*]$`,
    ),
    clientId: guid(
      "The client id of the identity. `bootstrap` prints it.",
      "az identity show --query clientId",
    ),
    serviceConnection: {
      type: "string",
      description: "The name of the service connection. For `azure-devops` only, and required there.",
      pattern: String.raw`^\S(.*\S)?$`,
      form: "the name of a service connection",
    },
    serviceConnectionId: guid(
      "The id of the service connection. For `azure-devops` only, and required there.",
      "az devops service-endpoint list",
    ),
  },
});

const issuer = copiedText(
  "The issuer of the tokens, as the pipeline system states it.",
  "an https:// address, exactly as the tokens have it",
  String.raw`^https://[^\s/?#]+(/[^\s?#]*)?$`,
);

const audience: Schema = {
  ...copiedText("The audience of the tokens.", "one audience, without spaces", String.raw`^\S+$`),
  default: AUDIENCE,
};

const tenantId = guid("The Microsoft Entra tenant of the subscription.", "az account show --query tenantId");

const environment: Schema = {
  type: "object",
  description: "One environment of the app that the pipeline plans and deploys.",
  additionalProperties: false,
  required: ["login", "tenantId"],
  properties: {
    login: {
      type: "object",
      description: "How jobs of this environment log in to Azure. There is no secret.",
      additionalProperties: false,
      required: ["issuer", "plan", "apply"],
      properties: {
        issuer,
        audience,
        plan: login("Jobs that plan: they read Azure and the state, and change nothing."),
        apply: login("Jobs that apply a plan."),
      },
    },
    tenantId,
    subscriptionId: guid(
      "The Azure subscription of the environment. The default is the option `subscriptionId` of the app, then the subscription of the login.",
      "az account show --query id",
    ),
    after: {
      type: "string",
      description: "The environment that the same commit is deployed to first.",
    },
  },
};

/** Their environments differ by number alone. Nobody approves a plan for one, so that no job plans. */
const pullRequests: Schema = {
  type: "object",
  description:
    "The environments of pull requests, `pr-12`: the pipeline deploys one for each pull request, and destroys it.",
  additionalProperties: false,
  required: ["login", "tenantId"],
  properties: {
    login: {
      type: "object",
      description: "How their jobs log in to Azure. There is no secret.",
      additionalProperties: false,
      required: ["issuer", "apply"],
      properties: {
        issuer,
        audience,
        apply: login(
          `Jobs that deploy and destroy. On GitHub they run in the environment \`${SHARED_NAME}\`.`,
        ),
      },
    },
    tenantId,
    subscriptionId: guid(
      "Their Azure subscription, best one of their own: the code of a pull request can change everything there. The default is the " +
        "option `subscriptionId` of the app, then the subscription of the login.",
      "az account show --query id",
    ),
    expires: {
      type: "string",
      description:
        "Days from the last push to a pull request until its environment is destroyed, `1d` to `90d`.",
      pattern: "^([1-9]|[1-8][0-9]|90)d$",
      form: "days such as 7d, at most 90d",
      default: DEFAULT_EXPIRES,
    },
  },
};

/** The one description of `pipeline.json`: what is checked, what editors show, and docs/reference/pipeline-settings.md. */
export const pipelineSchema: Schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "pipeline.json of cdktf-azure-backend",
  type: "object",
  additionalProperties: false,
  required: ["system", "environments"],
  properties: {
    $schema: { type: "string", description: "The address of this schema, for editors." },
    system: {
      type: "string",
      enum: ["github", "azure-devops"],
      description: "Which system runs the pipeline: GitHub Actions or Azure Pipelines.",
    },
    image: {
      type: "string",
      description:
        "The image of apps with `functionApp.container`, without a tag. The pipeline builds it, pushes it there and releases it. For `github` only.",
      pattern: String.raw`^ghcr\.io/[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+$`,
      form: "an image of ghcr.io in lower case and without a tag, such as ghcr.io/acme/shop",
    },
    environments: {
      type: "object",
      description: "The environments that the pipeline plans and deploys, by name.",
      minProperties: 1,
      properties: { [EVERY_PULL_REQUEST]: pullRequests },
      additionalProperties: environment,
    },
  },
};
