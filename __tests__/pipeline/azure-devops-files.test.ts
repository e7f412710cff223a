import { type Schema, Validator } from "@cfworker/json-schema";
import { parse } from "yaml";
import schema from "./azure-pipelines-schema.json";
import { examplePlan, examplePlans, textsOf } from "./example-plan";

const validator = new Validator(schema as unknown as Schema, "7", false);

/** Azure Pipelines reads every value as text. */
function isValid(text: string): boolean {
  return validator.validate(parse(text, { schema: "failsafe" })).valid;
}

interface Job {
  readonly job?: string;
  readonly deployment?: string;
  readonly environment?: string;
  readonly condition?: string;
  readonly timeoutInMinutes?: string;
  readonly dependsOn?: string | readonly string[];
  readonly strategy?: { readonly runOnce: { readonly deploy: { readonly steps: readonly object[] } } };
  readonly steps?: readonly object[];
}

interface Stage {
  readonly stage: string;
  readonly dependsOn?: string | readonly string[];
  readonly condition?: string;
  readonly lockBehavior?: string;
  readonly jobs: readonly Job[];
}

interface Pipeline {
  readonly jobs?: readonly Job[];
  readonly stages?: readonly Stage[];
}

const stepsOf = (job: Job): readonly object[] => job.steps ?? job.strategy?.runOnce.deploy.steps ?? [];

test("the schema finds an unknown task, an unknown input and a misspelt key", () => {
  const text = textsOf(examplePlan("azure-devops"))["azure-pipelines/backend-deploy.yml"] ?? "";
  expect(isValid(text)).toBe(true);
  for (const [was, is] of [
    ["AzureCLI@2", "AzureClI@2000"],
    ["azureSubscription:", "azureSubscripton:"],
    ["timeoutInMinutes:", "timeoutMinutes:"],
    ["lockBehavior: sequential", "lockBehavior: parallel"],
  ] as const)
    expect([is, isValid(text.replace(was, is))]).toEqual([is, false]);
});

describe.each(Object.entries(examplePlans))("%s", (_name, planFor) => {
  const plan = planFor("azure-devops");

  describe.each(Object.entries(textsOf(plan)))("%s", (_path, text) => {
    const pipeline = parse(text, { schema: "failsafe" }) as Pipeline;
    const jobs = pipeline.jobs ?? pipeline.stages?.flatMap((stage) => stage.jobs) ?? [];

    test("the published schema takes it", () => {
      expect(isValid(text)).toBe(true);
    });

    test("every step with a login names a service connection of its environment, and has its own ids", () => {
      const logins = jobs
        .flatMap((job) => stepsOf(job))
        .filter((step) => "task" in step && step.task === "AzureCLI@2");
      expect(logins.length).toBeGreaterThan(0);
      for (const login of logins) {
        const { inputs, env } = login as {
          readonly inputs: Readonly<Record<string, string>>;
          readonly env: Readonly<Record<string, string>>;
        };
        const known = plan.environments
          .flatMap((each) => [each.plan, each.apply])
          .concat(plan.pullRequests?.apply ?? [])
          .find(({ connection }) => connection?.name === inputs["azureSubscription"]);
        expect(known).toBeDefined();
        expect(env).toMatchObject({
          ARM_CLIENT_ID: known?.clientId,
          ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: known?.connection?.id,
          SYSTEM_ACCESSTOKEN: "$(System.AccessToken)",
        });
      }
    });

    test("no job runs for ever", () => {
      expect(jobs.filter(({ timeoutInMinutes }) => timeoutInMinutes === undefined)).toEqual([]);
    });
  });
});

describe("deployments", () => {
  const text = textsOf(examplePlan("azure-devops", ["dev", "prod-eu after dev"]))[
    "azure-pipelines/backend-deploy.yml"
  ];
  const { stages = [] } = parse(text ?? "") as Pipeline;

  test("a plan comes after the deployment before it, and its own deployment after it", () => {
    expect(stages.map(({ stage, dependsOn }) => [stage, dependsOn])).toEqual([
      ["package", undefined],
      ["plan_dev", ["package"]],
      ["deploy_dev", ["package", "plan_dev"]],
      ["back_dev", "package"],
      ["plan_prod_eu", ["package", "deploy_dev"]],
      ["deploy_prod_eu", ["package", "plan_prod_eu"]],
      ["back_prod_eu", "package"],
    ]);
  });

  test("what deploys is a deployment job of the environment, one after the other", () => {
    const deploying = stages.filter(({ stage }) => /^(?:deploy|back)_/.test(stage));
    for (const { stage, lockBehavior, jobs } of deploying) {
      expect([stage, lockBehavior, jobs.length]).toEqual([stage, "sequential", 1]);
      expect(jobs[0]?.environment).toBe(stage.includes("dev") ? "dev" : "prod-eu");
    }
    expect(stages.filter(({ jobs }) => jobs.some(({ environment }) => environment !== undefined))).toEqual(
      deploying,
    );
  });
});

test("of a fork, no job logs in or comments", () => {
  const text = textsOf(examplePlan("azure-devops"))["azure-pipelines/backend-plan.yml"] ?? "";
  const { jobs = [] } = parse(text) as Pipeline;
  const withToken = jobs.filter((job) => JSON.stringify(job).includes("System.AccessToken"));
  expect(withToken.map(({ job }) => job)).toEqual(["plan_dev", "plan_prod", "comment"]);
  for (const { condition } of withToken)
    expect(condition).toContain("ne(variables['System.PullRequest.IsFork'], 'True')");
});
