import type { BackendPlan } from "../../lib/decide/backend-plan";
import { type PipelinePlan, planPipeline } from "../../lib/pipeline/pipeline-plan";
import { PipelineSettingsError, readPipelineSettings } from "../../lib/pipeline/settings";
import { planBackend } from "../../lib";
import { facts } from "./example-plan";
import { azureDevOps, github, pullRequests } from "./example-settings";
import { ID, SUBSCRIPTION, settingsOf, STATE, hello, appPlan, app, planned } from "./planned-pipeline";

test("environments come in the order of deployment, complete", () => {
  const written = settingsOf(github, (settings) => {
    const { dev, prod } = settings.environments;
    if (dev === undefined || prod === undefined) throw new Error("the example has other environments");
    settings.environments = { prod, dev };
  });
  expect(planned(written)).toMatchObject({
    system: "github",
    name: "backend",
    environments: [
      { name: "dev", subscriptionId: SUBSCRIPTION, plan: { clientId: ID } },
      {
        name: "prod",
        after: "dev",
        subscriptionId: SUBSCRIPTION,
        plan: { clientId: ID },
        apply: { clientId: ID },
      },
    ],
  });
});

test("of Azure DevOps, each login has its service connection", () => {
  expect(planned(settingsOf(azureDevOps))).toMatchObject({
    environments: [
      {
        plan: { connection: { name: "notes dev plan", id: "1f6dd1a4-0000-4000-8000-000000000001" } },
        apply: { connection: { name: "notes dev", id: "1f6dd1a4-0000-4000-8000-000000000002" } },
      },
    ],
  });
});

test("everything that is wrong is said at once", () => {
  const settings = settingsOf(github, ({ environments: { dev, prod } }) => {
    if (dev === undefined || prod === undefined) return;
    delete dev.login.plan.clientId;
    prod.login.audience = "api://mine";
  });
  const plans = [appPlan("dev", { subscriptionId: ID, state: { type: "local" } }), appPlan("prod")];
  expect(planned(settings, plans, { ...facts, lockFolder: undefined })).toEqual([
    "package-lock.json: is missing: jobs install exactly what it lists, with npm ci",
    'environments.dev: its state is of type "local", and a pipeline keeps state and saved plans in a storage account',
    "environments.dev.login.plan.clientId: is missing",
    'environments.prod.login.audience: the azurerm provider asks for tokens of api://AzureADTokenExchange alone, got "api://mine"',
  ]);
});

test("an environment that the app does not have", () => {
  expect(
    planned(settingsOf(github), [
      appPlan("dev"),
      appPlan("prdo", { environments: { prdo: { extends: "prod" } } }),
    ]),
  ).toEqual(['environments.prod: the app has no environment "prod". Did you mean "prdo"?']);
});

describe("the subscription", () => {
  test("comes from the app where pipeline.json has none", () => {
    expect(planned(settingsOf(azureDevOps))).toMatchObject({
      environments: [{ subscriptionId: SUBSCRIPTION }],
    });
  });

  test("is a problem where nothing names it, and where both do and differ", () => {
    const without = planBackend(
      { hello },
      { project: "notes", location: "westeurope", environment: "dev", state: STATE },
    );
    expect(planned(settingsOf(azureDevOps), [without])).toEqual([
      "environments.dev.subscriptionId: is missing, and the app does not set it",
    ]);
    expect(planned(settingsOf(github), [appPlan("dev"), appPlan("prod", { subscriptionId: ID })])).toEqual([
      `environments.prod.subscriptionId: is not that of the app, got "${SUBSCRIPTION}"`,
    ]);
  });

  test("may be written in other letters", () => {
    const plans = [appPlan("dev"), appPlan("prod", { tenantId: "0B3A2F4E-1111-2222-3333-444455556666" })];
    expect(planned(settingsOf(github), plans)).toMatchObject({ environments: [{}, {}] });
  });
});

describe("the subject of a job of GitHub", () => {
  function withSubject(subject: string): PipelinePlan | readonly string[] {
    return planned(
      settingsOf(github, ({ environments: { dev } }) => {
        if (dev !== undefined) dev.login.plan.subject = subject;
      }),
    );
  }

  test.each([
    "repo:acme/notes:environment:dev-plan",
    "repo:acme@123/notes@456:environment:dev-plan",
    "repository_owner_id:123:repository_id:456:environment:dev-plan",
    "environment:dev-plan:repository_id:456",
    "repository_id:456:job_workflow_ref:acme/notes/.github/workflows/backend-plan.yml@refs/heads/main",
  ])("may be %s", (subject) => {
    expect(withSubject(subject)).toMatchObject({ system: "github" });
  });

  test.each([
    "repo:acme/notes:environment:plan",
    "repo:acme/notes:environment:dev-plans",
    "repo:acme/notes:pull_request",
    "repo:acme@123/notes@456:ref:refs/heads/main",
  ])("cannot be %s", (subject) => {
    expect(withSubject(subject)).toEqual([
      `environments.dev.login.plan.subject: the job runs in the environment dev-plan of GitHub, and its token says so: Azure would refuse it. Got "${subject}"`,
    ]);
  });
});

test.each([
  ["azure-devops", false, "1.10.5", "Terraform 1.11"],
  ["azure-devops", true, "1.11.14", "OpenTofu 1.12"],
  ["github", false, "1.6.6", "Terraform 1.7"],
  ["github", true, "1.9.4", "OpenTofu 1.10"],
] as const)("on %s (OpenTofu: %s), version %s is too old", (system, isOpenTofu, version, needed) => {
  const engine = { isOpenTofu, version, from: ".version" };
  expect(planned(settingsOf(system === "github" ? github : azureDevOps), app, { ...facts, engine })).toEqual([
    `.version: jobs need ${needed} or later, got ${version}`,
  ]);
});

describe("environments of pull requests", () => {
  type Given = typeof pullRequests | { readonly login: object; readonly tenantId: string };

  const complete = {
    ...pullRequests,
    login: { ...pullRequests.login, apply: { ...pullRequests.login.apply, clientId: ID } },
  };

  function settingsWith(given: Given, environments: object = { dev: github.environments.dev }) {
    const text = JSON.stringify({ ...github, environments: { ...environments, "pr-*": given } });
    return readPipelineSettings(text.replaceAll(/("subject":"[^"]*:dev-plan")/g, `$1,"clientId":"${ID}"`));
  }

  function planned(given: Given, plan: BackendPlan, environments?: object): PipelinePlan | readonly string[] {
    try {
      return planPipeline("backend", settingsWith(given, environments), [appPlan("dev")], facts, plan);
    } catch (error) {
      if (!(error instanceof PipelineSettingsError)) throw error;
      return error.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`);
    }
  }

  const own = (options: object = {}): BackendPlan =>
    appPlan("pr-1", {
      state: { ...STATE, containerName: "tfstate-pr" },
      subscriptionId: undefined,
      ...options,
    });
  const { subscriptionId } = pullRequests;

  test("have one login and a subscription of their own", () => {
    expect(planned(complete, own({ subscriptionId }))).toMatchObject({
      environments: [{ name: "dev" }],
      pullRequests: {
        tenantId: pullRequests.tenantId,
        subscriptionId,
        apply: { clientId: ID },
        takesPackage: true,
        expires: "7d",
      },
    });
  });

  test("everything that is wrong is said at once", () => {
    const wrong = {
      ...pullRequests,
      login: { ...pullRequests.login, apply: { subject: "repo:acme@123/notes@456:environment:pr-apply" } },
    };
    expect(planned(wrong, own({ state: STATE, subscriptionId: ID }))).toEqual([
      expect.stringContaining('state.containerName: is "tfstate" for pull requests and for dev') as string,
      expect.stringMatching(
        /login\.apply\.clientId: is missing \| run bootstrap --environment 'pr-\*'/,
      ) as string,
      expect.stringContaining("login.apply.subject: the job runs in the environment pr of GitHub") as string,
      expect.stringContaining("environments.pr-*.subscriptionId: is not that of the app") as string,
    ]);
  });

  test("are no whole pipeline, and need a shared state", () => {
    expect(planned(complete, own({ subscriptionId, state: { type: "local" } }), {})).toEqual([
      expect.stringContaining("environments.pr-*: is the only environment") as string,
      expect.stringContaining('environments.pr-*: its state is of type "local"') as string,
    ]);
  });
});
