import type { BackendOptions } from "../../lib";
import { APIM } from "../support/with-everything";
import { become, plannedChanges } from "./support/pipeline-identities";
import { type Deployment, deployment, stage } from "./support/stage";

/**
 * Everything at once. The tenant of Azure AD B2C exists: no custom role can create one, docs/guides/permissions.md. The function key
 * has to wait for a release.
 */
const options: BackendOptions = {
  environment: "prod",
  optional: {
    ...APIM.optional,
    apim: { ...APIM.optional.apim, functionKey: false },
    b2c: {
      tenantName: "contosoauth",
      tenantId: "22223333-cccc-4444-dddd-5555eeee6666",
      clientIds: APIM.optional.b2c.clientIds,
    },
  },
};

stage("full production, with the roles of a pipeline and nothing else", () => {
  let on: Deployment;

  beforeAll(async () => {
    on = await deployment({
      environment: "prod",
      variables: { TEST_BACKEND_OPTIONS: JSON.stringify(options) },
    });
    await on.rehearsal.synth();
  });
  afterAll(() => on.end());

  test("the applier deploys API Management, Front Door, Redis, Service Bus and the registry", async () => {
    become(on, "applier");
    await on.rehearsal.deploy();
    const types = new Set(on.standIn.resources.map(({ type }) => type));
    for (const type of [
      "Microsoft.ApiManagement/service",
      "Microsoft.Cdn/profiles",
      "Microsoft.Cache/redisEnterprise",
      "Microsoft.ServiceBus/namespaces",
      "Microsoft.ContainerRegistry/registries",
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
