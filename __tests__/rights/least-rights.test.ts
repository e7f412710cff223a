import {
  type BackendOptions,
  type Components,
  defineEventHandler,
  leastRights,
  planBackend,
} from "../../lib";
import { roleIds } from "../../lib/rights/role-ids";
import { isRole, roleName } from "../../lib/stand-in/role-definitions";
import { Store } from "../../lib/stand-in/store";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { synthBackend } from "../support/synth";

const rightsOf = (options: BackendOptions) =>
  leastRights(
    planBackend(
      { feedbackApi, processUploadFunction },
      { project: "feedback", location: "eastus2", ...options },
    ),
  );

describe("the roles of an apply", () => {
  test.each<[string, BackendOptions]>([
    ["dev", {}],
    ["prod", { environment: "prod" }],
    [
      "a registry and Service Bus",
      { functionApp: { container: true }, optional: { containerRegistry: true, serviceBus: true } },
    ],
    ["a content share", { functionApp: { package: "content-share" } }],
  ])("an apply assigns every role of %s, and no other", (_what, options) => {
    const { platform, workloads } = synthBackend(options);
    const assigned = [platform, workloads].flatMap((stack) =>
      Object.values(stack.all("azurerm_role_assignment")).map((each) => each["role_definition_name"]),
    );
    const { roles, condition } = rightsOf(options).apply;
    expect(roles.map(({ name }) => name)).toEqual([...new Set(assigned)].sort());
    for (const { id } of roles) expect(condition.split(id)).toHaveLength(3);
  });

  test("an apply may never assign a role that assigns roles", () => {
    for (const name of ["Owner", "Contributor", "User Access Administrator"])
      expect(roleIds).not.toHaveProperty([name]);
  });

  test("the roles of an apply are known by the ids that Azure has", () => {
    for (const [name, id] of Object.entries(roleIds)) {
      expect(isRole(id, new Store())).toBe(true);
      expect(roleName(id)).toBe(name);
    }
  });

  test("the role of an apply limits assigning and removing, in Azure's syntax", () => {
    const { condition } = rightsOf({}).apply;
    expect(condition).toMatch(
      /^\(\(!\(ActionMatches\{'Microsoft\.Authorization\/roleAssignments\/write'\}\)\) OR \(@Request\[Microsoft\.Authorization\/roleAssignments:RoleDefinitionId\] ForAnyOfAnyValues:GuidEquals \{[-0-9a-f, ]+\}\)\) AND /,
    );
    expect(condition).toContain("@Resource[Microsoft.Authorization/roleAssignments:RoleDefinitionId]");
  });

  test("the role of an apply includes locks where there are some", () => {
    expect(rightsOf({}).apply.actions).toEqual([]);
    expect(rightsOf({ environment: "prod" }).apply.actions).toEqual([
      "Microsoft.Authorization/locks/delete",
      "Microsoft.Authorization/locks/write",
    ]);
  });
});

describe("the actions of a plan", () => {
  test("where an event is sent is shown for topics of the backend, and for the account's own", () => {
    const shown = (components: Components): readonly string[] =>
      leastRights(
        planBackend(components, {
          project: "feedback",
          location: "eastus2",
          environment: "dev",
          eventGrid: { topics: { orders: true } },
        }),
      ).plan.actions.filter((action) => action.includes("getFullUrl"));
    const entry = "./src/handle.ts";
    const ofTopic = defineEventHandler({ name: "of-topic", entry, source: { topic: "orders" } });
    const ofBlobs = defineEventHandler({ name: "of-blobs", entry, source: { blobs: "photos" } });
    const own = "Microsoft.EventGrid/eventSubscriptions/getFullUrl/action";
    const accounts = "Microsoft.EventGrid/systemTopics/eventSubscriptions/getFullUrl/action";
    expect(shown({ feedbackApi })).toEqual([]);
    expect(shown({ ofTopic })).toEqual([own]);
    expect(shown({ ofTopic, ofBlobs })).toEqual([own, accounts]);
  });

  test.each([
    ["Developer", 2],
    ["Consumption", 0],
    ["StandardV2", 0],
  ] as const)("API Management in tier %s shows %d kinds of secrets to a plan", (name, kinds) => {
    const apim = {
      enabled: true,
      publisherName: "Acme",
      publisherEmail: "apis@acme.example",
      sku: { name, capacity: name === "Consumption" ? 0 : 1 },
    };
    const { actions } = rightsOf({ optional: { apim } }).plan;
    expect(actions.filter((action) => action.startsWith("Microsoft.ApiManagement/"))).toHaveLength(kinds);
  });

  test("the actions of a plan follow from the resources of the backend", () => {
    expect(rightsOf({}).plan.actions).toEqual([
      "Microsoft.DocumentDB/databaseAccounts/listConnectionStrings/action",
      "Microsoft.DocumentDB/databaseAccounts/listKeys/action",
      "Microsoft.DocumentDB/databaseAccounts/readonlykeys/action",
      "Microsoft.OperationalInsights/workspaces/sharedKeys/action",
      "Microsoft.Resources/deployments/exportTemplate/action",
      "Microsoft.Web/sites/config/list/action",
    ]);
    const more = rightsOf({
      environment: "prod",
      eventGrid: { topics: { orders: true } },
      optional: { serviceBus: true, redis: { engine: "cache" } },
    });
    expect(more.plan.actions).toEqual(
      expect.arrayContaining([
        "Microsoft.Cache/redis/listKeys/action",
        "Microsoft.EventGrid/topics/listKeys/action",
        "Microsoft.ServiceBus/namespaces/authorizationRules/listKeys/action",
        "Microsoft.Web/sites/slots/config/list/action",
      ]),
    );
  });

  test("the actions of a plan only read", () => {
    for (const action of rightsOf({ environment: "prod" }).plan.actions)
      expect(action).toMatch(/\/(exportTemplate|list\w*|readonlykeys|sharedKeys)\/action$/);
  });
});
