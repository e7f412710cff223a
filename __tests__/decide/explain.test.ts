import { type BackendOptions, type BackendPlan, explain, planBackend } from "../../lib";
import { optionGroups, optionalNames, serviceNames } from "../../lib/services";
import { feedbackApi, processUploadFunction } from "../support/sample";

function planOf(options: BackendOptions = {}): BackendPlan {
  return planBackend(
    { feedbackApi, processUploadFunction },
    { project: "feedback", location: "eastus2", environment: "dev", ...options },
  );
}

/** Lines by the option that they begin with. */
function lineOf(options: BackendOptions, option: string): string {
  return explain(planOf(options), option);
}

describe("explain", () => {
  test.each<[string, BackendOptions, string, string]>([
    ["the service", {}, "functionApp.os", 'functionApp.os = "windows"  (service defaults)'],
    ["the environment", {}, "cosmos.mode", 'cosmos.mode = "Serverless"  (environment "dev")'],
    [
      "the environment, in another spelling",
      { environment: "prod" },
      "logs.retentionInDays",
      'logs.retentionInDays = 90  (environment "prod" as logRetention)',
    ],
    [
      "the user's environment",
      { environment: "qa", environments: { qa: { extends: "prod", functionApp: { plan: "EP3" } } } },
      "functionApp.plan",
      'functionApp.plan = "EP3"  (your environment "qa")',
    ],
    [
      "what the user's environment starts from",
      { environment: "qa", environments: { qa: { extends: "prod", functionApp: { plan: "EP3" } } } },
      "functionApp.slots",
      'functionApp.slots = ["staging"]  (environment "prod")',
    ],
    [
      "an environment of the user's that another starts from",
      {
        environment: "qa",
        environments: { qa: { extends: "base" }, base: { extends: "dev", cosmos: { database: "shared" } } },
      },
      "cosmos.database",
      'cosmos.database = "shared"  (your environment "base")',
    ],
    [
      "the call",
      { logRetention: 60 },
      "logs.retentionInDays",
      "logs.retentionInDays = 60  (your options as logRetention)",
    ],
    [
      "the call, over the environment",
      { environment: "prod", functionApp: { plan: "EP2" } },
      "functionApp.plan",
      'functionApp.plan = "EP2"  (your options)',
    ],
    [
      "what follows from the location",
      { environment: "prod" },
      "cosmos.regions",
      'cosmos.regions = ["eastus2","centralus"]  (derived: the location and its paired region)',
    ],
    [
      "what had to be adjusted",
      { environment: "prod", location: "westus" },
      "storage.sku",
      'storage.sku = {"name":"Standard_GRS"}  (derived: westus has no availability zones)',
    ],
  ])("explain names the origin of each setting: %s", (_who, options, option, line) => {
    expect(lineOf(options, option)).toBe(line);
  });

  test("explain has a line for every setting, with its origin", () => {
    const plan = planOf({ environment: "prod" });
    const lines = optionGroups.flatMap((group) => explain(plan, group).split("\n"));
    expect(lines.length).toBeGreaterThan(30);
    for (const line of lines) expect(line).toMatch(/^\w+(\.[\w-]+)+ = .+ {2}\(.+\)$/);
    const paths = Object.keys(plan.origins).filter((each) =>
      optionGroups.some((name) => each.startsWith(`${name}.`)),
    );
    expect(paths.length).toBeGreaterThan(30);
    for (const path of paths) expect(lines.filter((line) => line.startsWith(`${path} = `))).toHaveLength(1);
  });

  test("explain for a group has no line of another group", () => {
    const lines = explain(planOf(), "cosmos").split("\n");
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((line) => !line.startsWith("cosmos."))).toEqual([]);
  });

  test("explain for an option has no line of an option whose name begins alike", () => {
    expect(explain(planOf(), "cosmos.backup")).toBe('cosmos.backup = "Periodic"  (environment "dev")');
  });

  test("explain for everything begins with the backend, and has every topic", () => {
    const plan = planOf({ environment: "prod" });
    const everything = explain(plan);
    expect(everything.split("\n")[0]).toBe("feedback (prod) in eastus2");
    for (const topic of [...optionGroups, "names", "grants"])
      expect(everything).toContain(explain(plan, topic));
  });

  test("explain for names has the stacks, their resource groups and the unique names", () => {
    expect(explain(planOf(), "names")).toBe(
      [
        "stack feedback-dev-network in resource group rg-feedback-dev-network",
        "stack feedback-dev-platform in resource group rg-feedback-dev-platform",
        "stack feedback-dev-workloads in resource group rg-feedback-dev-workloads",
        "Log Analytics workspace log-feedback-dev",
        "Application Insights component appi-feedback-dev",
        "Cosmos DB account cosmos-feedback-dev-ebcec0",
        "storage account stfeedbackdevebcec0",
        "key vault kv-feedback-dev-ebcec0",
        "function app func-feedback-dev-ebcec0",
        "service plan asp-feedback-dev-y1",
      ].join("\n"),
    );
  });

  test("explain for grants has service, role and reason", () => {
    expect(explain(planOf(), "grants").split("\n")).toContain(
      "cosmos account/dbs/feedback-db/colls/feedback: Cosmos DB Built-in Data Contributor: feedback keeps its items there",
    );
  });

  test("explain for notes has what was adjusted, and the warnings", () => {
    const notes = explain(
      planOf({ environment: "prod", functionApp: { plan: "Y1", runtime: "node:20" } }),
      "notes",
    );
    expect(notes.split("\n")).toEqual([
      "adjusted: networking.vnet: false, because Y1 (Consumption) does not support virtual networks",
      "warning: networking.vnet: all resources are open to the internet: Y1 (Consumption) does not support virtual networks, and functionApp.plan is set",
      "adjusted: networking.privateEndpoints: false, because there is no virtual network for them",
      "adjusted: functionApp.alwaysOn: false, because Y1 (Consumption) does not support always-on instances",
      'warning: monitoring.actionGroups: ops-team sends e-mail to the Owners of the subscription, because no receiver is set. Azure sends it only to users and groups with the role Owner on the subscription itself, not through a management group and not as eligible. Set receivers: actionGroups: { "ops-team": { emails: ["ops@example.com"] } }',
      "note: safeguards.locks: Azure refuses, with ScopeLocked, to delete child resources of a locked account: a container or queue that was removed from the options, and role assignments of a removed component or slot. Set safeguards.locks to false for such a change",
      "warning: functionApp.runtime: Node 20 in Azure Functions: no support since 2026-04-30; use node:24 (github.com/nodejs/Release, as of 2026-11-28)",
    ]);
  });

  test.each(["network", "constructor", "", "Cosmos"])("explain refuses an unknown topic %j", (topic) => {
    expect(() => explain(planOf(), topic)).toThrow(
      `unknown topic "${topic}": use one of networking, logs, cosmos, storage, keyVault, eventGrid, functionApp, monitoring, safeguards, people, optional, expires, ignoreTags, requiredTags, samples, provider, names, external, importFrom, privateEndpoints, grants, notes`,
    );
  });

  test("explain refuses an unknown option", () => {
    expect(() => explain(planOf(), "cosmos.mod")).toThrow("cosmos.mod");
  });
});

describe("a plan", () => {
  const plans = [
    planOf(),
    planOf({ environment: "prod" }),
    planOf({
      functionApp: { package: "content-share" },
      storage: { hostAccount: "separate", queues: { mail: undefined } },
      keyVault: { connectionStrings: true },
      state: { type: "cloud", organization: "contoso" },
    }),
  ];

  test.each(plans)("a plan is plain data: nothing is lost as JSON", (plan) => {
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    expect(everyValue(plan).filter((value) => value === undefined || typeof value === "function")).toEqual(
      [],
    );
  });

  test.each(plans)(
    "a plan is complete: it has a plan of every service, and settings without gaps",
    (plan) => {
      expect(Object.keys(plan.services).sort()).toEqual([...serviceNames].sort());
      expect(Object.keys(plan.settings).sort()).toEqual([...optionGroups].sort());
      expect(Object.keys(plan.settings.optional).sort()).toEqual([...optionalNames].sort());
      expect(plan.settings.cosmos.regions).not.toEqual([]);
      expect(Object.keys(plan.stackIds)).toEqual(["network", "platform", "workloads"]);
    },
  );

  test.each(plans)("a plan gives every grant a role, a scope and a reason", (plan) => {
    expect(plan.grants.length).toBeGreaterThan(3);
    for (const { below = "", uses = [], to, reaches, ...grant } of plan.grants) {
      const ofPackage = below.endsWith("/function-packages");
      expect(below === "").toBe(uses.length === 0 && to === undefined && !ofPackage);
      if (reaches !== undefined) expect(reaches).toMatch(/^every /);
      for (const { component, reason } of uses) expect(grant.reason).toContain(`${component} ${reason}`);
      expect(grant).toEqual({
        service: expect.stringMatching(/^(logs|cosmos|storage|keyVault)$/) as string,
        id: expect.stringMatching(/^[a-z_-]+$/) as string,
        plane: grant.role.startsWith("Cosmos DB") ? "cosmos" : "azure",
        role: expect.stringMatching(/^[A-Z]/) as string,
        on: expect.stringMatching(/^(insights|account|data|host|packages|vault)$/) as string,
        reason: expect.stringMatching(/^.{20,}/) as string,
      });
    }
    expect(new Set(plan.grants.map(({ to, id }) => `${to ?? "app"} ${id}`)).size).toBe(plan.grants.length);
  });

  test("a plan leaves the options as they were, and later changes of them do not reach the plan", () => {
    const tables = { logs: true };
    const regions = ["eastus2"];
    const plan = planOf({ storage: { tables }, cosmos: { regions } });
    tables.logs = false;
    regions.push("westus2");
    expect(plan.settings.storage.tables).toEqual({ logs: true, sessions: true });
    expect(plan.settings.cosmos.regions).toEqual(["eastus2"]);
    expect([tables, regions]).toEqual([{ logs: false }, ["eastus2", "westus2"]]);
  });
});

function everyValue(value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [value];
  return Object.values(value).flatMap(everyValue);
}
