import { join } from "node:path";
import { identity } from "../../lib/stand-in/login";
import { azureId } from "../support/shared";
import { type Deployment, deployment, stage } from "./support/stage";

const inGroup = (type: string, name: string): string => azureId(type, name, identity.subscriptionId);
const apim = inGroup("Microsoft.ApiManagement/service", "apim-shared");
const plan = inGroup("Microsoft.Web/serverFarms", "asp-shared");

stage("dev in services that others share", () => {
  let on: Deployment;
  let theirs: readonly string[] = [];

  beforeAll(async () => {
    on = await deployment({ file: join(__dirname, "existing-services-app.ts") });
    const location = "eastus2";
    on.standIn.make(inGroup("", "").split("/providers/")[0] ?? "", { location });
    on.standIn.make(plan, { location, kind: "elastic", sku: { name: "EP1", tier: "ElasticPremium" } });
    on.standIn.make(apim, {
      location,
      sku: { name: "Developer", capacity: 1 },
      properties: { publisherName: "Contoso", publisherEmail: "api@contoso.com" },
    });
    theirs = on.standIn.resources.map(({ id }) => id);
  });
  afterAll(() => on.end());

  test("the backend deploys, with its API and its app in the existing services", async () => {
    await on.rehearsal.synth();
    await on.rehearsal.deploy();
    await on.rehearsal.validate();
    expect(on.standIn.resource("Microsoft.ApiManagement/service/apis").id).toContain(`${apim}/`);
    expect(on.standIn.resource("Microsoft.Web/sites").body).toMatchObject({
      properties: { serverFarmId: plan },
    });
  });

  test("the deployment changes no resource of other owners", () => {
    const written = on.standIn.exchanges.filter(({ method }) => ["PUT", "PATCH", "DELETE"].includes(method));
    expect(written.map(({ path }) => path).filter((path) => [apim, plan].includes(path))).toEqual([]);
  });

  test("the second plan has no changes", async () => {
    const plans = await on.rehearsal.plan();
    expect(Object.values(plans).flatMap(({ changes }) => changes)).toEqual([]);
  });

  test("the backend is destroyed, and leaves the resources of other owners", async () => {
    await on.rehearsal.destroy();
    expect(on.standIn.resources.map(({ id }) => id).sort()).toEqual([...theirs].sort());
    expect(on.standIn.againstPublished.findings).toEqual([]);
    on.report("dev in services that others share");
  });
});
