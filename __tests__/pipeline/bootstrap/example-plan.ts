import { type BackendOptions, type BackendPlan, planBackend } from "../../../lib";
import type { BootstrapPlan } from "../../../lib/pipeline/bootstrap/bootstrap-plan";
import { type BootstrapInput, planBootstrap } from "../../../lib/pipeline/bootstrap/plan-bootstrap";
import { readPipelineSettings } from "../../../lib/pipeline/settings";
import { identity } from "../../../lib/stand-in/login";
import { feedbackApi } from "../../support/sample";
import { github } from "../example-settings";

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
