import { type BackendOptions, type BackendPlan, planBackend } from "../../../lib";
import type { BootstrapPlan } from "../../../lib/pipeline/bootstrap/bootstrap-plan";
import { type BootstrapInput, planBootstrap } from "../../../lib/pipeline/bootstrap/plan-bootstrap";
import { readPipelineSettings } from "../../../lib/pipeline/settings";
import { identity } from "../../../lib/stand-in/login";
import { feedbackApi } from "../../support/sample";
import { github, pullRequests } from "../example-settings";

export const STATE = {
  type: "azurerm",
  storageAccountName: "sttfstate",
  containerName: "tfstate-prod",
} as const;

export function backendWith(options: BackendOptions = {}): BackendPlan {
  return planBackend(
    { feedbackApi },
    { project: "notes", environment: "prod", location: "westeurope", state: STATE, ...options },
  );
}

/** pipeline.json with the subscription of the stand-in. */
export const settings = readPipelineSettings(
  JSON.stringify({
    ...github,
    environments: {
      ...github.environments,
      prod: { ...github.environments.prod, subscriptionId: identity.subscriptionId },
    },
  }),
);

export function bootstrapWith(
  options: BackendOptions = {},
  input: Partial<BootstrapInput> = {},
): BootstrapPlan {
  return planBootstrap({
    backend: backendWith(options),
    pipeline: settings,
    loginSubscriptionId: undefined,
    resourceGroup: undefined,
    builtIn: false,
    ...input,
  });
}

/** The same with environments of pull requests. */
const withPullRequests = readPipelineSettings(
  JSON.stringify({
    ...github,
    environments: {
      ...github.environments,
      "pr-*": { ...pullRequests, subscriptionId: identity.subscriptionId },
    },
  }),
);

/** @param options - of each environment of a pull request, by its number */
export function pullRequestInput(
  options: (number: number) => BackendOptions = () => ({}),
): Omit<BootstrapInput, "pipeline"> {
  const sample = (number: number): BackendPlan =>
    backendWith({
      environment: `pr-${number}`,
      state: { ...STATE, containerName: "tfstate-pr" },
      ...options(number),
    });
  return {
    backend: sample(1),
    pullRequests: { other: sample(2), environments: [backendWith()] },
    loginSubscriptionId: undefined,
    resourceGroup: undefined,
    builtIn: false,
  };
}

export function pullRequestsWith(
  options?: (number: number) => BackendOptions,
  input: Partial<BootstrapInput> = {},
): BootstrapPlan {
  return planBootstrap({ ...pullRequestInput(options), pipeline: withPullRequests, ...input });
}
