import type { BackendPlan } from "../../lib/decide/backend-plan";
import { type PipelinePlan, planPipeline } from "../../lib/pipeline/pipeline-plan";
import type { RepositoryFacts } from "../../lib/pipeline/repository-facts";
import { PipelineSettingsError, readPipelineSettings } from "../../lib/pipeline/settings";
import { defineFunction, planBackend } from "../../lib";
import { facts } from "./example-plan";
import { type azureDevOps, github } from "./example-settings";

export const ID = "1f6dd1a4-0000-4000-8000-000000000009";
export const SUBSCRIPTION = "0b3a2f4e-1111-2222-3333-777788889999";

export interface Login {
  subject: string;
  clientId?: string;
}

export interface Settings {
  image?: string;
  environments: Record<
    string,
    {
      login: { issuer: string; audience?: string; plan: Login; apply: Login };
      tenantId: string;
      subscriptionId?: string;
      after?: string;
    }
  >;
}

/** Settings that are complete, and then changed. */
export function settingsOf(
  example: typeof github | typeof azureDevOps,
  change: (settings: Settings) => void = () => undefined,
) {
  const settings = JSON.parse(JSON.stringify(example)) as Settings;
  for (const { login } of Object.values(settings.environments)) {
    login.plan.clientId ??= ID;
    login.apply.clientId ??= ID;
  }
  change(settings);
  return readPipelineSettings(JSON.stringify(settings));
}

export const STATE = {
  type: "azurerm",
  storageAccountName: "sttfstateacme",
  containerName: "tfstate",
} as const;
export const hello = defineFunction({ name: "hello", entry: "./src/hello.ts", trigger: { type: "http" } });

export function appPlan(environment: string, options: object = {}): BackendPlan {
  return planBackend(
    { hello },
    {
      project: "notes",
      location: "westeurope",
      environment,
      subscriptionId: SUBSCRIPTION,
      state: STATE,
      ...options,
    },
  );
}

export const app = [appPlan("dev"), appPlan("prod")];

/** What is decided, or what stands in the way. */
export function planned(
  settings = settingsOf(github),
  plans: readonly BackendPlan[] = app,
  repository: RepositoryFacts = facts,
): PipelinePlan | readonly string[] {
  try {
    return planPipeline("backend", settings, plans, repository);
  } catch (error) {
    if (!(error instanceof PipelineSettingsError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}
