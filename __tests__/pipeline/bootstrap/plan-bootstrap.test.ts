import { builtInRole } from "../../../lib/access/built-in-roles";
import { BootstrapError } from "../../../lib/pipeline/bootstrap/plan-bootstrap";
import { scopeIdOf } from "../../../lib/pipeline/bootstrap/bootstrap-plan";
import { identity } from "../../../lib/stand-in/login";
import {
  STATE,
  backendWith,
  bootstrapWith,
  pullRequestInput,
  pullRequestsWith,
  settings,
} from "./example-plan";

const problemsOf = (...args: Parameters<typeof bootstrapWith>): readonly string[] =>
  problemsIn(() => bootstrapWith(...args));

const problemsIn = (plan: () => unknown): readonly string[] => {
  try {
    plan();
  } catch (error) {
    if (!(error instanceof BootstrapError)) throw error;
    return error.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`);
  }
  return [];
};

test("account and containers are those of the option state, and logins those of pipeline.json", () => {
  const plan = bootstrapWith();
  expect(plan).toMatchObject({
    subscriptionId: identity.subscriptionId,
    account: {
      name: "sttfstate",
      resourceGroup: "rg-sttfstate",
      subscriptionId: identity.subscriptionId,
      replication: "ZRS",
      tags: { bootstrap: "cdktf-azure-backend" },
    },
    containers: { state: "tfstate-prod", plans: "tfstate-prod-plans" },
    identities: {
      plan: {
        name: "id-notes-prod-plan",
        credential: {
          name: "github",
          issuer: "https://token.actions.githubusercontent.com",
          subject: "repo:acme@123/notes@456:environment:prod-plan",
          audience: "api://AzureADTokenExchange",
        },
      },
      apply: { name: "id-notes-prod-apply" },
    },
  });
  // Shared by environments: what names one of them would change with each run.
  expect(plan.account.tags).not.toHaveProperty("environment");
  expect(plan.tags).toMatchObject({ project: "notes", environment: "prod" });
  expect(plan.resourceProviders).toContain("Microsoft.DocumentDB");
});

test.each([
  ["westeurope", "ZRS"],
  ["westus", "GRS"],
] as const)("a new account in %s has copies as the region allows: %s", (location, replication) => {
  expect(bootstrapWith({ location }).account.replication).toBe(replication);
});

test("each identity has its own roles: nobody who plans writes the state or reads a plan", () => {
  const plan = bootstrapWith();
  const given = plan.assignments.map((assignment) => {
    const { job, scope, role, condition } = assignment;
    const custom = plan.roles.find(({ id }) => id === role);
    const data = custom?.dataActions.map((action) => action.split("/blobs/")[1]) ?? [];
    return [job, scope, data.join(" "), condition === undefined ? "" : "condition"].join(" | ");
  });
  expect(given).toEqual([
    "plan | subscription |  | ",
    "apply | subscription |  | condition",
    "plan | state container | read | ",
    "plan | plans container | add/action | ",
    "apply | state container | read write | ",
    "apply | plans container | delete read | ",
    "apply | subscription | read write | condition",
  ]);
  expect(new Set(plan.roles.map(({ name }) => name)).size).toBe(plan.roles.length);
  for (const { name } of plan.roles) expect(name).toContain("(sttfstate)");
});

test("built-in roles in their place say what they give too much", () => {
  const plan = bootstrapWith({}, { builtIn: true });
  expect(plan.roles).toEqual([]);
  expect(new Set(plan.assignments.map(({ id }) => id)).size).toBe(plan.assignments.length);
  const onPlans = plan.assignments.filter(({ scope }) => scope === "plans container");
  for (const { role, tooMuch } of onPlans) {
    expect(role).toMatchObject({ name: "Storage Blob Data Contributor" });
    expect(tooMuch).toHaveLength(1);
  }
  const conditional = plan.assignments.filter(({ condition }) => condition !== undefined);
  expect(conditional).toMatchObject([
    { job: "apply", role: { name: "Role Based Access Control Administrator" } },
    { job: "apply", role: { name: "Storage Blob Data Contributor" } },
  ]);
});

test.each([false, true])("of packages the whole role is under the condition, built in: %s", (builtIn) => {
  const { assignments, roles } = bootstrapWith({}, { builtIn });
  const found = assignments.find(({ id }) => id === "apply_on_packages");
  if (found === undefined) throw new Error("nothing is assigned for packages");
  const { role, condition = "", scope, tooMuch } = found;
  expect(scope).toBe("subscription");
  expect(tooMuch).toHaveLength(builtIn ? 1 : 0);
  const dataActions =
    typeof role === "string"
      ? roles.find(({ id }) => id === role)?.dataActions
      : builtInRole(role.name)?.dataActions;
  const named = [...condition.matchAll(/!\(ActionMatches\{'([^']+)'\}\)/g)].map(([, action]) => action);
  expect(named).toEqual(dataActions);
  expect(condition).toMatch(
    /\) OR \(@Resource\[Microsoft\.Storage\/storageAccounts\/blobServices\/containers:name\] StringEquals 'function-packages'\)\)$/,
  );
});

test("the role for packages is of one environment: its subscription may be another one's, and names are unique", () => {
  const apart = "0b3a2f4e-1111-2222-3333-aaaabbbbcccc";
  const { roles } = bootstrapWith({ state: { ...STATE, subscriptionId: apart } });
  expect(roles.find(({ id }) => id === "package_writer_role")).toMatchObject({
    name: "Function package writer notes prod (sttfstate)",
    subscriptionId: identity.subscriptionId,
  });
});

test("the account can be in a subscription of its own", () => {
  const apart = "0b3a2f4e-1111-2222-3333-aaaabbbbcccc";
  const plan = bootstrapWith({ state: { ...STATE, subscriptionId: apart } });
  expect(scopeIdOf(plan, "state container")).toContain(`/subscriptions/${apart}/`);
  expect(scopeIdOf(plan, "subscription")).toBe(`/subscriptions/${identity.subscriptionId}`);
  const of = (id: string): string | undefined => plan.roles.find((role) => role.id === id)?.subscriptionId;
  expect([of("state_reader_role"), of("plan_role")]).toEqual([apart, identity.subscriptionId]);
});

test("a subscription is that of pipeline.json, then of the app, then of the login", () => {
  const { prod } = settings.environments;
  const without = {
    ...settings,
    environments: { prod: { ...prod, subscriptionId: undefined } },
  } as unknown as typeof settings;
  const ofApp = "0b3a2f4e-1111-2222-3333-aaaabbbbcccc";
  const login = "0b3a2f4e-1111-2222-3333-ddddeeeeffff";
  const input = { pipeline: without, loginSubscriptionId: login };
  expect(bootstrapWith({ subscriptionId: ofApp }, input).subscriptionId).toBe(ofApp);
  expect(bootstrapWith({}, input).subscriptionId).toBe(login);
  expect(problemsOf({}, { pipeline: without })).toEqual([
    expect.stringContaining("subscriptionId: is not set anywhere | set it with --subscription"),
  ]);
});

test("everything that is wrong is said at once", () => {
  const other = "0b3a2f4e-1111-2222-3333-aaaabbbbcccc";
  const staging = { environment: "staging", environments: { staging: { extends: "dev" } } } as const;
  expect(problemsOf({ state: { type: "local" }, ...staging })).toEqual([
    'state: is of type "local", which no pipeline can share | set state: { type: "azurerm", storageAccountName, containerName }',
    expect.stringMatching(
      /^environments\.staging: is missing in pipeline\.json \| .* bootstrap one of dev, prod/,
    ),
    expect.stringContaining("subscriptionId: is not set anywhere"),
  ]);
  expect(problemsOf({ subscriptionId: other, tenantId: other })).toEqual([
    expect.stringContaining(`but the option subscriptionId of the app is "${other}"`),
    expect.stringContaining(`but the option tenantId of the app is "${other}"`),
  ]);
  expect(problemsOf({ state: { ...STATE, tenantId: other } })).toEqual([
    expect.stringContaining("environments.prod.tenantId"),
  ]);
  expect(problemsOf({ state: { ...STATE, containerName: "s".repeat(60) } })).toEqual([
    expect.stringContaining("state.containerName: Saved plans are kept in the container"),
  ]);
  expect(problemsOf({ state: { ...STATE, containerName: "function-packages" } })).toEqual([
    'state.containerName: is "function-packages", the name of containers that every identity of the subscription that releases may write' +
      " | choose another name, such as tfstate-prod",
  ]);
  expect(backendWith().state).toEqual(STATE);
});

describe("environments of pull requests", () => {
  const OWN = "0b3a2f4e-1111-2222-3333-0000aaaabbbb";

  test("share one container and one identity, of no number", () => {
    const plan = pullRequestsWith();
    expect(plan).toMatchObject({
      environment: "pr-*",
      containers: { state: "tfstate-pr" },
      identities: {
        apply: {
          name: "id-notes-pr-apply",
          credential: { name: "github", subject: "repo:acme@123/notes@456:environment:pr" },
        },
      },
    });
    expect(Object.keys(plan.containers)).toEqual(["state"]);
    expect(Object.keys(plan.identities)).toEqual(["apply"]);
    // expired lists what has these tags.
    for (const tags of [plan.tags, plan.account.tags])
      expect(Object.keys(tags).filter((name) => /pull-request|expires|environment/.test(name))).toEqual([]);
    expect(JSON.stringify(plan)).not.toMatch(/pr-[12]/);
  });

  test("have the right to purge, and to delete states in their own container alone", () => {
    const plan = pullRequestsWith();
    expect(plan.assignments.map(({ job, scope, role }) => [job, scope, role])).toEqual([
      ["apply", "subscription", "apply_role"],
      ["apply", "state container", "state_owner_role"],
      ["apply", "subscription", "package_writer_role"],
    ]);
    expect(plan.roles.find(({ id }) => id === "package_writer_role")?.name).toBe(
      "Function package writer notes pr (sttfstate)",
    );
    expect(plan.assignments[0]?.condition).toBeDefined();
    const actionsOf = (of: typeof plan, id: string) => of.roles.find((role) => role.id === id);
    const PURGE = "Microsoft.KeyVault/locations/deletedVaults/purge/action";
    expect(actionsOf(plan, "apply_role")?.actions).toContain(PURGE);
    expect(actionsOf(bootstrapWith(), "apply_role")?.actions).not.toContain(PURGE);
    expect(actionsOf(plan, "state_owner_role")?.dataActions.map((each) => each.split("/blobs/")[1])).toEqual([
      "delete",
      "read",
      "write",
    ]);
    const builtIn = pullRequestsWith(undefined, { builtIn: true });
    expect(builtIn.assignments.map(({ role }) => (typeof role === "string" ? role : role.name))).toEqual([
      "Locks Contributor",
      "Role Based Access Control Administrator",
      "Contributor",
      "Storage Blob Data Contributor",
      "Storage Blob Data Contributor",
    ]);
  });

  test("in the subscription of another environment, somebody is told what that means", () => {
    // That of prod is another one; dev has none of its own in the file, and the app sets none.
    expect(pullRequestsWith().notes).toEqual([]);
    const inApp = backendWith({ environment: "dev", subscriptionId: identity.subscriptionId });
    const input = pullRequestInput();
    const [note = ""] = pullRequestsWith(undefined, {
      ...input,
      pullRequests: { other: input.backend, environments: [inApp] },
    }).notes;
    expect(note).toContain("dev deploys to the same subscription as pr-*");
  });

  test("whose place depends on the number have no common login", () => {
    const problems = problemsIn(() =>
      pullRequestsWith((number) => ({
        state: { ...STATE, containerName: `tfstate-pr-${number}` },
        subscriptionId: number === 1 ? identity.subscriptionId : OWN,
      })),
    );
    expect(problems).toEqual([
      expect.stringContaining("subscriptionId: depends on the number of the pull request") as string,
      expect.stringContaining(
        'state.containerName: depends on the number of the pull request: "tfstate-pr-1" in pr-1, "tfstate-pr-2" in pr-2',
      ) as string,
    ]);
  });

  test("keep their state apart from that of every other environment", () => {
    expect(problemsIn(() => pullRequestsWith(() => ({ state: STATE })))).toEqual([
      expect.stringContaining(
        'state.containerName: is "tfstate-prod" for pull requests and for prod',
      ) as string,
    ]);
  });

  test("have to be in pipeline.json, and in a shared state", () => {
    expect(problemsIn(() => pullRequestsWith(undefined, { pipeline: settings }))).toEqual([
      expect.stringMatching(/^environments\.pr-\*: is missing in pipeline\.json/) as string,
      expect.stringContaining("subscriptionId: is not set anywhere") as string,
    ]);
    expect(problemsIn(() => pullRequestsWith(() => ({ state: { type: "local" } })))).toEqual([
      expect.stringContaining('state: is of type "local"') as string,
    ]);
  });
});
