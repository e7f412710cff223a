import { join } from "node:path";
import { become, plannedChanges } from "./support/pipeline-identities";
import { type Deployment, deployment, stage } from "./support/stage";

const EXAMPLE = join(__dirname, "../../examples/production/main.ts");

stage("full production, with the roles of a pipeline and nothing else", () => {
  let on: Deployment;

  beforeAll(async () => {
    on = await deployment({
      environment: "prod",
      file: EXAMPLE,
      variables: { BACKEND_ENVIRONMENT: "prod" },
    });
    await on.rehearsal.synth();
  });
  afterAll(() => on.end());

  test("the applier deploys API Management, Front Door, Redis, Service Bus, the registry and Azure AD B2C", async () => {
    become(on, "applier");
    await on.rehearsal.deploy();
    const types = new Set(on.standIn.resources.map(({ type }) => type));
    for (const type of [
      "Microsoft.ApiManagement/service",
      "Microsoft.Cdn/profiles",
      "Microsoft.Cache/redisEnterprise",
      "Microsoft.ServiceBus/namespaces",
      "Microsoft.ContainerRegistry/registries",
      "Microsoft.AzureActiveDirectory/b2cDirectories",
    ])
      expect(types).toContain(type);
  });

  test("the planner finds no changes", async () => {
    become(on, "planner");
    expect(await plannedChanges(on)).toEqual([]);
  });

  test("the applier destroys everything", async () => {
    become(on, "applier");
    await on.rehearsal.destroy();
    expect(on.standIn.resources).toEqual([]);
    on.report("full production with the roles of a pipeline");
  });
});
